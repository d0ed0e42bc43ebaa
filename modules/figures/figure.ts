import type { Region } from "../pair/region";

/** A figure of CloudWatch that tells how ready the DR region is. */
export interface Figure {
  /** Of what, as its owner calls it. */
  readonly name: string;
  /** Where CloudWatch has it: metrics are regional. */
  readonly region: Region;
  readonly metric: Metric | Query;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
  /** What the metric's unit has to be divided by to give seconds. @default 1 */
  readonly perSecond?: number;
  /** Whether a negative value says that nothing is replicated at all. @default false */
  readonly negativeIsBroken?: boolean;
}

/** A metric by its name. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A metric by Metrics Insights, whatever further dimensions it has. */
export interface Query {
  readonly query: string;
}

/** What stands for a replication that is broken: more seconds than any target allows. */
const BROKEN = 1_000_000;

/** The expression that gives a figure in seconds, of the id of its metric; undefined where the metric is in seconds already. */
export function inSeconds(
  id: string,
  { perSecond = 1, negativeIsBroken = false }: Figure,
): string | undefined {
  const seconds = perSecond === 1 ? id : `${id} / ${perSecond}`;
  if (negativeIsBroken) return `IF(${id} < 0, ${BROKEN}, ${seconds})`;
  return perSecond === 1 ? undefined : seconds;
}
