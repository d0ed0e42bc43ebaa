import { readFileSync } from "node:fs";
import path from "node:path";
import { RULES } from "../../../analyzer/judge/rules/all";
import { rulesDocument } from "../../../analyzer/judge/rules/lib/document";

describe("docs/rules.md", () => {
  test("is what the rules say: node scripts/rules-docs.mjs writes it", () => {
    const written = readFileSync(path.join(__dirname, "../../../docs/rules.md"), "utf8");
    expect(written).toBe(rulesDocument());
  });

  test("has a section for every rule", () => {
    for (const { id } of RULES) expect(rulesDocument()).toContain(`\n### ${id}\n`);
  });
});
