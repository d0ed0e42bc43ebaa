import type { HistoryEntry } from "../../history/entry";

/** A third time something else undoes it: that is to be found out by people. */
export const MOST_ATTEMPTS = 2;

/** How long an attempt of which nobody knows what became of it counts, in milliseconds: a day. */
const CRASHED_COUNTS_MS = 24 * 3_600_000;

/**
 * How often a finding of a pair was about to be remediated before. One that was planned and then not recorded further
 * crashed: it counts for a day, so that a job that crashes every hour stops, and a crash of long ago stops nobody.
 */
export function attemptsAt(
  entries: readonly HistoryEntry[],
  pair: string,
  finding: string,
  now: Date,
): number {
  const steps = entries
    .filter((entry) => entry.pair === pair)
    .flatMap(({ at, run, remediations }) => remediations.map((one) => ({ at, run: run.id, ...one })))
    .filter((one) => one.finding === finding);
  const ended = new Set(steps.filter(({ outcome }) => outcome !== "planned").map(({ run }) => run));
  const counts = ({ at, run }: (typeof steps)[number]) =>
    ended.has(run) || Math.abs(now.getTime() - Date.parse(at)) < CRASHED_COUNTS_MS;
  return steps.filter((one) => one.outcome === "planned" && counts(one)).length;
}
