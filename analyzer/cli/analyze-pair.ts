import { analyze } from "../analyze";
import { ciRun, type CiRun } from "../base/ci-run";
import { InputError } from "../base/errors";
import { ruleChoice } from "../judge/rule-choice";
import type { Format } from "../render/formats";
import { render } from "../render/render";
import type { PolicyFile } from "../judge/policy/policy";
import type { Report } from "../model/report";
import type { AnalyzeArguments } from "./analyze-options";
import { withBaseline } from "./baseline";
import { drillsAt } from "./drills-at";
import { layoutFor } from "./layout";
import type { FailOn } from "./fail-on";
import { loadPair } from "./load-pair";
import { assertDistinct } from "./output";

/** A pair that was analyzed, and what is still to be done with its report. */
export interface Analyzed {
  readonly report: Report;
  readonly history: string | undefined;
  readonly failOn: FailOn;
  /** The report in a format, for a file or, when none is given, for standard output. */
  readonly rendered: (format: Format, output: string | undefined) => Promise<string>;
}

/**
 * Loads and analyzes the pair that the arguments name.
 * @throws InputError for what cannot be used
 */
export async function analyzePair(args: AnalyzeArguments, file: PolicyFile | undefined): Promise<Analyzed> {
  const asksRule = ruleChoice(args.rule, args.skipRule);
  if (asksRule !== undefined) assertWhole(args);
  const loaded = await loadPair(args, file);
  const { policy } = loaded;
  const input = { ...loaded, asksRule, drills: await drillsAt(args.drills ?? policy?.drills) };
  const { baseline = policy?.baseline, writeBaseline } = args;
  // A part of the findings is no run of the pair: what is not asked about would count as resolved.
  const history = asksRule === undefined ? (args.history ?? policy?.history) : undefined;
  const { also = [], output } = args;
  assertDistinct([output, ...also.map(({ file }) => file), writeBaseline, history]);
  const report = await withBaseline(analyze(input), { baseline, writeBaseline });
  const run = ciRun(process.env);
  return {
    report,
    history,
    failOn: args.failOn ?? policy?.failOn ?? "warning",
    rendered: (format, output) => renderedFor(report, format, output, run, history),
  };
}

/** @throws InputError where a part of the findings would stand for all of them */
function assertWhole({ writeBaseline, history, format, also = [] }: AnalyzeArguments): void {
  const kept = {
    "--write-baseline": writeBaseline !== undefined,
    "--history": history !== undefined,
    "the format evidence": [format, ...also.map((one) => one.format)].includes("evidence"),
  };
  const option = Object.entries(kept).find(([, isAsked]) => isAsked)?.[0];
  if (option === undefined) return;
  throw new InputError({
    where: option,
    what: "With --rule or --skip-rule a run shows a part of the findings alone, which would be kept as if it were all.",
    fix: `Leave out ${option}, or the choice of rules.`,
  });
}

async function renderedFor(
  report: Report,
  format: Format,
  output: string | undefined,
  run: CiRun | undefined,
  history: string | undefined,
): Promise<string> {
  const { color, width } = layoutFor(output);
  const trend = format === "html" && history !== undefined ? await trendOf(history, report) : undefined;
  return render(report, format, { color, width, trend, run });
}

/** Appends the run to the pair's history, if it has one. @throws InputError when it cannot be recorded */
export async function recordPair({ history, report }: Analyzed): Promise<void> {
  if (history === undefined) return;
  const { recordRun } = await import("./record-run");
  await recordRun(report, history);
}

// Most runs keep no history: its part is loaded for those that do.
async function trendOf(history: string, { pair }: Report) {
  const { scoreTrend } = await import("./score-trend");
  return scoreTrend(history, pair.name);
}
