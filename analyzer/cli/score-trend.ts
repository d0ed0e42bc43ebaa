import { InputError } from "../base/errors";
import { openHistory } from "../act/history/open";
import type { TrendPoint } from "../render/trend";
import { warn } from "../base/warn";

/**
 * The pair's earlier runs, oldest first, for the HTML page. A history that cannot be read gives a warning and no trend:
 * the report is worth more than its trend.
 */
export async function scoreTrend(location: string, pair: string): Promise<readonly TrendPoint[]> {
  const points: TrendPoint[] = [];
  try {
    for await (const entry of openHistory(location).stream()) {
      if (entry.pair !== pair) continue;
      const { at, verdict, score, run } = entry;
      points.push({ at, verdict, score, commit: run.commit });
    }
    return points;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    warn(`the page shows no trend: ${error.where}: ${error.what}`);
    return [];
  }
}
