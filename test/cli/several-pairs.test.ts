import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report } from "../../analyzer/model/report";
import { Cli, type Run } from "../support/cli";

const CASES = path.join(__dirname, "../corpus");
const DIVERGENT = path.join(CASES, "storefront/cases/sf-combined-three");
const EQUAL = path.join(CASES, "metering/cases/mt-clean-noop");

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-pairs-"));
  mkdirSync(path.join(folder, ".git"));
  for (const [name, from] of [
    ["bad", DIVERGENT],
    ["good", EQUAL],
  ] as const)
    for (const side of ["primary", "dr"])
      cpSync(path.join(from, `${side}.plan.json.gz`), path.join(folder, `${name}-${side}.json`));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pair = (name: string, files = name, more = "") =>
  `pair "${name}" {\n primary { sources = ["${files}-primary.json"] }\n dr { sources = ["${files}-dr.json"] }\n${more}}\n`;

function run(policy: string, args: readonly string[], cwd = folder): Run {
  writeFileSync(path.join(folder, ".drparity.hcl"), policy);
  return cli.run(["analyze", ...args], { cwd });
}

describe("drparity analyze with several pairs in the policy file", () => {
  const BOTH = pair("good") + pair("bad");

  it("reports all of them, with a line for each at the end, and exits with the worst status", () => {
    const { status, stdout } = run(BOTH, []);
    expect(status).toBe(2);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.at(-2)).toMatch(/^parity +good +100\/100: no divergence$/);
    expect(lines.at(-1)).toMatch(/^divergent +bad +\d+(\.\d)?\/100: 1 critical, 2 warnings/);
  });

  it("holds each pair to what the file says of it", () => {
    const { status } = run(pair("good") + pair("bad", "bad", '  fail_on = "never"\n'), []);
    expect(status).toBe(0);
  });

  it("tells of the others when one cannot be read, and exits with 1", () => {
    const { status, stdout, stderr } = run(pair("good") + pair("bad", "gone"), []);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: bad: gone-primary.json: There is no such file/);
    expect(stdout).toMatch(/^parity +good/m);
    expect(stdout).toMatch(/^error +bad +gone-primary.json/m);
  });

  it("tells no secret of the environment where one cannot be read", () => {
    writeFileSync(path.join(folder, ".drparity.hcl"), pair("good") + pair("bad", "hunter22-gone"));
    const { stdout, stderr } = cli.run(["analyze"], { cwd: folder, env: { DB_PASSWORD: "hunter22-gone" } });
    expect(stdout).toMatch(/^error +bad +\(sensitive\)-primary\.json: There is no such file/m);
    expect(stdout + stderr).not.toContain("hunter22");
  });

  it("writes one JSON document and one SARIF log for all", () => {
    const { stdout } = run(BOTH, ["--format", "json", "--also", "sarif=all.sarif"]);
    const { reports } = JSON.parse(stdout) as { reports: Report[] };
    expect(reports.map((report) => report.pair.name)).toEqual(["good", "bad"]);
    const sarif = JSON.parse(readFileSync(path.join(folder, "all.sarif"), "utf8")) as { runs: unknown[] };
    expect(sarif.runs).toHaveLength(2);
  });

  it("writes a file for each where the name says where its pair's goes, and asks for that where it must", () => {
    expect(run(BOTH, ["--also", "html=report-{pair}.html"]).status).toBe(2);
    expect(readdirSync(folder).filter((file) => file.endsWith(".html"))).toEqual([
      "report-bad.html",
      "report-good.html",
    ]);
    const { status, stderr } = run(BOTH, ["--also", "html=report.html"]);
    expect(status).toBe(1);
    expect(stderr).toContain("such as report-{pair}.html, or choose one with --pair.");
    expect(run(BOTH, ["--write-baseline", "b.json"]).status).toBe(1);
    expect(run(BOTH, ["--write-baseline", "b-{pair}.json"]).status).toBe(0);
  });

  it("takes a pair's name for no path", () => {
    const { status } = run(pair("../x", "good") + pair("bad"), ["--also", "html=out-{pair}.html"]);
    expect(status).toBe(2);
    expect(readdirSync(folder).filter((file) => file.endsWith(".html"))).toEqual([
      "out-__x.html",
      "out-bad.html",
    ]);
  });

  it("refuses names that would make one file of two", () => {
    expect(run(pair("a/b", "good") + pair("a:b", "bad"), ["--also", "html={pair}.html"]).stderr).toMatch(
      /^drparity: a_b.html: Two things/,
    );
    const same = ["--also", "sarif=r-{pair}.json", "--also", "html=r-{pair}.json"];
    expect(run(BOTH, same).stderr).toMatch(/^drparity: r-\w+\.json: Two things/);
    const past = ["--format", "json", "--output", "past.jsonl", "--history", "past.jsonl"];
    expect(run(BOTH, past).stderr).toMatch(/^drparity: past\.jsonl: Two things/);
  });

  it("means one pair where the command line names one, or sources", () => {
    expect(run(BOTH, ["--pair", "good"]).status).toBe(0);
    expect(run(BOTH, ["--primary", "good-primary.json", "--dr", "good-dr.json"])).toMatchObject({
      status: 1,
    });
  });
});

describe("the policy file", () => {
  it("is found from a directory below it, up to the root of the repository", () => {
    const below = path.join(folder, "infra/dr");
    mkdirSync(below, { recursive: true });
    const { status, stdout } = run(pair("good"), ["--format", "json"], below);
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Report).pair.primary.sources).toEqual(["../../good-primary.json"]);
  });

  it("is not looked for above the repository, nor above where there is none", () => {
    const inner = path.join(folder, "vendor");
    mkdirSync(path.join(inner, ".git"), { recursive: true });
    expect(run(pair("good"), [], inner).stderr).toContain("Both sides are needed.");
    rmSync(path.join(folder, ".git"), { recursive: true });
    const below = path.join(folder, "infra");
    mkdirSync(below);
    expect(run(pair("good"), [], below).stderr).toContain("Both sides are needed.");
  });
});
