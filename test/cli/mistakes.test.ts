import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli, type Run } from "../support/cli";
import { plan } from "../support/plan-builder";

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-mistakes-"));
  for (const [side, region] of Object.entries({ primary: "us-east-1", dr: "us-west-2" })) {
    const queue = plan(region).resource("aws_sqs_queue.orders", { name: "orders" });
    writeFileSync(path.join(folder, `${side}.json`), JSON.stringify(queue.json()));
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SOURCES = "--primary primary.json --dr dr.json";

function run(line: string, env: Record<string, string> = {}): Run {
  return cli.run(line.split(" "), { cwd: folder, env: { HOME: folder, ...env } });
}

describe("a mistaken command line", () => {
  it.each([
    ["analize --primary primary.json", "Unknown command: analize. Did you mean analyze?"],
    ["analyze primary.json dr.json", "Sources are named by options: --primary primary.json --dr dr.json."],
    ["--vesion", "Unknown argument: vesion. Did you mean --version?"],
    ["version", "Unknown command: version. Did you mean --version?"],
    ["completion fish", "completion takes no name: it prints zsh's script where SHELL is zsh, else bash's."],
    [`analyze ${SOURCES} --format`, "Not enough arguments following: format"],
    [`analyze ${SOURCES} --fail-on`, "Not enough arguments following: fail-on"],
    [`analyze ${SOURCES} --strategy`, "Not enough arguments following: strategy"],
    [
      `analyze ${SOURCES} --primary-region eu-west-1 --dr-region eu-west-1`,
      "--dr-region: Both sides would lie in eu-west-1.",
    ],
    [`analyze ${SOURCES} --output out`, "out: The report cannot be written: this is a directory."],
    [
      `analyze ${SOURCES} --output no/r.txt`,
      "no/r.txt: The report cannot be written: there is no such directory.",
    ],
    [
      "init primary.json --tool-source npm",
      "primary.json: This is a file, and init writes into a directory.",
    ],
  ])("%s", (line, message) => {
    mkdirSync(path.join(folder, "out"));
    const { status, stdout, stderr } = run(line);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(`drparity: ${message}`);
  });

  it("is told the directory that it is about, though its variable is called as passwords are", () => {
    const file = path.join(folder, "none.json");
    const { stderr } = run(`analyze --primary ${file} --dr dr.json`, { PWD: folder, OLDPWD: folder });
    expect(stderr).toContain(`drparity: ${file}: There is no such file`);
  });
});

it("a report that the disk does not take is an error", () => {
  if (!existsSync("/dev/full")) return;
  const line = `exec "$0" "$1" analyze ${SOURCES} > /dev/full`;
  const { status, stderr } = spawnSync("sh", ["-c", line, process.execPath, cli.main], {
    cwd: folder,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining(
      "standard output: The report cannot be written: the disk is full.",
    ) as string,
  });
});

it("the pair's name stands for {pair} where one of several is chosen, too", () => {
  const pair = (name: string) =>
    `pair "${name}" {\n  primary {\n    sources = ["primary.json"]\n  }\n  dr {\n    sources = ["dr.json"]\n  }\n}\n`;
  writeFileSync(path.join(folder, ".drparity.hcl"), pair("shop") + pair("store"));
  expect(run("analyze --pair shop --output report-{pair}.txt --also json=report-{pair}.json").status).toBe(0);
  expect(readFileSync(path.join(folder, "report-shop.txt"), "utf8")).toContain("PARITY");
  expect(existsSync(path.join(folder, "report-shop.json"))).toBe(true);
});

it("init says what is in no pair, and that what was kept is as it was", () => {
  for (const [name, region] of [
    ["prod", "us-east-1"],
    ["prod-dr", "us-west-2"],
    ["dev", "us-east-1"],
  ] as const) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "main.tf"), `provider "aws" {\n  region = "${region}"\n}\n`);
  }
  const line = "init --name shop --pipeline none";
  expect(run(line).stdout).toMatch(
    /^Pair shop: .*\nIn no pair: dev\n\n {2}written {2}\.drparity\.hcl\n\nNext:/,
  );
  expect(run(line).stdout).toContain("What was kept says what it said before");
});
