import { readdirSync } from "node:fs";
import path from "node:path";
import { COMPARISON_RULES } from "../../../analyzer/judge/findings/comparison-rules";
import { POLICY_RULES } from "../../../analyzer/judge/findings/policy-rules";
import { RULES } from "../../../analyzer/judge/rules/all";
import type { ReadinessRule } from "../../../analyzer/judge/rules/rule";

const FOLDER = path.join(__dirname, "../../../analyzer/judge/rules");

/** `service/rule-id` of every file in a service's folder. */
function ruleFiles(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "lib")
    .flatMap(({ name }) =>
      readdirSync(path.join(FOLDER, name)).map((file) => `${name}/${path.basename(file, ".ts")}`),
    )
    .sort();
}

describe("the list of rules", () => {
  test("holds every file, by service and id", async () => {
    const files = ruleFiles();
    const rules = await Promise.all(
      files.map(async (file) => ((await import(path.join(FOLDER, file))) as { rule: ReadinessRule }).rule),
    );
    expect(RULES.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(rules.map(({ id }) => id)).toEqual(files.map((file) => path.basename(file)));
  });

  test("has no id twice, nor one of the comparison's", () => {
    const ids = [...RULES, ...COMPARISON_RULES, ...POLICY_RULES].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))("%s tells all that a reader needs", (id, rule) => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [rule.checks, rule.impact, rule.remediation])
      expect(text).toMatch(/^[A-Za-z].{20,}\.$/s);
    expect(rule.references.length).toBeGreaterThan(0);
    for (const page of rule.references) expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  test("has a test for every rule", () => {
    const tests = new Set(
      readdirSync(__dirname, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/")),
    );
    for (const file of ruleFiles()) expect(tests).toContain(`${file}.test.ts`);
  });
});
