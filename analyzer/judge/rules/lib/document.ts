import { COMPARISON_RULES } from "../../findings/comparison-rules";
import { POLICY_RULES } from "../../findings/policy-rules";
import { RULES } from "../all";
import { ARC_RULES, type Coverage } from "../arc";
import { RULE_TEXTS } from "../../rule-texts";
import type { RuleText } from "../rule";
import { practicesOf, PRACTICES } from "../practices";

/** `docs/rules.md`: every rule as it tells itself, and what became of each rule of AWS ARC. */
export function rulesDocument(): string {
  return [
    "# Rules",
    "",
    "<!-- Written by scripts/rules-docs.mjs from the rules themselves: change those. -->",
    "<!-- prettier-ignore-start -->",
    "",
    `\`drparity explain RULE\` shows the same. ${RULES.length} readiness rules ask whether failover would work; the ` +
      "comparison of twins asks whether both regions are equal. [Adding a rule](adding-a-rule.md) takes one file and one test.",
    "",
    ...summary(),
    "## Comparison",
    "",
    ...COMPARISON_RULES.flatMap((rule) => section(rule)),
    "## Readiness",
    "",
    ...RULES.flatMap((rule) => section(rule)),
    "## Policy file",
    "",
    "What a team declares in its [policy file](policy-file.md) has to stay true.",
    "",
    ...POLICY_RULES.flatMap((rule) => section(rule)),
    ...arcTable(),
    "## Practices",
    "",
    "Well-Architected (REL), ISO/IEC 27001:2022 Annex A and SOC 2 criteria that findings are evidence against:",
    "",
    ...Object.entries(PRACTICES).map(([name, text]) => `- **${name}** ${text}`),
    "",
    "<!-- prettier-ignore-end -->",
    "",
  ].join("\n");
}

function summary(): string[] {
  return [
    "| Rule | What holds | Severity |",
    "| --- | --- | --- |",
    ...RULE_TEXTS.map((rule) => `| [${rule.id}](#${rule.id}) | ${cell(rule.title)} | ${severityOf(rule)} |`),
    "",
  ];
}

function section(rule: RuleText): string[] {
  return [
    `### ${rule.id}`,
    "",
    `**${rule.title}.** ${rule.checks}`,
    "",
    `- Severity: ${severityOf(rule)}`,
    `- Impact: ${rule.impact}`,
    `- Remediation: ${rule.remediation}`,
    ...rule.references.map((page) => `- Based on: <${page}>`),
    `- Practices: ${practicesOf(rule.id).join(", ")}`,
    ...replaced(rule.id),
    "",
  ];
}

function severityOf({ severity }: RuleText): string {
  if (typeof severity === "string") return severity;
  const [first, ...others] = Object.values(severity);
  if (first !== undefined && others.every((one) => one === first)) return first;
  return Object.entries(severity)
    .map(([strategy, level]) => `${level} (${strategy})`)
    .join(", ");
}

function replaced(id: string): string[] {
  const names = ARC_RULES.filter(({ coverage }) => "rule" in coverage && coverage.rule === id).map(
    ({ arc }) => arc,
  );
  return names.length === 0 ? [] : [`- Replaces in AWS ARC: ${names.join(", ")}`];
}

function arcTable(): string[] {
  const out = ARC_RULES.filter(({ coverage }) => coverage.by === "nothing").length;
  return [
    "## What became of AWS ARC's readiness rules",
    "",
    `AWS ARC's readiness check had ${ARC_RULES.length} rules and closed to new customers in 2026. ` +
      `${ARC_RULES.length - out} of them are covered here; ${out} look at live state or quotas, which no plan shows.`,
    "",
    "| ARC | Of | Here |",
    "| --- | --- | --- |",
    ...ARC_RULES.map(({ arc, of, coverage }) => `| ${arc} | ${of} | ${cell(covered(coverage))} |`),
    "",
  ];
}

function covered(coverage: Coverage): string {
  if (coverage.by === "nothing") return `out of reach; instead: ${coverage.instead}`;
  if (coverage.by === "rule") return `[${coverage.rule}](#${coverage.rule})`;
  const places = coverage.compares.map((place) => `\`${place.replace(/\.0(?=\.)/g, "")}\``);
  return `[${coverage.rule}](#${coverage.rule}): ${places.join(", ")}`;
}

/** A table's cell holds no bar and no line break. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
