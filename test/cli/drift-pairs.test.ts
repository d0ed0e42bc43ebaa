import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { HistoryEntry } from "../../analyzer/act/history/entry";
import { Cli, type Run } from "../support/cli";
import { FakeTerraform, type FakeCommands } from "../support/fake-terraform";
import { plan } from "../support/plan-builder";

let cli: Cli;
let fake: FakeTerraform;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  fake = new FakeTerraform();
  for (const name of ["good", "bad"]) side(name, "primary");
  side("good", "dr");
  side("bad", "dr", 60);
});
afterEach(() => fake.remove());

function side(pair: string, name: "primary" | "dr", delay = 5, commands: FakeCommands = {}): string {
  const region = name === "primary" ? "us-east-1" : "us-west-2";
  const queue = plan(region).resource("aws_sqs_queue.orders", { name: "orders", delay_seconds: delay });
  return fake.workspace(`${pair}-${name}`, queue.json(), commands);
}

const pair = (name: string, more = "", files = name) =>
  `pair "${name}" {\n primary { sources = ["${files}-primary"] }\n dr { sources = ["${files}-dr"] }\n${more}}\n`;

function drift(policy: string, ...more: string[]): Run {
  writeFileSync(path.join(fake.root, ".drparity.hcl"), policy);
  const env = { ...fake.env, TMPDIR: fake.root } as Record<string, string>;
  return cli.run(["drift", ...more], { cwd: fake.root, env });
}

function recorded(file = ".drparity/history.jsonl"): string[] {
  const lines = readFileSync(path.join(fake.root, file), "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const { pair: name, verdict } = JSON.parse(line) as HistoryEntry;
    return `${name} ${verdict}`;
  });
}

/** Sources of a side, and files of variables beside them. */
const withFiles = (source: string, ...files: string[]) =>
  `["${source}"]\n  var_files = ${JSON.stringify(files)}\n`;
/** The policy file with a side's block in lines of its own, as HCL has it where there are two arguments. */
const inLines = (policy: string) =>
  policy.replace(/ (primary|dr) \{ (sources = [^}]*?)\s*\}/g, " $1 {\n  $2\n }");
const calls = (name: string) => fake.calls(path.join(fake.root, name));
const BOTH = pair("good") + pair("bad");

describe("drparity drift with several pairs in the policy file", () => {
  it("plans all of them, records each, ends with a line for each, and exits with the worst status", () => {
    const { status, stdout, stderr } = drift(BOTH);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(stdout).toMatch(/^good 100\/100: no divergence\.\n\nDIVERGENT {2}bad /);
    expect(stdout).toMatch(
      /\n\nparity +good +100\/100: no divergence\ndivergent +bad +\d+\/100: 1 warning\n$/,
    );
    expect(recorded()).toEqual(["good parity", "bad divergent"]);
    expect(drift(BOTH).stdout).toContain("\nbad 50/100: nothing changed since");
  });

  it("plans each side with the files of variables that the file names for it, from the file's directory", () => {
    for (const file of ["good.tfvars", "bad.tfvars"]) writeFileSync(path.join(fake.root, file), "");
    const policy = BOTH.replace('["good-dr"]', withFiles("good-dr", "good.tfvars")).replace(
      '["bad-primary"]',
      withFiles("bad-primary", "good.tfvars", "bad.tfvars"),
    );
    expect(drift(inLines(policy)).stderr).toBe("");
    const files = (name: string) =>
      Array.from(
        calls(name)
          .join("\n")
          .matchAll(/-var-file=(\S+)/g),
        ([, file = ""]) => path.basename(file),
      );
    expect(["good-primary", "good-dr", "bad-primary", "bad-dr"].map(files)).toEqual([
      [],
      ["good.tfvars"],
      ["good.tfvars", "bad.tfvars"],
      [],
    ]);
  });

  it("tells of a file of variables that is not there, where it was looked for", () => {
    const policy = pair("good").replace('["good-dr"]', withFiles("good-dr", "env/dr.tfvars"));
    const { status, stderr } = drift(inLines(policy));
    expect(status).toBe(1);
    expect(stderr).toContain("drparity: env/dr.tfvars: There is no such file or directory.");
  });

  it("leaves the file's variables out where the command line names the side", () => {
    writeFileSync(path.join(fake.root, "good.tfvars"), "");
    const policy = pair("good").replace('["good-dr"]', withFiles("good-dr", "good.tfvars"));
    drift(inLines(policy), "--dr", "good-dr");
    expect(calls("good-dr").join("\n")).not.toContain("-var-file");
  });

  it("holds each pair to what the file says of it, in a history of its own where it names one", () => {
    const own = pair("good") + pair("bad", '  fail_on = "never"\n  history = "bad.jsonl"\n');
    expect(drift(own).status).toBe(0);
    expect([recorded(), recorded("bad.jsonl")]).toEqual([["good parity"], ["bad divergent"]]);
  });

  it("ends with 1 where a pair cannot be planned, and has compared and recorded the others", () => {
    side("bad", "dr", 5, { plan: "echo 'Error: no credentials' >&2; exit 1" });
    const { status, stdout, stderr } = drift(pair("bad") + pair("good"));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: bad-dr: `terraform plan` failed: no credentials\./);
    expect(stdout).toMatch(/\nerror +bad +bad-dr: .*no credentials[^\n]*\nparity +good +100/);
    expect(recorded()).toEqual(["bad failed", "good parity"]);
  });

  it("says before anything is planned what a pair cannot be told by, and runs the others", () => {
    const { status, stdout, stderr } = drift(
      pair("bad", '  notify "webhook" {\n    url_variable = "NO_SUCH_URL"\n  }\n') + pair("good"),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: bad: environment variable NO_SUCH_URL: It is not set/);
    expect(stdout).toMatch(
      /\nerror +bad +environment variable NO_SUCH_URL: It is not set[^\n]*\nparity +good/,
    );
    expect([calls("bad-dr"), recorded()]).toEqual([[], ["good parity"]]);
  });

  it("prints a pair that cannot be recorded, and fails", () => {
    const { status, stdout, stderr } = drift(
      pair("bad", '  history = "no/such/place.jsonl"\n') + pair("good"),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drparity: bad: .*cannot be recorded here/);
    expect(stdout).toMatch(/^DIVERGENT {2}bad/);
    expect(recorded()).toEqual(["good parity"]);
  });

  it("plans once what several pairs share", () => {
    fake.workspace("dns", plan("us-east-1").resource("aws_iam_role.r", { name: "r" }).json());
    const shared = '  shared = ["dns"]\n';
    expect(drift(pair("good", shared) + pair("bad", shared)).status).toBe(2);
    expect(calls("dns").filter((call) => call.includes(" plan "))).toHaveLength(1);
  });

  it("writes one JSON document for all, or a file for each", () => {
    const { stdout } = drift(BOTH, "--format", "json");
    const all = JSON.parse(stdout) as { runs: { pair: string; verdict: string }[] };
    expect(all).toMatchObject({ schemaVersion: "1.0", runs: [{ pair: "good" }, { pair: "bad" }] });
    expect(drift(BOTH, "--format", "markdown", "--output", "{pair}.md")).toMatchObject({ stdout: "" });
    expect(readdirSync(fake.root).filter((file) => file.endsWith(".md"))).toEqual(["bad.md", "good.md"]);
    expect(readFileSync(path.join(fake.root, "bad.md"), "utf8")).toMatch(/^### .*divergent, /);
  });

  it.each([
    [["--baseline", "b.json"], BOTH, /such as b-\{pair\}\.json, or choose one with --pair\./],
    [["--output", "{pair}.txt"], pair("a/b", "", "good") + pair("a:b", "", "bad"), /a_b\.txt: Two things/],
    [["--output", "h.jsonl", "--history", "h.jsonl"], BOTH, /h\.jsonl: Two things/],
  ])("refuses %j before anything is planned", (more, policy, message) => {
    const { status, stdout, stderr } = drift(policy, ...more);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(calls("good-dr")).toEqual([]);
  });

  it("means one pair where the command line names one", () => {
    expect(drift(BOTH, "--pair", "good")).toMatchObject({
      status: 0,
      stdout: "good 100/100: no divergence.\n",
    });
    expect(existsSync(path.join(fake.root, "bad-dr/calls"))).toBe(false);
  });
});
