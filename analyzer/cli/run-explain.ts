import { InputError } from "../base/errors";
import { COMPARISON_RULES } from "../judge/findings/comparison-rules";
import { POLICY_RULES } from "../judge/findings/policy-rules";
import { RULES } from "../judge/rules/all";
import { writeOutput } from "./output";

/** What `explain` shows of a rule, whether equality's or readiness's. */
interface Explained {
  readonly id: string;
  readonly title: string;
  readonly checks: string;
  readonly impact: string;
  readonly remediation: string;
  readonly severity: string | Readonly<Record<string, string>>;
  readonly references: readonly string[];
  readonly replacesArc: readonly string[];
}

/** Runs `explain`. @throws InputError for a rule that does not exist */
export async function runExplain(id: string | undefined): Promise<void> {
  const all: readonly Explained[] = [...COMPARISON_RULES, ...RULES, ...POLICY_RULES];
  if (id === undefined) {
    const width = Math.max(...all.map((rule) => rule.id.length));
    return writeOutput(all.map((rule) => `${rule.id.padEnd(width)}  ${rule.title}\n`).join(""), undefined);
  }
  const rule = all.find((candidate) => candidate.id === id);
  if (!rule) {
    throw new InputError({
      where: id,
      what: "There is no such rule.",
      fix: "drparity explain lists all rules.",
    });
  }
  await writeOutput(explain(rule), undefined);
}

function explain(rule: Explained): string {
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
