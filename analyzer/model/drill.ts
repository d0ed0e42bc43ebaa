/** How a drill came out: within its targets, beyond them, or not at all. */
export type DrillOutcome = "passed" | "missed" | "failed";

/** The report of one drill, as the generator's `Drill` writes it into its bucket. Times are ISO 8601 in UTC. */
export interface DrillReport {
  readonly pair: string;
  /** Of the machine: a pair may have several. */
  readonly drill: string;
  readonly execution: string;
  readonly reason: string;
  readonly outcome: DrillOutcome;
  readonly began: string;
  readonly ended: string;
  /** How often one is due. */
  readonly everySeconds: number;
  readonly targets: { readonly rtoSeconds: number; readonly rpoSeconds: number };
  /** Null where nobody knows. */
  readonly rtoSeconds: number | null;
  readonly rpoSeconds: number | null;
  readonly steps: readonly { readonly wave: string; readonly name: string; readonly seconds: number }[];
  readonly losses: readonly { readonly name: string; readonly seconds: number | null }[];
  readonly failure: { readonly wave: string; readonly error: string; readonly cause: string } | null;
  /** Whether all that it made was removed. */
  readonly cleanedUp: boolean;
}

/** The drills of one machine, the newest last: there is one at least. */
export interface DrillSeries {
  readonly pair: string;
  readonly drill: string;
  readonly reports: readonly [DrillReport, ...DrillReport[]];
}

/** The drills by machine, sorted by pair and name. @param reports in any order */
export function seriesOf(reports: readonly DrillReport[]): DrillSeries[] {
  const byName = new Map<string, [DrillReport, ...DrillReport[]]>();
  for (const report of [...reports].sort((a, b) => compare(a.began, b.began))) {
    const key = JSON.stringify([report.pair, report.drill]);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [report]);
    else known.push(report);
  }
  return [...byName.values()]
    .map((list) => ({ pair: list[0].pair, drill: list[0].drill, reports: list }))
    .sort((a, b) => compare(a.pair, b.pair) || compare(a.drill, b.drill));
}

/** The last drill of a series. */
export function lastOf({ reports }: DrillSeries): DrillReport {
  return reports.at(-1) ?? reports[0];
}

/** A drill begins some minutes after its time, and takes hours. */
const GRACE_SECONDS = 86_400;

/** For how many seconds no drill has begun, where that is longer than it should be. */
export function overdueBy(series: DrillSeries, now: Date): number | undefined {
  const { began, everySeconds } = lastOf(series);
  const since = (now.getTime() - Date.parse(began)) / 1000;
  return since > everySeconds + GRACE_SECONDS ? since : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
