import type { Finding, Report, Severity } from "../../model/report";
import type { HistoryEntry, RecordedFinding } from "./entry";
import { Ledger, provesAbsence, secondsBetween, type EarlierSpells, type Sighting } from "./ledger";
import { acceptedIds } from "./record";

/** What a report says that the history did not know. */
export interface Changes {
  /** Whether the history holds a run of this pair: before the first, everything is new. */
  readonly first: boolean;
  /** Not there at the last run that could tell. `recurred` when it had been resolved earlier, and came back. */
  readonly appeared: readonly { readonly finding: Finding; readonly recurred: EarlierSpells | null }[];
  /** There before and now. */
  readonly persisting: readonly PersistingFinding[];
  /** There before, and proven to be gone. */
  readonly resolved: readonly ResolvedFinding[];
  /** There before, and not seen by this report, which is incomplete and so proves nothing. */
  readonly unproven: readonly { readonly finding: RecordedFinding; readonly since: Sighting }[];
  /** There before and now, but accepted since: by design, by a suppression or by the baseline. */
  readonly accepted: readonly { readonly finding: RecordedFinding; readonly since: Sighting }[];
}

/** A finding that stays. */
export interface PersistingFinding {
  readonly finding: Finding;
  /** The run that showed it first, and its commit. */
  readonly since: Sighting;
  readonly secondsOpen: number;
  /** How severe the last run took it for. */
  readonly severityBefore: Severity;
}

/** A finding that went. */
export interface ResolvedFinding {
  readonly finding: RecordedFinding;
  readonly since: Sighting;
  /** From the first sighting to this report. */
  readonly secondsOpen: number;
}

/**
 * What is new, what stays and what was resolved, compared with all that the history knows of the report's pair.
 *
 * @param entries oldest first, without the report's own run; other pairs' entries are passed over
 */
export function changesSince(entries: Iterable<HistoryEntry>, report: Report): Changes {
  const ledger = new Ledger();
  let first = true;
  for (const entry of entries) {
    if (entry.pair !== report.pair.name) continue;
    ledger.add(entry);
    first = false;
  }
  const { findings, generatedAt, summary } = report;
  const step = ledger.compare({
    findings,
    accepted: acceptedIds(report),
    proves: provesAbsence(summary.verdict),
  });
  const secondsOpen = (since: Sighting) => secondsBetween(since.at, generatedAt);
  return {
    first,
    appeared: step.appeared.map(({ finding, earlier }) => ({ finding, recurred: earlier })),
    persisting: step.persisting.map(({ finding, spell: { since, finding: before } }) => ({
      finding,
      since,
      secondsOpen: secondsOpen(since),
      severityBefore: before.severity,
    })),
    resolved: step.resolved.map(({ finding, since }) => ({
      finding,
      since,
      secondsOpen: secondsOpen(since),
    })),
    unproven: step.unproven.map(({ finding, since }) => ({ finding, since })),
    accepted: step.accepted.map(({ finding, since }) => ({ finding, since })),
  };
}
