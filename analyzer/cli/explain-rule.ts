import type { RuleText } from "../judge/rules/rule";
import { painter } from "../render/paint";
import { wrap } from "../render/wrap";
import type { Layout } from "./layout";

const WIDTH = 100;

/** A rule for people: what it checks, what breaks, what to do. */
export function ruleInWords(rule: RuleText, { color, width = WIDTH }: Layout): string {
  const { bold } = painter(color);
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
  const shown = parts.flatMap(([title = "", text = ""], i) => {
    if (i > 0 && text === "") return [];
    const lines = text === "" ? [] : text.split("\n").flatMap((line) => wrap(line, width, "  "));
    return [...(i > 0 ? [""] : []), ...wrap(title, width, "", "  ").map(bold), ...lines];
  });
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
