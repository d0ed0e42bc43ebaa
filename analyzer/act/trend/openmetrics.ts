import { printable } from "../../base/printable";
import type { Severity } from "../../model/report";
import type { Trend, TrendRun } from "./trend";

const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly unit?: string;
  readonly samples: (trend: Trend, last: TrendRun) => readonly Sample[];
}

const METRICS: readonly Metric[] = [
  {
    name: "drparity_score",
    help: "Parity of the last run that compared anything, 0 to 100.",
    samples: ({ runs }) => {
      const compared = runs.findLast(({ score }) => score !== null);
      return compared?.score == null ? [] : [{ labels: {}, value: compared.score }];
    },
  },
  {
    name: "drparity_findings",
    help: "Findings of the last run, by severity.",
    samples: (_, last) => SEVERITIES.map((severity) => ({ labels: { severity }, value: last[severity] })),
  },
  {
    name: "drparity_oldest_finding_age_seconds",
    help: "How long the oldest open finding of a severity has been open.",
    unit: "seconds",
    samples: ({ open }) =>
      SEVERITIES.flatMap((severity) => {
        const ages = open.filter((one) => one.severity === severity).map(({ openSeconds }) => openSeconds);
        return ages.length === 0 ? [] : [{ labels: { severity }, value: Math.max(...ages) }];
      }),
  },
  {
    name: "drparity_verdict",
    help: "1 for the last run's verdict, 0 for the others.",
    samples: (_, last) =>
      (["parity", "divergent", "incomplete", "failed"] as const).map((verdict) => ({
        labels: { verdict },
        value: last.verdict === verdict ? 1 : 0,
      })),
  },
  {
    name: "drparity_last_run_timestamp_seconds",
    help: "When the last run was, in seconds since 1970.",
    unit: "seconds",
    samples: (_, last) => [{ labels: {}, value: Date.parse(last.at) / 1000 }],
  },
];

/**
 * Each pair's present as OpenMetrics, for a collector of files or a push gateway:
 * https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export function trendOpenMetrics(trends: readonly Trend[]): string {
  const lines = METRICS.flatMap(({ name, help, unit, samples }) => [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...trends.flatMap((trend) => {
      const last = trend.runs.at(-1);
      return last === undefined ? [] : samples(trend, last).map((sample) => line(name, trend.pair, sample));
    }),
  ]);
  return `${lines.join("\n")}\n# EOF\n`;
}

function line(name: string, pair: string, { labels, value }: Sample): string {
  const all = Object.entries({ pair, ...labels }).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}{${all.join(",")}} ${String(value)}`;
}

function escaped(text: string): string {
  return printable(text).replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n");
}
