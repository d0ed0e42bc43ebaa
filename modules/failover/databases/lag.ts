import { call, expression, type Json, type State } from "../language";

/** Metrics are published every minute; five without any are a silence. */
const FRESH_MS = 300_000;

/**
 * Reads the newest point of a metric, as `$lag`: `{ known, value, fresh }`.
 * @param query of `GetMetricData`, with the id `lag`
 */
export function readLag(query: Json, next: string): State {
  const newest = "$states.result.MetricDataResults[0]";
  return call(
    "cloudwatch:getMetricData",
    {
      // Metrics Insights looks no further back than three hours.
      StartTime: expression("$fromMillis($millis() - 7200000)"),
      EndTime: expression("$now()"),
      ScanBy: "TimestampDescending",
      MetricDataQueries: [query],
    },
    {
      Assign: {
        lag: {
          known: expression(`$exists(${newest}.Values[0])`),
          value: expression(`$exists(${newest}.Values[0]) ? ${newest}.Values[0] : 0`),
          fresh: expression(
            `$exists(${newest}.Timestamps[0]) ? $millis() - $toMillis(${newest}.Timestamps[0]) <= ${FRESH_MS} : false`,
          ),
        },
      },
      Next: next,
    },
  );
}

/** How far a replica is behind, as JSONata over `$lag`. */
export interface Behind {
  /** The lag in seconds. */
  readonly seconds: string;
  /** Whether it replicates at all. */
  readonly good: string;
}

/** JSONata: how far a replica is behind, in words. */
export function lagFacts(id: string, { seconds, good }: Behind): string {
  return `$not($lag.known) ? 'how far ${id} is behind is unknown' : $not(${good}) ? '${id} does not replicate' : '${id} is ' & ${seconds} & ' s behind'`;
}

/** JSONata: the problems of a replica that is too far behind. */
export function lagProblems(id: string, maxLag: number, { seconds, good }: Behind): string {
  const problem = (text: string) => `[{'gate': 'lag', 'text': ${text}}]`;
  const over = `'${id} is ' & ${seconds} & ' s behind, more than ${maxLag} s: that would be lost'`;
  return `$not($lag.known) ? ${problem(`'how far ${id} is behind is unknown: no metric of the last two hours'`)}
    : $not(${good}) ? ${problem(`'${id} does not replicate any more'`)}
    : ${seconds} > ${maxLag} ? ${problem(over)} : []`.replaceAll(/\s*\n\s*/g, " ");
}
