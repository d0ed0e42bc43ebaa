import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Cli } from "../support/cli";
import type { Case } from "./score/case";
import { failureName, failuresOf } from "./shrink/shrink";

/** Plans of a few applications that `npm run unseen -- --record` kept. */
const RECORDED = path.join(__dirname, "recorded");

/** What is known to go wrong, by case. Whoever mends one takes its line out. */
const known = JSON.parse(readFileSync(path.join(RECORDED, "known.json"), "utf8")) as Record<string, string[]>;

const program = (args: readonly string[]) => {
  const ran = Cli.compile().run(args);
  return { ...ran, output: ran.stdout + ran.stderr };
};

describe("recorded pairs that nobody had seen", () => {
  const cases = readdirSync(RECORDED).filter((name) => existsSync(path.join(RECORDED, name, "case.json")));

  it("knows only of cases that there are", () => {
    expect(Object.keys(known).filter((name) => !cases.includes(name))).toEqual([]);
  });

  it.each(cases)("%s", async (name) => {
    const directory = path.join(RECORDED, name);
    const label = JSON.parse(readFileSync(path.join(directory, "case.json"), "utf8")) as Case;
    const failures = (await failuresOf(directory, label, program)).map(failureName);
    expect(failures.sort()).toEqual([...(known[name] ?? [])].sort());
  });
});
