import { type Figure, inSeconds } from "../figures/figure";

/** Columns of a CloudWatch dashboard. */
const COLUMNS = 24;
const HEIGHT = 6;

/** A widget of a dashboard's body, without its place. */
export interface Widget {
  readonly type: "text" | "metric" | "alarm";
  readonly properties: Readonly<Record<string, unknown>>;
  /** @default 6 */
  readonly height?: number;
}

/**
 * A dashboard's body: rows of widgets, each as wide as its row leaves room for.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function bodyOf(rows: readonly (readonly Widget[])[]): string {
  let y = 0;
  const widgets = rows.flatMap((row) => {
    const width = Math.floor(COLUMNS / row.length);
    const top = y;
    y += Math.max(0, ...row.map(({ height = HEIGHT }) => height));
    return row.map(({ type, properties, height = HEIGHT }, index) => ({
      type,
      x: index * width,
      y: top,
      width,
      height,
      properties,
    }));
  });
  return JSON.stringify({ widgets });
}

export interface Graph {
  readonly title: string;
  /** The region in whose terms the widget is shown; each figure names its own. */
  readonly region: string;
  readonly figures: readonly Figure[];
  /** Seconds of a period. */
  readonly period: number;
  /** Whether the figures' metrics are shown in seconds. @default false */
  readonly seconds?: boolean;
  /** Lines to hold the figures against. @default - none */
  readonly lines?: readonly { readonly label: string; readonly value: number }[];
  /** `number`: the last value of each alone. @default "graph" */
  readonly view?: "graph" | "number";
}

/** Figures of whatever regions in one widget. */
export function graph({
  title,
  region,
  figures,
  period,
  seconds = false,
  lines = [],
  view = "graph",
}: Graph): Widget {
  return {
    type: "metric",
    properties: {
      title,
      region,
      view: view === "graph" ? "timeSeries" : "singleValue",
      period,
      metrics: figures.flatMap((figure, index) => metricsOf(figure, `m${index + 1}`, seconds)),
      ...(lines.length === 0 ? {} : { annotations: { horizontal: lines.map((line) => ({ ...line })) } }),
      ...(view === "graph" ? { yAxis: { left: { min: 0 } } } : {}),
    },
  };
}

/** A search for metrics of a region by words, where no name is known beforehand. */
export function search(
  title: string,
  region: string,
  searches: readonly { words: string; label: string }[],
): Widget {
  return {
    type: "metric",
    properties: {
      title,
      region,
      view: "timeSeries",
      period: 60,
      metrics: searches.map(({ words, label }, index) => [
        { expression: `SEARCH('${words}', 'Minimum', 60)`, id: `s${index + 1}`, label, region },
      ]),
      yAxis: { left: { min: 0 } },
    },
  };
}

function metricsOf(figure: Figure, id: string, seconds: boolean): unknown[] {
  const { metric, name, region, statistic } = figure;
  const expression = seconds ? inSeconds(id, figure) : undefined;
  const shown = {
    id,
    region: region.name,
    label: name,
    ...(expression === undefined ? {} : { visible: false }),
  };
  const row =
    "query" in metric
      ? [{ expression: metric.query, ...shown }]
      : [
          metric.namespace,
          metric.metricName,
          ...Object.entries(metric.dimensions).flat(),
          { stat: statistic, ...shown },
        ];
  return expression === undefined
    ? [row]
    : [row, [{ expression, id: `${id}s`, label: name, region: region.name }]];
}
