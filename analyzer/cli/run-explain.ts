import { InputError } from "../base/errors";
import { RULE_TEXTS, ruleText } from "../judge/rule-texts";
import type { RuleText } from "../judge/rules/rule";
import { writeOutput } from "./output";

/** Runs `explain`. @throws InputError for a rule that does not exist */
export async function runExplain(id: string | undefined): Promise<void> {
  if (id === undefined) {
    const width = Math.max(...RULE_TEXTS.map((rule) => rule.id.length));
    return writeOutput(
      RULE_TEXTS.map((rule) => `${rule.id.padEnd(width)}  ${rule.title}\n`).join(""),
      undefined,
    );
  }
  const rule = ruleText(id);
  if (!rule) {
    throw new InputError({
      where: id,
      what: "There is no such rule.",
      fix: "drparity explain lists all rules.",
    });
  }
  await writeOutput(explain(rule), undefined);
}

function explain(rule: RuleText): string {
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

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
