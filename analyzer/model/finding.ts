import type { Json } from "../base/json";
import type { FindingKind, Origin, Severity, SideName } from "./report";
import type { Resource } from "./workspace/workspace";

/** A difference before redaction: values may be secret, and are never to be printed from here. */
export interface RawDifference {
  readonly path: string;
  readonly primary: Json | undefined;
  readonly dr: Json | undefined;
  readonly unknown?: { readonly primary: boolean; readonly dr: boolean };
  /** What each side refers to, where neither value is known: all that tells the two apart. */
  readonly refers?: { readonly primary: string; readonly dr: string };
  readonly sensitive: boolean;
  /** What this one would weigh alone; as much as the finding where it is absent. */
  readonly severity?: Severity;
}

/** A finding before it is redacted, fingerprinted and put into the report. */
export interface RawFinding {
  readonly rule: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly origin: Origin;
  readonly primary: Resource | null;
  readonly dr: Resource | null;
  readonly differences: readonly RawDifference[];
  readonly message: string;
  readonly impact: string;
  readonly remediation: string;
  /** Drift: the side on which it is. */
  readonly driftedSide?: SideName;
  /** Set when the difference is by design: then it is no finding, and this is why. */
  readonly expected?: string;
  /** Tells findings without a resource from each other, in place of the address in their fingerprint. */
  readonly about?: string;
}

/** A comparison that could not be decided. */
export interface RawUnresolved {
  readonly primary: Resource | null;
  readonly dr: Resource | null;
  readonly path: string;
  readonly reason: string;
}
