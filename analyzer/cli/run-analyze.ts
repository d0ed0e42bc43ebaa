import { analyze } from "../analyze";
import { ciRun } from "../base/ci-run";
import type { Format } from "../render/formats";
import { render } from "../render/render";
import type { Report } from "../model/report";
import type { AlsoOutput } from "./also";
import { withBaseline, type BaselineOptions } from "./baseline";
import { wantsColor } from "./color";
import { exitStatus, type FailOn } from "./fail-on";
import { loadPair } from "./load-pair";
import { assertDistinct, writeOutput } from "./output";
import type { SourceArguments } from "./sources-options";

/** Runs `analyze` and returns the exit status. */
export async function runAnalyze(
  args: SourceArguments &
    BaselineOptions & {
      format: Format;
      output?: string;
      also?: readonly AlsoOutput[];
      failOn?: FailOn;
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
  const trend = hasPage && history !== undefined ? await trendOf(history, report) : undefined;
  const run = ciRun(process.env);
  for (const one of also) {
    await writeOutput(render(report, one.format, { color: false, trend, run }), one.file);
  }
  await writeOutput(render(report, format, { color: wantsColor(terminal), width, trend, run }), output);
  if (history !== undefined) await record(history, report);
  return exitStatus(report, args.failOn ?? policy?.failOn ?? "warning");
}

// Most runs keep no history: its part is loaded for those that do.
async function trendOf(history: string, { pair }: Report) {
  const { scoreTrend } = await import("./score-trend");
  return scoreTrend(history, pair.name);
}

async function record(history: string, report: Report): Promise<void> {
  const { recordRun } = await import("./record-run");
  await recordRun(report, history);
}
