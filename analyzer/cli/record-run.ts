import { openHistory } from "../act/history/open";
import { recordOf } from "../act/history/record";
import { runOrigin } from "../act/history/run-origin";
import type { Report } from "../model/report";

/**
 * Appends an analysis to a history.
 * @throws InputError when it cannot be recorded
 */
export async function recordRun(report: Report, history: string): Promise<void> {
  await openHistory(history).append(recordOf(report, await runOrigin("analyze")));
}
