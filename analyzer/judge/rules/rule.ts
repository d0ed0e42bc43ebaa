import type { PairContext } from "../../compare/context";
import type { RawDifference } from "../../model/finding";
import type { Origin, Severity, Strategy } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";

/** One place where a readiness rule does not hold. */
export interface Violation {
  /** At least one of both, unless it is of the pair as a whole. */
  readonly primary: Resource | null;
  readonly dr: Resource | null;
  /** One sentence that names what is wrong here. */
  readonly message: string;
  /** What the rule looked at, where there are values to show. */
  readonly differences?: readonly RawDifference[];
  /** Since when, where that is not told by whether the plan creates it. */
  readonly origin?: Origin;
  /** Overrides the rule's severity. */
  readonly severity?: Severity;
}

/** One place of which the sources do not tell whether a rule holds: no violation, and no silence either. */
export interface Undecided {
  /** At least one of both, unless it is of the pair as a whole. */
  readonly primary: Resource | null;
  readonly dr: Resource | null;
  /** The argument that leaves it open, as Terraform writes it; empty for the resource as a whole. */
  readonly path: string;
  /** Why the sources do not tell. */
  readonly unresolved: string;
}

/** What a rule has to say of a place. */
export type Verdict = Violation | Undecided;

/** Whether a rule could tell. */
export function isViolation(verdict: Verdict): verdict is Violation {
  return !("unresolved" in verdict);
}

/** What a rule tells of itself, whether it is equality's, readiness' or the policy file's. */
export interface RuleText {
  /** As `explain` takes it; a readiness rule's is its file's name. */
  readonly id: string;
  /** The rule as a fact: "Every S3 bucket with data replicates to the DR region". */
  readonly title: string;
  /** What it looks at, and when it does not apply. */
  readonly checks: string;
  /** What breaks at failover when it does not hold. */
  readonly impact: string;
  readonly remediation: string;
  /** One severity, one by strategy, or in words what it depends on. */
  readonly severity: string | Readonly<Record<string, string>>;
  /** Pages that the rule rests on. */
  readonly references: readonly string[];
  /** Names of the AWS ARC readiness rules that it replaces. */
  readonly replacesArc: readonly string[];
}

/** A rule that says nothing of backup-and-restore weighs as much under it as under pilot-light: neither runs anything. */
export type SeverityByStrategy = Readonly<
  Record<Exclude<Strategy, "backup-and-restore">, Severity> & { "backup-and-restore"?: Severity }
>;

export function severityUnder(severity: ReadinessRule["severity"], strategy: Strategy): Severity {
  if (typeof severity === "string") return severity;
  return severity[strategy] ?? severity["pilot-light"];
}

/** A readiness rule: would failover work? One per file; the file's name is its id. */
export interface ReadinessRule extends RuleText {
  readonly severity: Severity | SeverityByStrategy;
  /** It asks how primary's data gets to DR: while DR takes the writes `failover-data-unprotected` asks in its place. */
  readonly untilFailover?: true;
  /**
   * Pure: looks at the pair, throws nothing on valid input, reports each place once: as a violation where it certainly
   * does not hold, as undecided where that hangs on what the sources do not tell.
   */
  evaluate(pair: PairContext): Iterable<Verdict>;
}
