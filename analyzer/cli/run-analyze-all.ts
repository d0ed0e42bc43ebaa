import type { PolicyFile } from "../judge/policy/policy";
import type { Format } from "../render/formats";
import { joinRenderings } from "../render/join";
import type { AnalyzeArguments } from "./analyze-options";
import { type Analyzed, analyzePair, recordPair } from "./analyze-pair";
import { exitStatus } from "./fail-on";
import { pairsLines } from "./pairs-lines";
import {
  assertApart,
  assertMarked,
  type Attempt,
  eachPair,
  fileOf,
  needsMark,
  PAIR_MARK,
  withoutErrors,
  worstStatus,
  writeTexts,
} from "./several-pairs";

/** Pairs that are read at once: saved plans are read by Terraform, which takes its time. */
const AT_ONCE = 4;

/**
 * Analyzes all pairs of the policy file at once and returns the exit status: the worst one. What is wrong with one pair keeps
 * no other from its report.
 */
export async function runAnalyzeAll(args: AnalyzeArguments, policy: PolicyFile): Promise<number> {
  checkFiles(args, policy);
  const named = policy.pairs.map(({ name }) => ({ name, value: name }));
  const outcomes = await eachPair(named, AT_ONCE, (name) => analyzePair(ownArguments(args, name), policy));
  for (const { format, file } of args.also ?? []) await writeRendering(outcomes, format, file);
  const { format, output } = args;
  const isText = format === "text" || format === "summary";
  const summary = isText ? [pairsLines(outcomes, ({ report }) => report, output)] : [];
  await writeRendering(outcomes, format, output, summary);
  const pairs = withoutErrors(outcomes);
  // One after the other: several pairs may share a history.
  for (const { value } of pairs) await recordPair(value);
  const statuses = pairs.map(({ value }) => exitStatus(value.report, value.failOn));
  return outcomes.length > pairs.length ? 1 : worstStatus(statuses);
}

function ownArguments(args: AnalyzeArguments, pair: string): AnalyzeArguments {
  const [baseline, writeBaseline] = [args.baseline, args.writeBaseline].map(
    (file) => file && fileOf(file, pair),
  );
  return { ...args, pair, baseline, writeBaseline, output: undefined, also: [] };
}

/** Before anything is read: nobody should wait to hear that the outputs cannot be written. */
function checkFiles(args: AnalyzeArguments, { pairs }: PolicyFile): void {
  const { format, output, also = [], baseline, writeBaseline } = args;
  const outputs = [
    { option: "--output", format, file: output },
    ...also.map((one) => ({ option: "--also", ...one })),
  ];
  for (const one of outputs) {
    const { file } = one;
    if (file?.includes(PAIR_MARK) || joinRenderings(one.format, []) !== undefined) continue;
    if (file === undefined) throw needsMark("--output", `report.${one.format}`);
    throw needsMark(one.option, file);
  }
  assertMarked("--baseline", baseline);
  assertMarked("--write-baseline", writeBaseline);
  const files = [...outputs.map(({ file }) => file), writeBaseline];
  const names = pairs.map(({ name }) => name);
  assertApart(
    files,
    names,
    pairs.map(({ history }) => args.history ?? history),
  );
}

async function writeRendering(
  outcomes: readonly Attempt<Analyzed>[],
  format: Format,
  file: string | undefined,
  more: readonly string[] = [],
): Promise<void> {
  const texts: { name: string; value: string }[] = [];
  for (const { name, value } of withoutErrors(outcomes))
    texts.push({ name, value: await value.rendered(format, file) });
  await writeTexts(texts, file, (all) => joinRenderings(format, [...all, ...more]) ?? "");
}
