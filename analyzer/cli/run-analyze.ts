import { analyze } from "../analyze";
import type { Format } from "../report/formats";
import { render } from "../report/render";
import type { Report } from "../report/report";
import type { AlsoOutput } from "./also";
import { loadPair } from "./load-pair";
import { writeOutput } from "./output";
import type { SourceArguments } from "./sources-options";

/** Runs `analyze` and returns the exit status. */
export async function runAnalyze(
  args: SourceArguments & { format: Format; output?: string; also?: readonly AlsoOutput[]; failOn?: string },
): Promise<number> {
  const input = await loadPair(args);
  const report = analyze(input);
  const terminal = args.output === undefined && process.stdout.isTTY;
  const width = terminal ? process.stdout.columns : undefined;
  for (const { format, file } of args.also ?? [])
    await writeOutput(render(report, format, { color: false }), file);
  await writeOutput(render(report, args.format, { color: wantsColor(terminal), width }), args.output);
  return exitStatus(report, args.failOn ?? input.policy?.failOn ?? "warning");
}

/** See https://no-color.org and https://force-color.org. */
function wantsColor(terminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return terminal && process.env.TERM !== "dumb";
}

/** 0 parity, 2 divergence; sources that cannot prove parity never yield 0. */
function exitStatus({ summary }: Report, failOn: string): number {
  if (summary.verdict === "incomplete") return 2;
  const counts = { critical: summary.critical, warning: summary.critical + summary.warning };
  if (failOn === "never") return 0;
  if (failOn === "critical") return counts.critical > 0 ? 2 : 0;
  return counts.warning + (failOn === "info" ? summary.info : 0) > 0 ? 2 : 0;
}
