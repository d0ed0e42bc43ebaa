import type { Command, Known } from "./runbook";
import { aws, command, type Word } from "./shell";

/** Sets the time from which figures are looked at, with GNU's `date` and with that of macOS and BSD. */
export const SET_SINCE: Command = command({
  raw: `SINCE=$(date -u -d '30 minutes ago' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v-30M +%Y-%m-%dT%H:%M:%SZ)`,
});

/** A metric of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, Known>>;
}

/** The largest value of a metric in each of the latest minutes. */
export function latest(region: Known, { namespace, name, dimensions }: Metric): Command {
  const words = Object.entries(dimensions).map(([key, known]): Word => {
    return "value" in known ? { value: `Name=${key},Value=${known.value}` } : { missing: known.missing };
  });
  return aws(
    region,
    "cloudwatch",
    "get-metric-statistics",
    "--namespace",
    namespace,
    "--metric-name",
    name,
    "--dimensions",
    ...words,
    "--start-time",
    { raw: '"$SINCE"' },
    "--end-time",
    { raw: '"$(date -u +%Y-%m-%dT%H:%M:%SZ)"' },
    "--period",
    "60",
    "--statistics",
    "Maximum",
    "--query",
    "sort_by(Datapoints,&Timestamp)[-5:].[Timestamp,Maximum]",
    "--output",
    "text",
  );
}
