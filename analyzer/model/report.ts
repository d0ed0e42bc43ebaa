import type { Json } from "../base/json";

/** What a finding breaks at failover, from worst to least. */
export type Severity = "critical" | "warning" | "info";

/** How much of the application runs in the DR region before a failover (AWS's names), from least to most. */
export const STRATEGIES = ["backup-and-restore", "pilot-light", "warm-standby", "active-active"] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** The two halves of a pair. */
export type SideName = "primary" | "dr";

/**
 * What sort of divergence a finding is:
 * - `missing-in-dr`, `missing-in-primary`: a resource without a twin;
 * - `attribute`: twins that differ beyond the region;
 * - `asymmetric-change`: one plan changes a resource whose twin's plan does not;
 * - `drift`: changed outside Terraform;
 * - `readiness`: a rule that equality alone cannot see.
 */
export type FindingKind =
  "missing-in-dr" | "missing-in-primary" | "attribute" | "asymmetric-change" | "drift" | "readiness";

/** Since when: by the plan at hand, before it, by a change outside Terraform, or removed by the plan at hand. */
export type Origin = "introduced" | "existing" | "drift" | "healing";

/** A resource as the report names it. */
export interface ResourceRef {
  readonly address: string;
  readonly type: string;
  /** Absent in the source when unknown: then null. */
  readonly region: string | null;
  /** Where it is declared; absent when its configuration was not at hand. */
  readonly location?: SourceLocation;
}

/** A place in the configuration. */
export interface SourceLocation {
  /** From the repository's root, with slashes; from the current directory outside of a repository. */
  readonly file: string;
  /** From 1: the first differing attribute's that the declaration writes, else the declaration's. */
  readonly line: number;
  /** CDKTF: the path of the construct that made it. */
  readonly construct?: string;
}

/** One attribute that differs. Values are redacted already: a sensitive one is the text `(sensitive)`. */
export interface Difference {
  /** Terraform's path, as `ingress[0].cidr_blocks`. */
  readonly path: string;
  /** null when unset; the text `(known after apply)` when unknown, `(known after apply: REFERENCES)` when both are. */
  readonly primary: Json;
  readonly dr: Json;
}

/** One divergence, or one readiness rule that does not hold. */
export interface Finding {
  /** A fingerprint that is stable over runs, over moves and over re-keyed for_each. */
  readonly id: string;
  /** The rule's id, as `drparity explain` takes it. */
  readonly rule: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly origin: Origin;
  readonly primary: ResourceRef | null;
  readonly dr: ResourceRef | null;
  readonly differences: readonly Difference[];
  /** One sentence. */
  readonly message: string;
  /** What breaks at failover. */
  readonly impact: string;
  /** What to do. */
  readonly remediation: string;
  /** The practices that it is evidence against, as `REL13-BP04`, `ISO 27001 A.8.9` or `SOC 2 CC8.1`. */
  readonly practices: readonly string[];
  /** Whose it is, by the policy file, CODEOWNERS or tags, in this order; absent when nobody says. */
  readonly owner?: string;
  /** Drift: the side on which it is; absent for any other finding. */
  readonly driftedSide?: SideName;
  /** What to write where; absent when that cannot be derived safely. */
  readonly fix?: Fix;
}

/** A change of the configuration that would mend a finding, to be reviewed. */
export interface Fix {
  readonly side: SideName;
  /** What is to be changed or added; a call (`module.app`) or a variable (`var.size`) where the value is written there. */
  readonly address: string;
  /** `typescript`: properties of a CDKTF construct. */
  readonly language: "hcl" | "typescript";
  /** Several lines, the last with its line break. It holds no sensitive value. */
  readonly text: string;
}

/** A difference that is by design, with the reason. */
export interface ExpectedDifference extends Finding {
  readonly reason: string;
}

/** A finding that the policy file accepts. `expires` is an ISO date or null. */
export interface SuppressedFinding extends Finding {
  readonly reason: string;
  readonly expires: string | null;
}

/** A comparison that the sources cannot decide, mostly because a value is known only after apply. */
export interface Unresolved {
  readonly primary: ResourceRef | null;
  readonly dr: ResourceRef | null;
  readonly path: string;
  readonly reason: string;
}

/** `incomplete`: a source is errored, partial or targeted, so absence proves nothing. */
export type Verdict = "parity" | "divergent" | "incomplete";

export interface SideSummary {
  readonly region: string | null;
  /** The sources as the user named them. */
  readonly sources: readonly string[];
  /** Managed resources on this side. */
  readonly resources: number;
}

export interface Summary {
  readonly verdict: Verdict;
  /** 0 to 100: the share of what was compared that is equal, weighted by severity. */
  readonly score: number;
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
  readonly expected: number;
  readonly suppressed: number;
  readonly unresolved: number;
  /** Pairs of twins. */
  readonly paired: number;
  readonly missingInDr: number;
  readonly missingInPrimary: number;
}

/** How long a failover takes and what it loses, as far as the configuration tells. Human decisions are not in it. */
export interface Recovery {
  /** Time to recover: its parts come one after the other. */
  readonly rto: RecoveryObjective;
  /** Data that may be lost: the parts are data stores, and the worst one counts. */
  readonly rpo: RecoveryObjective;
}

export interface RecoveryObjective {
  /** What the pair declares, in seconds; null when it declares nothing. */
  readonly targetSeconds: number | null;
  /** null when nothing in the sources tells, or when a part has no bound. */
  readonly estimateSeconds: number | null;
  readonly parts: readonly RecoveryPart[];
}

export interface RecoveryPart {
  readonly what: string;
  /** null: without a bound, as for data that is not replicated at all. */
  readonly seconds: number | null;
  /** The resource's address. */
  readonly address: string;
  /** The setting or the page of AWS's documentation that the figure comes from. */
  readonly source: string;
}

/** The way of a request that DNS leads to the DR region, through everything that it reaches there. */
export interface FailoverPath {
  /** The DNS name that leads there; null when it is known only after apply. */
  readonly name: string | null;
  readonly record: ResourceRef;
  /** Nearest first: a step's `from` always comes before it. */
  readonly steps: readonly FailoverStep[];
}

export interface FailoverStep {
  readonly resource: ResourceRef;
  /** Its counterpart in primary; null when it has none. */
  readonly twin: string | null;
  /** The index of the step that leads here; null for where DNS enters the region. */
  readonly from: number | null;
  /** What works in primary and would not here: set on the first such step of a path only. */
  readonly obstacle: string | null;
}

/** The analyzer's report, schemaVersion 1 (see report.schema.json beside this file). */
export interface Report {
  readonly schemaVersion: "1.0";
  readonly tool: { readonly name: "drparity"; readonly version: string };
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  readonly pair: {
    readonly name: string;
    readonly strategy: Strategy;
    /** The DR region takes the writes: the pair is failed over. Absent while primary does. */
    readonly writer?: "dr";
    readonly primary: SideSummary;
    readonly dr: SideSummary;
  };
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly expected: readonly ExpectedDifference[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly unresolved: readonly Unresolved[];
  readonly recovery: Recovery;
  readonly failoverPaths: readonly FailoverPath[];
  readonly coverage: {
    readonly comparedTypes: Readonly<Record<string, number>>;
    readonly notCompared: readonly { readonly address: string; readonly reason: string }[];
    /** Why a source cannot prove parity, one sentence each; empty when it can. */
    readonly incomplete: readonly string[];
  };
}
