import type { PairContext } from "../../compare/context";
import type { RawFinding } from "../../model/finding";
import type { ReadinessRule, Violation } from "./rule";

/** What running all rules gives. */
export interface RuleResults {
  readonly findings: RawFinding[];
  /** Rules that threw: their part of the verdict is missing, so the verdict cannot be parity. */
  readonly failed: string[];
}

/** Runs every rule; one that throws is told as such and loses nothing of the rest. */
export function runRules(rules: readonly ReadinessRule[], pair: PairContext): RuleResults {
  const results: RuleResults = { findings: [], failed: [] };
  for (const rule of rules) {
    try {
      const violations = [...rule.evaluate(pair)];
      results.findings.push(...violations.map((violation) => toFinding(rule, violation, pair)));
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      results.failed.push(`rule ${rule.id} failed, please report it: ${what}`);
      if (process.env.DRPARITY_DEBUG) throw error;
    }
  }
  return results;
}

function toFinding(rule: ReadinessRule, violation: Violation, { strategy }: PairContext): RawFinding {
  const severity = typeof rule.severity === "string" ? rule.severity : rule.severity[strategy];
  const { primary, dr } = violation;
  const creating = [primary, dr].some((resource) => resource?.change.kind === "create");
  return {
    rule: rule.id,
    kind: "readiness",
    severity: violation.severity ?? severity,
    origin: creating ? "introduced" : "existing",
    primary,
    dr,
    differences: violation.differences ?? [],
    message: violation.message,
    impact: rule.impact,
    remediation: rule.remediation,
  };
}
