import { analyze } from "../analyze";
import { openHistory } from "../history/open";
import { recordOf } from "../history/record";
import { runOrigin } from "../history/run-origin";
import type { Format } from "../report/formats";
import { render } from "../report/render";
import type { Report } from "../report/report";
import type { AlsoOutput } from "./also";
import { withBaseline, type BaselineOptions } from "./baseline";
import { wantsColor } from "./color";
import { loadPair } from "./load-pair";
import { assertDistinct, writeOutput } from "./output";
import { scoreTrend } from "./score-trend";
import type { SourceArguments } from "./sources-options";

/** Runs `analyze` and returns the exit status. */
export async function runAnalyze(
  args: SourceArguments &
    BaselineOptions & {
      format: Format;
      output?: string;
      also?: readonly AlsoOutput[];
      failOn?: string;
      history?: string;
    },
): Promise<number> {
  const input = await loadPair(args);
  const { policy } = input;
  const { baseline = policy?.baseline, writeBaseline, history = policy?.history } = args;
  const { also = [], format, output } = args;
  assertDistinct([output, ...also.map(({ file }) => file), writeBaseline, history]);
  const report = await withBaseline(analyze(input), { baseline, writeBaseline });
  const terminal = output === undefined && process.stdout.isTTY;
  const width = terminal ? process.stdout.columns : undefined;
  const hasPage = [format, ...also.map((one) => one.format)].includes("html");
  const trend = hasPage && history !== undefined ? await scoreTrend(history, report.pair.name) : undefined;
  for (const one of also) await writeOutput(render(report, one.format, { color: false, trend }), one.file);
  await writeOutput(render(report, format, { color: wantsColor(terminal), width, trend }), output);
  if (history !== undefined) await openHistory(history).append(recordOf(report, await runOrigin("analyze")));
  return exitStatus(report, args.failOn ?? policy?.failOn ?? "warning");
}

/** 0 parity, 2 divergence; sources that cannot prove parity never yield 0. */
export function exitStatus({ summary }: Report, failOn: string): number {
  if (summary.verdict === "incomplete") return 2;
  const counts = { critical: summary.critical, warning: summary.critical + summary.warning };
  if (failOn === "never") return 0;
  if (failOn === "critical") return counts.critical > 0 ? 2 : 0;
  return counts.warning + (failOn === "info" ? summary.info : 0) > 0 ? 2 : 0;
}
