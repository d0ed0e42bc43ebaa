import type { DeclaredTwins } from "../../pair/pair";
import type { Severity, Strategy } from "../../model/report";

/** The policy file, `.drparity.hcl` or its JSON equivalent: what a team has decided about its pairs. */
export interface PolicyFile {
  /** The file, as the user named it. */
  readonly file: string;
  readonly pairs: readonly PairPolicy[];
}

/** Where a block of the policy file stands, for messages: `.drparity.hcl:12, suppress in pair "storefront"`. */
export type PolicyPlace = string;

/** What a team has decided about one pair. Lists are empty and options absent where the file says nothing. */
export interface PairPolicy {
  readonly name: string;
  readonly place: PolicyPlace;
  readonly strategy?: Strategy;
  readonly sources: PairSourcesPolicy;
  /** What is promised, in seconds. */
  readonly objectives: { readonly rtoSeconds?: number; readonly rpoSeconds?: number };
  /** How far things may be apart before a rule speaks; ARC's values where absent. */
  readonly tolerances: { readonly ttlSeconds?: number; readonly capacityPercent?: number };
  /** Least severity that exits with 2; the command line's option wins. */
  readonly failOn?: Severity | "never";
  readonly twins: readonly TwinPolicy[];
  readonly expected: readonly ExpectedPolicy[];
  readonly suppressions: readonly SuppressionPolicy[];
  readonly severities: readonly SeverityPolicy[];
  readonly owners: readonly OwnerPolicy[];
  /** Where the history of this pair lies: a file or `s3://bucket/prefix`. */
  readonly history?: string;
  /** Where the reports of this pair's drills lie: a directory or `s3://bucket/prefix`. */
  readonly drills?: string;
  /** Files of a team's own rules; a name may hold `*`. */
  readonly rules?: readonly string[];
  /** A file of findings that were there before and are accepted. */
  readonly baseline?: string;
  readonly notifications: readonly NotificationPolicy[];
  readonly remediations: readonly RemediationPolicy[];
}

/** Where a pair's plans and states come from, as `--primary`, `--dr` ... name them. */
export interface PairSpecs {
  readonly primary: readonly string[];
  readonly dr: readonly string[];
  readonly primaryState: readonly string[];
  readonly drState: readonly string[];
  readonly shared: readonly string[];
  readonly combined: readonly string[];
}

/** For `-var-file` of a side's plans. */
export interface SideVarFiles {
  readonly primary: readonly string[];
  readonly dr: readonly string[];
}

/** The file's sources; relative paths are made relative to the policy file. */
export interface PairSourcesPolicy extends PairSpecs {
  readonly varFiles: SideVarFiles;
  readonly manifest?: string;
  readonly primaryRegion?: string;
  readonly drRegion?: string;
}

/** Twins that no matcher would find; module addresses stand for everything inside. */
export interface TwinPolicy extends DeclaredTwins {
  readonly place: PolicyPlace;
}

/** Which findings a block is about. What is absent fits everything; patterns match instances and modules. */
export interface FindingSelector {
  /** A rule's id, or a pattern with `*`. */
  readonly rule?: string;
  /** An address pattern of either side, such as `module.web[*].aws_lb.*`. */
  readonly address?: string;
  /** Attribute paths such as `min_size` or `tags.*`; absent stands for all. */
  readonly attributes?: readonly string[];
}

/** A difference by design. */
export interface ExpectedPolicy extends FindingSelector {
  readonly place: PolicyPlace;
  readonly reason: string;
}

/** A finding that is accepted for a time. */
export interface SuppressionPolicy extends FindingSelector {
  readonly place: PolicyPlace;
  readonly reason: string;
  readonly owner: string;
  /** The last day, UTC, on which it holds: `2027-01-31`. */
  readonly expires: string;
  /** The comment beside the code that it comes from; one in a module makes a suppression for each of its calls. */
  readonly comment?: string;
}

/** Another severity than drparity's own. */
export interface SeverityPolicy extends FindingSelector {
  readonly place: PolicyPlace;
  readonly severity: Severity;
}

/** Whose a resource is. */
export interface OwnerPolicy {
  readonly place: PolicyPlace;
  /** An address pattern, as in {@link FindingSelector}. */
  readonly address: string;
  /** A team or person, such as `@acme/payments`. */
  readonly owner: string;
}

/** What a webhook may take beside the text that Slack and its like understand. */
export const HOOK_FORMATS = ["slack", "teams", "pagerduty", "json"] as const;

/** One of them. */
export type HookFormat = (typeof HOOK_FORMATS)[number];

/** Whom a change is told. Secrets are named by the environment variable that holds them, never written in the file. */
export type NotificationPolicy =
  | { readonly place: PolicyPlace; readonly kind: "sns"; readonly topicArn: string }
  | {
      readonly place: PolicyPlace;
      readonly kind: "webhook";
      /** Of PagerDuty it holds the integration's key. */
      readonly urlVariable: string;
      readonly format?: HookFormat;
    }
  | {
      readonly place: PolicyPlace;
      readonly kind: "github-issue";
      /** `owner/name`. */
      readonly repository: string;
      readonly tokenVariable: string;
    };

/** What may be mended without asking: drift alone, inside a change window. */
export interface RemediationPolicy extends FindingSelector {
  readonly place: PolicyPlace;
  /** When it may happen, in UTC. */
  readonly window: {
    readonly days: readonly Weekday[];
    /** `HH:MM`; a window whose end lies before its start ends on the next day. */
    readonly start: string;
    readonly end: string;
  };
}

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
