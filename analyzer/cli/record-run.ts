import { openHistory } from "../history/open";
import { recordOf } from "../history/record";
import { runOrigin } from "../history/run-origin";
import type { Report } from "../report/report";

/**
 * Appends an analysis to a history.
 * @throws InputError when it cannot be recorded
 */
export async function recordRun(report: Report, history: string): Promise<void> {
  await openHistory(history).append(recordOf(report, await runOrigin("analyze")));
}
