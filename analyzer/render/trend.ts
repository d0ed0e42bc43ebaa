import type { Verdict } from "../model/report";

/** An earlier run of the pair, as far as the score's trend needs it. */
export interface TrendPoint {
  /** ISO 8601. */
  readonly at: string;
  readonly verdict: Verdict | "failed";
  /** 0 to 100; null for a run that failed. */
  readonly score: number | null;
  readonly commit: string | null;
}
