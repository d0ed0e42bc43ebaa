import type { PairContext } from "../../compare/context";
import { isFailedOver } from "../../pair/writer";
import type { RawFinding, RawUnresolved } from "../../model/finding";
import { isViolation, type ReadinessRule, severityUnder, type Undecided, type Violation } from "./rule";

/** What running all rules gives. */
export interface RuleResults {
  readonly findings: RawFinding[];
  /** Places of which the sources do not tell whether a rule holds. */
  readonly unresolved: RawUnresolved[];
  /** Rules that threw: their part of the verdict is missing, so the verdict cannot be parity. */
  readonly failed: string[];
}

/** Runs every rule; one that throws is told as such and loses nothing of the rest. */
export function runRules(rules: readonly ReadinessRule[], pair: PairContext): RuleResults {
  const results: RuleResults = { findings: [], unresolved: [], failed: [] };
  for (const rule of rules.filter((one) => !one.untilFailover || !isFailedOver(pair))) {
    try {
      const verdicts = [...rule.evaluate(pair)];
      for (const verdict of verdicts) {
        if (isViolation(verdict)) results.findings.push(toFinding(rule, verdict, pair));
        else results.unresolved.push(toUnresolved(rule, verdict));
      }
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      results.failed.push(`rule ${rule.id} failed, please report it: ${what}`);
      if (process.env.DRPARITY_DEBUG) throw error;
    }
  }
  return results;
}

function toUnresolved({ id }: ReadinessRule, { primary, dr, path, unresolved }: Undecided): RawUnresolved {
  return { primary, dr, path, reason: `${id}: ${unresolved}` };
}

function toFinding(rule: ReadinessRule, violation: Violation, { strategy }: PairContext): RawFinding {
  const { primary, dr } = violation;
  const creating = [primary, dr].some((resource) => resource?.change.kind === "create");
  return {
    rule: rule.id,
    kind: "readiness",
    severity: violation.severity ?? severityUnder(rule.severity, strategy),
    origin: violation.origin ?? (creating ? "introduced" : "existing"),
    primary,
    dr,
    differences: violation.differences ?? [],
    message: violation.message,
    impact: rule.impact,
    remediation: rule.remediation,
  };
}
