import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ALL_RULES } from "../../analyzer/judge/policy/known-rules";
import type { Report } from "../../analyzer/model/report";
import { Cli, type Run } from "../support/cli";

const CASE = path.join(__dirname, "../corpus/storefront/cases/sf-combined-three");
const POLICY = 'pair "shop" {\n primary { sources = ["primary.json"] }\n dr { sources = ["dr.json"] }\n}\n';

let cli: Cli;
let folder: string;
let report: Report;
const run = (...args: string[]): Run => cli.run(args, { cwd: folder });
beforeAll(() => {
  cli = Cli.compile();
  folder = mkdtempSync(path.join(tmpdir(), "drparity-explain-"));
  mkdirSync(path.join(folder, ".git"));
  for (const side of ["primary", "dr"])
    cpSync(path.join(CASE, `${side}.plan.json.gz`), path.join(folder, `${side}.json`));
  writeFileSync(path.join(folder, ".drparity.hcl"), POLICY);
  report = JSON.parse(run("analyze", "--format", "json", "--also", "json=report.json").stdout) as Report;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("drparity explain", () => {
  it("tells of a finding by its id, of which a beginning will do, and of its rule", () => {
    const [finding] = report.findings;
    const id = finding?.id.slice(0, 8) ?? "";
    for (const more of [[], ["--report", "report.json"]]) {
      const { status, stdout, stderr } = run("explain", id, ...more);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain(finding?.primary?.address ?? "-");
      expect(stdout).toContain(`id ${finding?.id ?? "-"}`);
      expect(stdout).toContain(`${finding?.rule ?? "-"}: `);
    }
  });

  it("tells of a rule in lines that fit a page", () => {
    const lines = run("explain", "route53-failover-set-complete").stdout.split("\n");
    expect(lines.filter((line) => line.length > 100 && !line.includes("https://"))).toEqual([]);
  });

  it("does so in JSON, with the finding as the report has it", () => {
    const [, finding] = report.findings;
    const { stdout } = run("explain", finding?.id ?? "", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      pair: "shop",
      status: "finding",
      finding,
      rule: { id: finding?.rule },
    });
  });

  it("lists and tells rules in JSON", () => {
    const { rules } = JSON.parse(run("explain", "-f", "json").stdout) as { rules: { id: string }[] };
    expect(rules.map(({ id }) => id).sort()).toEqual([...ALL_RULES].sort());
    expect(JSON.parse(run("explain", "no-drift", "-f", "json").stdout)).toMatchObject({
      rule: { id: "no-drift" },
    });
  });

  it.each([
    ["a rule that is misspelt", ["twins-equall"], "Did you mean twins-equal?"],
    ["an id that no finding has", ["0123456789ab"], "No pair of the policy file has such a finding now."],
    [
      "an id that a report lacks",
      ["0123456789ab", "--report", "report.json"],
      "report.json has no such finding.",
    ],
    [
      "a report that is none",
      ["0123456789ab", "--report", "primary.json"],
      "This is no JSON report of drparity.",
    ],
  ])("says what is wrong with %s", (_name, args, message) => {
    const { status, stderr } = run("explain", ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it("takes a report for what anybody may have written", () => {
    for (const change of [
      { differences: [{}] },
      { primary: { address: 1 } },
      { owner: {} },
      { message: null },
      { fix: [] },
    ]) {
      const [finding] = report.findings;
      const hostile = { ...report, findings: [{ ...finding, ...change }] };
      writeFileSync(path.join(folder, "hostile.json"), JSON.stringify(hostile));
      const { status, stderr } = run("explain", finding?.id ?? "", "--report", "hostile.json");
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining("This is no JSON report of drparity.") as string,
      });
    }
  });
});

describe("--rule and --skip-rule", () => {
  const rulesOf = (...args: string[]) => {
    const { findings } = JSON.parse(run("analyze", "-f", "json", ...args).stdout) as Report;
    return [...new Set(findings.map(({ rule }) => rule))].sort();
  };

  it("ask about some rules alone, or about all but some", () => {
    expect(rulesOf("--rule", "twins-equal")).toEqual(["twins-equal"]);
    expect(rulesOf("--rule", "twin*", "--skip-rule", "twins-equal")).toEqual(["twin-in-dr"]);
    expect(run("analyze", "--rule", "no-drift").status).toBe(0);
  });

  it("are refused where a part would be kept as the whole, or where there is no such rule", () => {
    for (const option of ["--history", "--write-baseline"])
      expect(run("analyze", "--skip-rule", "no-drift", option, "x").stderr).toContain(
        `drparity: ${option}: With --rule`,
      );
    expect(run("analyze", "--rule", "no-drft").stderr).toContain("Did you mean no-drift?");
  });
});

describe("the command line helps", () => {
  it.each([
    [["analyse"], "Did you mean analyze?"],
    [["analyze", "--fail-onn", "info"], "Did you mean --fail-on?"],
    [["drift", "--no-plann"], "Did you mean --plan?"],
    [["analyze", "-f", "json", "--format", "text"], "the option stands more than once"],
    [["analyze", "-c", "a", "-c", "b"], "the option stands more than once"],
    [["analyze", "-q", "-v"], "mutually exclusive"],
  ])("%j: %s", (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it("completes commands, options and their values", () => {
    expect(run("completion").stdout).toContain("drparity");
    const complete = (...words: string[]) =>
      run("--get-yargs-completions", "drparity", ...words).stdout.split("\n");
    expect(complete("an")).toEqual(expect.arrayContaining(["analyze"]));
    expect(complete("analyze", "--fail")).toEqual(expect.arrayContaining(["--fail-on"]));
  });

  it("says nothing that is no error with --quiet, and what is read with --verbose", () => {
    writeFileSync(path.join(folder, "old.json"), JSON.stringify({ schemaVersion: "1.0", findings: [] }));
    const gone = { schemaVersion: "1.0", findings: [] };
    writeFileSync(path.join(folder, "baseline.json"), JSON.stringify(gone));
    const verbose = run("analyze", "-v");
    expect(verbose.stderr).toMatch(
      /^drparity: read primary\.json in \d+\.\d\d s\ndrparity: read dr\.json in /,
    );
    expect(run("analyze", "-q").stderr).toBe("");
    expect(run("analyze", "-q").stdout).toBe(verbose.stdout);
  });

  it("has colour as it is told", () => {
    // eslint-disable-next-line no-control-regex -- an escape is what a colour begins with
    const coloured = /\u001b\[/;
    expect(run("analyze", "--color").stdout).toMatch(coloured);
    expect(cli.run(["analyze", "--no-color"], { cwd: folder, env: { FORCE_COLOR: "1" } }).stdout).not.toMatch(
      coloured,
    );
  });
});
