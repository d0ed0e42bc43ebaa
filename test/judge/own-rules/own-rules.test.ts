import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report } from "../../../analyzer/model/report";
import { Cli, type Run } from "../../support/cli";
import { plan } from "../../support/plan-builder";

const TRUSTED = { DRPARITY_TRUST_CHECKOUT: "1" };

/** A rule that every function in DR has a dead-letter queue; in either module system. */
const RULE = `{
  id: "own-lambda-timeout",
  title: "Every function of the DR side has a timeout of a team's choice",
  checks: "The managed functions of the DR side.",
  impact: "Work is cut off.",
  remediation: "Set timeout to 900.",
  severity: "warning",
  *evaluate(pair, { PairGraph, Field, difference, called, ends }) {
    const graph = PairGraph.of(pair);
    for (const one of graph.managed("aws_lambda_function", "dr")) {
      const timeout = Field.of(one, "timeout");
      yield { ...ends(one, graph.sideOf(one)), differences: [difference(undefined, timeout)], message: called(one) + " has another timeout" };
    }
  },
}`;

let cli: Cli;
let folder: string;
let elsewhere: string;
beforeAll(() => {
  cli = Cli.compile();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "drparity-own-"));
  elsewhere = mkdtempSync(path.join(tmpdir(), "drparity-rules-"));
  mkdirSync(path.join(folder, ".git"));
  mkdirSync(path.join(folder, "rules"));
  for (const [side, region, size] of [
    ["primary", "us-east-1", 512],
    ["dr", "us-west-2", 128],
  ] as const) {
    const worker = { function_name: "worker", timeout: 30, memory_size: size };
    const builder = plan(region).resource("aws_lambda_function.worker", worker);
    writeFileSync(path.join(folder, `${side}.json`), JSON.stringify(builder.json()));
  }
});
afterEach(() => [folder, elsewhere].forEach((one) => rmSync(one, { recursive: true, force: true })));

const policy = (more: string) =>
  writeFileSync(
    path.join(folder, ".drparity.hcl"),
    `pair "shop" {\n  primary { sources = ["primary.json"] }\n  dr { sources = ["dr.json"] }\n${more}}\n`,
  );
const run = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Run =>
  cli.run(["analyze", "-f", "json", ...args], { cwd: folder, env });
const ownOf = ({ stdout }: Run) =>
  (JSON.parse(stdout) as Report).findings.filter(({ rule }) => rule.startsWith("own-"));

describe("a team's own rule", () => {
  it.each([
    ["an ES module", "rule.mjs", `export const rule = ${RULE};`],
    ["an ES module's default", "rule.mjs", `export default [${RULE}];`],
    ["a CommonJS module", "rule.cjs", `module.exports = { rules: [${RULE}] };`],
  ])("is asked as built-in ones are: %s", (_name, file, text) => {
    writeFileSync(path.join(elsewhere, file), text);
    policy("");
    const found = ownOf(
      run(["--rules", path.join(elsewhere, "*.[cm]js".replace("[cm]", file.includes(".m") ? "m" : "c"))]),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({
      rule: "own-lambda-timeout",
      severity: "warning",
      impact: "Work is cut off.",
      primary: null,
    });
  });

  it("is never loaded from the checkout, unless the environment trusts that", () => {
    writeFileSync(
      path.join(folder, "rules/a.mjs"),
      `export const rule = ${RULE};\nprocess.stderr.write("LOADED\\n");`,
    );
    policy('  rules = ["rules/*.mjs"]\n');
    const { status, stderr } = run();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("lies in the checkout") as string,
    });
    expect(stderr).not.toContain("LOADED");
    expect(ownOf(run([], TRUSTED)).length).toBeGreaterThan(0);
  });

  it("can be accepted, chosen and left out by its name", () => {
    writeFileSync(path.join(folder, "rules/a.mjs"), `export const rule = ${RULE};`);
    policy(
      '  rules = ["rules/a.mjs"]\n  suppress {\n    rule = "own-lambda-timeout"\n    reason = "r"\n    owner = "o"\n    expires = "2999-01-01"\n  }\n',
    );
    expect(ownOf(run([], TRUSTED))).toEqual([]);
    policy('  rules = ["rules/a.mjs"]\n');
    const chosen = JSON.parse(run(["--rule", "own-*"], TRUSTED).stdout) as Report;
    expect([...new Set(chosen.findings.map(({ rule }) => rule))]).toEqual(["own-lambda-timeout"]);
    expect(ownOf(run(["--skip-rule", "own-lambda-timeout"], TRUSTED))).toEqual([]);
    for (const format of ["text", "markdown", "sarif", "html", "junit"])
      expect(cli.run(["analyze", "-f", format], { cwd: folder, env: TRUSTED }).stdout).toContain(
        "own-lambda-timeout",
      );
  });

  it("is loaded by the program as one file, too", () => {
    writeFileSync(path.join(elsewhere, "rule.mjs"), `export const rule = ${RULE};`);
    policy("");
    const bundle = path.join(elsewhere, "drparity.cjs");
    execFileSync(process.execPath, [
      path.join(__dirname, "../../../scripts/bundle.mjs"),
      "--draft",
      "--out",
      bundle,
    ]);
    const args = [bundle, "analyze", "-f", "json", "--rules", path.join(elsewhere, "rule.mjs")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: {} });
    expect(stderr).toBe("");
    expect(stdout).toContain("own-lambda-timeout");
  });

  it("that throws makes the report incomplete, and no more", () => {
    writeFileSync(
      path.join(elsewhere, "a.mjs"),
      `export const rule = { ...${RULE}, evaluate() { throw new Error("oh"); } };`,
    );
    policy("");
    const { summary, coverage } = JSON.parse(
      run(["--rules", path.join(elsewhere, "a.mjs")]).stdout,
    ) as Report;
    expect(summary.verdict).toBe("incomplete");
    expect(coverage.incomplete).toEqual(["rule own-lambda-timeout failed, please report it: oh"]);
  });

  it.each([
    ["no rule", "export const x = 1;", "It exports no rule."],
    ["no id", "export const rule = {};", "A rule has no id."],
    ["another's name", `export const rule = { ...${RULE}, id: "twins-equal" };`, "does not begin with own-"],
    ["no severity", `export const rule = { ...${RULE}, severity: "grave" };`, "severity is not known"],
    ["no function", `export const rule = { ...${RULE}, evaluate: 1 };`, "no function evaluate"],
    ["one twice", `export const rules = [${RULE}, ${RULE}];`, "Two rules have this id."],
    ["no JavaScript", "export const rule = {", "It cannot be loaded"],
  ])("is refused with %s", (_name, text, message) => {
    writeFileSync(path.join(elsewhere, "a.mjs"), text);
    policy("");
    const { status, stderr } = run(["--rules", path.join(elsewhere, "a.mjs")]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) as string });
  });
});
