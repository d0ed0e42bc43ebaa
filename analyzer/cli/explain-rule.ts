import type { RuleText } from "../judge/rules/rule";

/** A rule for people: what it checks, what breaks, what to do. */
export function ruleInWords(rule: RuleText): string {
  const severity =
    typeof rule.severity === "string"
      ? rule.severity
      : Object.entries(rule.severity)
          .map(([strategy, level]) => `${strategy}: ${level}`)
          .join(", ");
  const parts = [
    [`${rule.id}: ${rule.title}`, ""],
    ["Checks", rule.checks],
    ["Severity", severity],
    ["Impact", rule.impact],
    ["Remediation", rule.remediation],
    ["Replaces in AWS ARC", rule.replacesArc.join(", ")],
    ["Based on", rule.references.join("\n")],
  ];
  const shown = parts.flatMap(([title, text], i) =>
    i === 0 ? [title] : text ? [`\n${title}`, indent(text)] : [],
  );
  return `${shown.join("\n")}\n`;
}

/** A rule for programs. */
export function ruleInJson({
  id,
  title,
  checks,
  severity,
  impact,
  remediation,
  replacesArc,
  references,
}: RuleText) {
  return { id, title, checks, severity, impact, remediation, replacesArc, references };
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
