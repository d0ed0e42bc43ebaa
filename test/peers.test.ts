import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Cli } from "./support/cli";
import { plan } from "./support/plan-builder";

const ROOT = path.join(__dirname, "..");

/** Every command of the table, in its order: what the one before wrote, the next may read. */
const COMMANDS = readFileSync(path.join(ROOT, "docs/peers.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .flatMap((line) => Array.from(line.matchAll(/`drparity ([^`]+)`/g), ([, args = ""]) => args));

/** What asks for more than a directory with a pair has: how far it gets, and what it says. */
const ELSEWHERE: Readonly<Record<string, RegExp>> = {
  "comment comment.md": /neither GitHub Actions, GitLab CI/,
  "comment error.txt --failed": /neither GitHub Actions, GitLab CI/,
  "analyze --primary hcp://acme/shop-primary --dr hcp://acme/shop-dr": /token/i,
  "drift --notify-webhook-env slack:SLACK_WEBHOOK_URL": /SLACK_WEBHOOK_URL: It is not set/,
  "remediate --apply": /No policy file allows any automatic remediation/,
};

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = Cli.compile();
  folder = mkdtempSync(path.join(tmpdir(), "drparity-peers-"));
  for (const [side, region] of Object.entries({ primary: "us-east-1", dr: "us-west-2" })) {
    const queue = plan(region).resource("aws_sqs_queue.orders", {
      name: "orders",
      delay_seconds: side.length,
      message_retention_seconds: 60,
    });
    writeFileSync(path.join(folder, `${side}.json`), JSON.stringify(queue.json()));
  }
  const side = (name: string) => `  ${name} {\n    sources = ["${name}.json"]\n  }\n`;
  const policy = `pair "shop" {\n  history = "history.jsonl"\n${side("primary")}${side("dr")}}\n`;
  writeFileSync(path.join(folder, ".drparity.hcl"), policy);
  const [, rule = ""] =
    /```js\n([^]*?)```/.exec(readFileSync(path.join(ROOT, "docs/own-rules.md"), "utf8")) ?? [];
  mkdirSync(path.join(folder, "own"));
  writeFileSync(path.join(folder, "own/retention.mjs"), rule);
  writeFileSync(path.join(folder, "error.txt"), "drparity: dr.json: This is empty.\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(COMMANDS)("docs/peers.md: drparity %s", (line) => {
  const { status, stderr } = cli.run(line.split(" "), { cwd: folder, env: { HOME: folder } });
  const elsewhere = ELSEWHERE[line];
  if (elsewhere === undefined) expect([0, 2]).toContain(status);
  else expect([status, stderr]).toEqual([1, expect.stringMatching(elsewhere)]);
});

it("names nothing as done elsewhere that the table lacks", () => {
  expect(Object.keys(ELSEWHERE).filter((line) => !COMMANDS.includes(line))).toEqual([]);
});
