import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli } from "../support/cli";
import { plan } from "../support/plan-builder";

const SOURCES = "--primary primary.json --dr dr.json";

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-process-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A directory with the plans of a pair that has diverged. */
function project(name: string): string {
  const directory = path.join(folder, name);
  mkdirSync(directory, { recursive: true });
  for (const [side, region] of [
    ["primary", "us-east-1"],
    ["dr", "us-west-2"],
  ] as const) {
    const queue = plan(region).resource("aws_sqs_queue.orders", {
      name: "orders",
      delay_seconds: side.length,
    });
    writeFileSync(path.join(directory, `${side}.json`), JSON.stringify(queue.json()));
  }
  return directory;
}

/** What most tests see of a run comes from a process that did others before: it has to be what users see. */
describe("a process that runs the program again", () => {
  it.each([
    "--version",
    "--help",
    "analyse",
    `analyze ${SOURCES}`,
    `analyze ${SOURCES} --format html --quiet`,
    "analyze --primary none.json --dr dr.json",
    `pairs ${SOURCES}`,
    "explain terraform-dr-stands-alone",
    "history none.jsonl",
    `remediate ${SOURCES}`,
    `drift --no-plan ${SOURCES}`,
    "comment none.md",
    "check none.json",
    "init",
    "deploy --help",
    "mcp --help",
    "completion",
  ])("says what a new one says: %s", (line) => {
    const [warm, own] = (["run", "spawn"] as const).map((how) => {
      const run = cli[how](line.split(" "), { cwd: project(`${how}/shop`), env: { HOME: folder } });
      return { ...run, stdout: run.stdout.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME") };
    });
    expect(warm).toEqual(own);
    expect(`${own?.stdout ?? ""}${own?.stderr ?? ""}`).not.toBe("");
  });

  it("knows nothing of the run before, also where that ended it", () => {
    const cwd = project("pair");
    const run = (...more: string[]) => cli.run(["analyze", ...SOURCES.split(" "), ...more], { cwd }).stdout;
    const plain = run();
    expect(run("--color")).toContain("\u001b[");
    expect(run()).toBe(plain);
    expect(run("--help")).toBe(run("--help"));
    expect(run()).toBe(plain);
  });
});
