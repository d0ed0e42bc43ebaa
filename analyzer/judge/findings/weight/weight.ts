import type { Severity } from "../../../model/report";

/** How bad a difference is, and what it breaks where that is more than its place tells. */
export interface Weight {
  readonly severity: Severity;
  readonly impact?: string;
}
