import { COMPARISON_RULES } from "../../judge/findings/comparison-rules";
import { POLICY_RULES } from "../../judge/findings/policy-rules";
import { RULES } from "../../judge/rules/all";
import { practicesOf, PRACTICES } from "../../judge/rules/practices";
import type { Finding } from "../../model/report";
import { awsPage, codeLine, line } from "./text";

/** What the page tells of a rule, whether equality's, readiness's or the policy file's. */
interface Documented {
  readonly id: string;
  readonly title: string;
  readonly checks: string;
  readonly references: readonly string[];
}

const BY_ID: ReadonlyMap<string, Documented> = new Map(
  [...COMPARISON_RULES, ...RULES, ...POLICY_RULES].map((rule) => [rule.id, rule]),
);

/** A rule's name, with a link to what the page tells of it. */
export function ruleName(id: string): string {
  return BY_ID.has(id) ? `<a href="#rule-${id}">${codeLine(id, 100)}</a>` : codeLine(id, 100);
}

/** What the rules behind the findings check, why, and what they rest on; folded. */
export function rulesSection(findings: readonly Finding[]): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort().flatMap((id) => BY_ID.get(id) ?? []);
  if (rules.length === 0) return "";
  return `<details class="appendix"><summary><h2>Rules behind the findings (${String(rules.length)})</h2></summary>
<dl class="rules">${rules.map(entry).join("\n")}</dl></details>`;
}

function entry({ id, title, checks, references }: Documented): string {
  const practices = practicesOf(id).map(
    (name) => `<li>${line(name, 60)}: ${line(PRACTICES[name], 200)}</li>`,
  );
  const pages = references.map((url) => `<li>${awsPage(url) ?? line(url, 300)}</li>`);
  return `<dt id="rule-${id}" tabindex="-1">${codeLine(id, 100)} ${line(title, 200)}</dt>
<dd><p>${line(checks, 1000)}</p><ul>${practices.join("")}${pages.join("")}</ul></dd>`;
}
