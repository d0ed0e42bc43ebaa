import type { HistoryEntry } from "../../history/entry";

/** A third time something else undoes it: that is to be found out by people. */
export const MOST_ATTEMPTS = 2;

/**
 * How often a finding of a pair was about to be remediated before. One that was planned and then not recorded further
 * counts: nobody knows what became of it.
 */
export function attemptsAt(entries: readonly HistoryEntry[], pair: string, finding: string): number {
  return entries
    .filter((entry) => entry.pair === pair)
    .flatMap(({ remediations }) => remediations)
    .filter((one) => one.finding === finding && one.outcome === "planned").length;
}
