import type { Severity } from "./report";

/** A finding in one line, as histories and baselines keep it. */
export interface FindingLine {
  /** The report's fingerprint. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Addresses; null where a side has no such resource. */
  readonly primary: string | null;
  readonly dr: string | null;
  readonly message: string;
}
