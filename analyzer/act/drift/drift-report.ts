import type {
  HistoryEntry,
  RecordedFinding,
  RecordedNotification,
  RunOrigin,
  RunRecord,
} from "../history/entry";
import type { Finding, Report, Severity } from "../../model/report";

/** A run in which a finding was seen first. */
export interface Since {
  readonly at: string;
  readonly commit: string | null;
}

/** A finding that is there now, and what the history knows of it. */
export interface PresentFinding {
  readonly finding: Finding;
  readonly since: Since;
  readonly secondsOpen: number;
  /** Its severity at the last run; null when it was not there then. */
  readonly severityBefore: Severity | null;
  /** How often it was resolved before, and came back. */
  readonly timesResolved: number;
}

/** A finding that is there no longer, as the history kept it. */
export interface GoneFinding {
  readonly finding: RecordedFinding;
  readonly since: Since;
  readonly secondsOpen: number;
}

/** What a scheduled run has to say, compared with runs before it. */
export interface DriftReport {
  readonly at: string;
  readonly pair: string;
  readonly run: RunOrigin;
  readonly verdict: RunRecord["verdict"];
  /** null when the run failed. */
  readonly score: number | null;
  /** The run that this one is compared with; null for the first. */
  readonly previous: Pick<HistoryEntry, "at" | "verdict"> | null;
  /** Not there before, or accepted before and no longer. */
  readonly appeared: readonly PresentFinding[];
  /** There before, and more severe now. */
  readonly worsened: readonly PresentFinding[];
  /** There before and now. */
  readonly persisting: readonly PresentFinding[];
  readonly resolved: readonly GoneFinding[];
  /** There before, and accepted since: by design, by a suppression or by the baseline. */
  readonly accepted: readonly GoneFinding[];
  /** There before, and not seen by this run, which cannot prove that they are gone. */
  readonly unproven: readonly GoneFinding[];
  /** Why the run failed or proves nothing, a sentence each. */
  readonly problems: readonly string[];
  /** null when the run failed. */
  readonly report: Report | null;
  /** What became of telling others. */
  readonly notifications: readonly RecordedNotification[];
}

/** How far a run's silence can be trusted. */
export type Health = "complete" | "incomplete" | "failed";

/** How far a run with this verdict can be trusted. */
export function healthOf(verdict: RunRecord["verdict"]): Health {
  return verdict === "failed" || verdict === "incomplete" ? verdict : "complete";
}

/** Whether runs began to fail or to prove nothing, or recovered. Before the first run all was well. */
export function healthChanged({ verdict, previous }: DriftReport): boolean {
  return healthOf(verdict) !== healthOf(previous?.verdict ?? "parity");
}

/** Whether there is anything that was not so before. */
export function hasNews(drift: DriftReport): boolean {
  const { appeared, worsened, resolved, accepted } = drift;
  return [appeared, worsened, resolved, accepted].some((list) => list.length > 0) || healthChanged(drift);
}

/** What is there now, new or not. */
export function openFindings({ appeared, worsened, persisting }: DriftReport): readonly PresentFinding[] {
  return [...appeared, ...worsened, ...persisting];
}
