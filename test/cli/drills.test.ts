import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FORMATS } from "../../analyzer/render/formats";
import type { Report } from "../../analyzer/model/report";
import { Cli } from "../support/cli";
import { drillReport, FAILED } from "../support/drills";
import { plan } from "../support/plan-builder";

let cli: Cli;
let folder: string;
beforeAll(() => (cli = Cli.compile()));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-cli-drills-"));
  mkdirSync(at("drills"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const recent = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const write = (name: string, value: unknown) => writeFileSync(at(name), JSON.stringify(value));
const run = (...args: readonly string[]) => cli.run(args, { cwd: folder });

describe("drparity drills", () => {
  it("shows the reports of a directory, or of the one that the policy file names", () => {
    write("drills/a.json", drillReport(recent(3)));
    const named = run("drills", "drills");
    expect([named.status, named.stderr]).toEqual([0, ""]);
    expect(named.stdout).toContain("shop, shop-drill  good  1 drill");
    writeFileSync(at(".drparity.hcl"), 'pair "shop" {\n  drills = "drills"\n}\n');
    expect(run("drills").stdout).toBe(named.stdout);
  });

  it("writes JSON and HTML, to a file as well", () => {
    write("drills/a.json", drillReport(recent(3)));
    const { drills } = JSON.parse(run("drills", "drills", "-f", "json").stdout) as { drills: unknown[] };
    expect(drills).toHaveLength(1);
    expect(run("drills", "drills", "-f", "html", "-o", "page.html").stdout).toBe("");
    expect(readFileSync(at("page.html"), "utf8")).toMatch(/^<!doctype html>/);
  });

  it("is an error of two lines where there is nothing, nothing of the pair's, or something else", () => {
    expect(run("drills")).toMatchObject({ status: 1, stdout: "" });
    expect(run("drills").stderr).toContain("No place of reports of drills is named.");
    expect(run("drills", "drills").stderr).toContain("There is no report of a drill here.");
    write("drills/a.json", drillReport(recent(3)));
    expect(run("drills", "drills", "--pair", "x").stderr).toContain(
      "There is no report of a drill of the pair x here.",
    );
    write("drills/b.json", {});
    const wrong = run("drills", "drills");
    expect(wrong.status).toBe(1);
    expect(wrong.stderr.trimEnd().split("\n")).toHaveLength(2);
    expect(wrong.stderr).toContain("b.json: This is no report of a drill.");
  });
});

describe("analyze and the drills", () => {
  const analyze = (...options: readonly string[]) => {
    for (const [name, region] of [
      ["primary.json", "us-east-1"],
      ["dr.json", "us-west-2"],
    ] as const)
      write(name, plan(region).resource("aws_sqs_queue.a", { name: "a" }).json());
    return run("analyze", "--primary", "primary.json", "--dr", "dr.json", "--format", "json", ...options);
  };
  const report = (stdout: string) => JSON.parse(stdout) as Report;

  it("finds a drill that failed, by the option and by the policy file, beside a history", () => {
    write("drills/a.json", drillReport(recent(3), { ...FAILED, pair: "pair" }));
    const asked = analyze("--drills", "drills", "--history", "h.jsonl");
    expect(asked.status).toBe(2);
    expect(report(asked.stdout).findings).toEqual([
      expect.objectContaining({ rule: "drills-meet-targets", severity: "warning", primary: null, dr: null }),
    ]);
    expect(run("history", "h.jsonl").stdout).toContain("drills-meet-targets");
    expect(analyze("--drills", "drills", "--skip-rule", "drills-meet-targets").status).toBe(0);
    write("drills/a.json", drillReport(recent(3), { ...FAILED }));
    writeFileSync(at(".drparity.hcl"), 'pair "shop" {\n  drills = "drills"\n}\n');
    expect(report(analyze().stdout).summary).toMatchObject({ verdict: "divergent", warning: 1 });
  });

  it("says nothing where nobody says where they are, or all is well", () => {
    expect(analyze().status).toBe(0);
    write("drills/a.json", drillReport(recent(3), { pair: "pair" }));
    expect(analyze("--drills", "drills").status).toBe(0);
  });

  it("cannot tell where they cannot be read, and compares all the same", () => {
    write("drills/a.json", {});
    const { status, stdout, stderr } = analyze("--drills", "drills");
    expect(status).toBe(0);
    expect(stderr).toContain("a.json: This is no report of a drill.");
    for (const format of FORMATS) {
      const { status: same, stderr: told } = analyze("--drills", "drills", "--also", `${format}=x`);
      expect([format, same, told]).toEqual([format, 0, stderr]);
    }
    expect(report(stdout).unresolved).toEqual([
      expect.objectContaining({
        reason: expect.stringContaining(
          "drills-meet-targets: the reports of drills cannot be read",
        ) as string,
      }),
    ]);
  });
});
