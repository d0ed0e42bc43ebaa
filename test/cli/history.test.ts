import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { HistoryEntry } from "../../analyzer/act/history/entry";
import type { Report } from "../../analyzer/model/report";
import { Cli } from "../support/cli";
import { plan } from "../support/plan-builder";

let cli: Cli;
let folder: string;
beforeAll(() => (cli = Cli.compile()));
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "drparity-cli-history-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

/** Analyzes a pair whose DR queues have these timeouts, primary's being 30. */
function analyze(
  timeouts: Readonly<Record<string, number>>,
  options: readonly string[],
  env = {},
  errored = false,
) {
  const side = (region: string, dr: boolean) =>
    Object.entries(timeouts).reduce(
      (builder, [name, timeout]) =>
        builder.resource(`aws_sqs_queue.${name}`, { name, visibility_timeout_seconds: dr ? timeout : 30 }),
      plan(region),
    );
  writeFileSync(at("primary.json"), JSON.stringify(side("us-east-1", false).json()));
  writeFileSync(at("dr.json"), JSON.stringify(side("us-west-2", true).set("errored", errored).json()));
  return cli.run(["analyze", "--primary", "primary.json", "--dr", "dr.json", ...options], {
    cwd: folder,
    env,
  });
}
const report = (stdout: string) => JSON.parse(stdout) as Report;

describe("analyze --baseline", () => {
  it("fails on what is new, and only on that", () => {
    expect(analyze({ a: 5 }, ["--write-baseline", "b.json"]).status).toBe(0);
    const same = analyze({ a: 5 }, ["--baseline", "b.json", "--format", "json"]);
    expect([same.status, same.stderr]).toEqual([0, ""]);
    expect(report(same.stdout).summary).toMatchObject({ verdict: "parity", suppressed: 1 });
    expect(analyze({ a: 5, b: 5 }, ["--baseline", "b.json"]).status).toBe(2);
  });

  it("tells on standard error what is gone, and --write-baseline takes it out", () => {
    analyze({ a: 5, b: 5 }, ["--write-baseline", "b.json"]);
    const after = analyze({ a: 5, b: 30 }, ["--baseline", "b.json"]);
    expect(after.status).toBe(0);
    expect(after.stderr).toContain("b.json: 1 finding no longer there: aws_sqs_queue.b");
    analyze({ a: 5, b: 30 }, ["--write-baseline", "b.json"]);
    expect(analyze({ a: 5, b: 30 }, ["--baseline", "b.json"]).stderr).toBe("");
  });

  it("is no way from an incomplete report to 0, nor a baseline", () => {
    analyze({ a: 5 }, ["--write-baseline", "b.json"]);
    expect(analyze({ a: 5 }, ["--baseline", "b.json"], {}, true).status).toBe(2);
    const refused = analyze({ a: 5 }, ["--write-baseline", "other.json"], {}, true);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("An incomplete report is no baseline");
    expect(existsSync(at("other.json"))).toBe(false);
  });

  it("is a file that exists and is a baseline", () => {
    expect(analyze({ a: 5 }, ["--baseline", "missing.json"]).stderr).toContain("There is no such file");
    writeFileSync(at("b.json"), "{}");
    const wrong = analyze({ a: 5 }, ["--write-baseline", "b.json"]);
    expect([wrong.status, readFileSync(at("b.json"), "utf8")]).toEqual([1, "{}"]);
  });

  it("holds no value of what differs", () => {
    analyze({ a: 4711 }, ["--write-baseline", "b.json"]);
    expect(readFileSync(at("b.json"), "utf8")).not.toContain("4711");
  });

  it("may be named by the policy file", () => {
    const policy = { pair: { pair: { baseline: "b.json", history: "h.jsonl" } } };
    writeFileSync(at(".drparity.json"), JSON.stringify(policy));
    expect(analyze({ a: 5 }, []).stderr).toContain("--write-baseline b.json");
    expect(analyze({ a: 5 }, ["--write-baseline", "./b.json"]).stderr).toBe("");
    const run = analyze({ a: 5 }, []);
    expect([run.stderr, run.status]).toEqual(["", 0]);
    expect(cli.run(["history"], { cwd: folder }).stdout).toMatch(/^pair {2}parity {2}2 runs/);
  });
});

describe("analyze --history", () => {
  const GITHUB = { GITHUB_RUN_ID: "7", GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567" };

  it("appends the run, with what CI says of it", () => {
    const first = analyze({ a: 5 }, ["--history", "h.jsonl", "--format", "json"], GITHUB);
    expect([first.status, first.stderr]).toEqual([2, ""]);
    analyze({ a: 30 }, ["--history", "h.jsonl"]);
    const [one, two] = readFileSync(at("h.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as HistoryEntry);
    expect(one).toMatchObject({
      at: report(first.stdout).generatedAt,
      run: { kind: "analyze", id: "7", commit: GITHUB.GITHUB_SHA },
      verdict: "divergent",
      findings: [{ id: report(first.stdout).findings[0]?.id, primary: "aws_sqs_queue.a" }],
    });
    expect(two).toMatchObject({ sequence: 2, verdict: "parity", findings: [], run: { commit: null } });
  });

  it("gives the HTML page the score's trend, over the runs before and this one", () => {
    for (const a of [5, 30]) analyze({ a }, ["--history", "h.jsonl"]);
    analyze({ a: 5 }, ["--history", "h.jsonl", "--also", `html=${at("page.html")}`]);
    expect(readFileSync(at("page.html"), "utf8")).toMatch(/Over 3 runs between \d+ and 100</);
  });

  it("prints the page without its trend where the history cannot be read, and says so", () => {
    analyze({ a: 5 }, ["--history", "h.jsonl"]);
    writeFileSync(at("h.jsonl"), readFileSync(at("h.jsonl"), "utf8").replace("divergent", "parity"));
    const run = analyze({ a: 5 }, ["--history", "h.jsonl", "--format", "html"]);
    expect(run.stdout).toContain("</html>");
    expect(run.stdout).not.toContain('class="trend"');
    expect(run.stderr).toContain("the page shows no trend: ");
    expect(run.status).toBe(1);
  });

  it("prints the report even where the run cannot be recorded, and says so", () => {
    const run = analyze({ a: 30 }, ["--history", "missing/h.jsonl", "--format", "json"]);
    expect(report(run.stdout).summary.verdict).toBe("parity");
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("missing/h.jsonl: The run cannot be recorded here (ENOENT).");
  });
});

describe("history", () => {
  const history = (...args: string[]) => cli.run(["history", ...args], { cwd: folder });
  let text = "";
  beforeEach(() => {
    if (text === "") {
      analyze({ a: 5, b: 5 }, ["--history", "h.jsonl"]);
      analyze({ a: 30, b: 5 }, ["--history", "h.jsonl"]);
      text = readFileSync(at("h.jsonl"), "utf8");
    }
    writeFileSync(at("h.jsonl"), text);
  });

  it("shows what was found over time", () => {
    const { status, stdout, stderr } = history("h.jsonl");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^pair {2}divergent {2}2 runs, /);
    expect(stdout).toMatch(/warning +1 +1 /);
    expect(stdout).toContain("aws_sqs_queue.b");
  });

  it("is JSON, and CSV with a row for each run", () => {
    const json = JSON.parse(history("h.jsonl", "--format", "json").stdout) as {
      chain: object;
      pairs: object[];
    };
    expect(json).toMatchObject({
      chain: { entries: 2 },
      pairs: [{ pair: "pair", runs: [{}, { resolved: 1 }] }],
    });
    const csv = history("h.jsonl", "--format", "csv").stdout.trim().split("\r\n");
    expect(csv).toHaveLength(3);
    expect(csv[0]).toBe("pair,at,run,kind,commit,verdict,score,critical,warning,info,appeared,resolved");
  });

  it("verifies, and knows by an earlier hash that the end was cut off", () => {
    const verified = history("h.jsonl", "--verify");
    expect(verified.stdout).toMatch(/^2 entries, unbroken\. .*\n[0-9a-f]{64}\n$/);
    const hash = verified.stdout.trim().split("\n")[1] ?? "";
    const lines = readFileSync(at("h.jsonl"), "utf8").split("\n");
    writeFileSync(at("h.jsonl"), `${lines[0] ?? ""}\n`);
    expect(history("h.jsonl", "--verify").status).toBe(0);
    for (const options of [["--verify", "--expect"], ["--expect"]]) {
      const cut = history("h.jsonl", ...options, hash);
      expect([cut.status, cut.stdout]).toEqual([1, ""]);
      expect(cut.stderr).toContain("The entry with the expected hash is missing");
    }
  });

  it("names a changed entry, and exits with 1", () => {
    writeFileSync(at("h.jsonl"), readFileSync(at("h.jsonl"), "utf8").replace('"divergent"', '"parity"'));
    for (const args of [["h.jsonl"], ["h.jsonl", "--verify"]]) {
      const { status, stdout, stderr } = history(...args);
      expect([status, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("entry 1 (line 1) was changed");
    }
  });

  it.each([
    [["missing.jsonl"], "There is no history here yet."],
    [["h.jsonl", "--pair", "x"], "There is no run of the pair x."],
    [["h.jsonl", "--since", "yesterday"], "neither a number of days or weeks nor a date"],
    [[], "No history is named."],
    [["--pair", "x"], "There is no policy file that could hold this pair."],
  ])("explains %j", (args, what) => {
    const { status, stderr } = history(...args);
    expect([status, stderr]).toEqual([1, expect.stringContaining(what)]);
  });
});

describe("the history that nobody named", () => {
  it("is what drift keeps: history reads it, and Git does not see it", () => {
    analyze({ a: 5 }, []);
    const drift = ["drift", "--no-plan", "--primary", "primary.json", "--dr", "dr.json"];
    expect(cli.run(drift, { cwd: folder }).status).toBe(2);
    expect(readFileSync(at(".drparity/.gitignore"), "utf8")).toBe("*\n");
    const { status, stdout } = cli.run(["history"], { cwd: folder });
    expect([status, stdout]).toEqual([0, expect.stringContaining("1 run")]);
  });

  it("leaves a directory of that name as it is", () => {
    mkdirSync(at(".drparity"));
    analyze({ a: 5 }, []);
    cli.run(["drift", "--no-plan", "--primary", "primary.json", "--dr", "dr.json"], { cwd: folder });
    expect(existsSync(at(".drparity/.gitignore"))).toBe(false);
  });
});
