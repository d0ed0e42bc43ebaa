import type { PairContext } from "../../compare/context";
import type { RawDifference } from "../../model/finding";
import type { Severity, Strategy } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";

/** One place where a readiness rule does not hold. */
export interface Violation {
  /** At least one of both. */
  readonly primary: Resource | null;
  readonly dr: Resource | null;
  /** One sentence that names what is wrong here. */
  readonly message: string;
  /** What the rule looked at, where there are values to show. */
  readonly differences?: readonly RawDifference[];
  /** Overrides the rule's severity. */
  readonly severity?: Severity;
}

/** A readiness rule: would failover work? One per file; the file's name is its id. */
export interface ReadinessRule {
  /** The file's name without its extension. */
  readonly id: string;
  /** The rule as a fact: "Every S3 bucket with data replicates to the DR region". */
  readonly title: string;
  /** What it looks at, and when it does not apply. */
  readonly checks: string;
  /** What breaks at failover when it does not hold. */
  readonly impact: string;
  readonly remediation: string;
  readonly severity: Severity | Readonly<Record<Strategy, Severity>>;
  /** Pages of AWS's documentation that the rule rests on. */
  readonly references: readonly string[];
  /** Names of the AWS ARC readiness rules that it replaces, such as `SqsVisibilityTimeout`. */
  readonly replacesArc: readonly string[];
  /** Pure: looks at the pair, throws nothing on valid input, reports each place once. */
  evaluate(pair: PairContext): Iterable<Violation>;
}
