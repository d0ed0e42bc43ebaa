import { InputError } from "../base/errors";
import { inBatches } from "../base/in-batches";
import { withoutEnvironmentSecrets } from "../base/secrets/environment";
import { tell } from "../base/stderr";
import type { Format } from "../render/formats";
import { joinRenderings } from "../render/join";
import { pairsSummary, type PairOutcome } from "../render/text/pairs-summary";
import type { PolicyFile } from "../judge/policy/policy";
import type { AnalyzeArguments } from "./analyze-options";
import { type Analyzed, analyzePair, recordPair } from "./analyze-pair";
import { layoutFor } from "./layout";
import { exitStatus } from "./fail-on";
import { assertDistinct, writeOutput } from "./output";
import { fileOf, needsMark, PAIR_MARK } from "./several-pairs";

/** Pairs that are read at once: saved plans are read by Terraform, which takes its time. */
const AT_ONCE = 4;

type Outcome = { readonly name: string } & ({ readonly pair: Analyzed } | { readonly error: InputError });

/**
 * Analyzes all pairs of the policy file at once and returns the exit status: the worst one. What is wrong with one pair keeps
 * no other from its report.
 */
export async function runAnalyzeAll(args: AnalyzeArguments, policy: PolicyFile): Promise<number> {
  const names = policy.pairs.map(({ name }) => name);
  checkFiles(args, names);
  const outcomes = await inBatches(names, AT_ONCE, (name) => analyzed(args, name, policy));
  for (const outcome of outcomes) if ("error" in outcome) tell(`${outcome.name}: ${outcome.error.message}`);
  const pairs = outcomes.flatMap((outcome) =>
    "pair" in outcome ? [{ name: outcome.name, pair: outcome.pair }] : [],
  );
  for (const { format, file } of args.also ?? []) await writeRendering(pairs, format, file);
  await writeRendering(pairs, args.format, args.output, outcomes);
  // One after the other: several pairs may share a history.
  for (const { pair } of pairs) await recordPair(pair);
  const statuses = pairs.map(({ pair }) => exitStatus(pair.report, pair.failOn));
  return outcomes.length > pairs.length ? 1 : Math.max(0, ...statuses);
}

async function analyzed(args: AnalyzeArguments, name: string, policy: PolicyFile): Promise<Outcome> {
  const [baseline, writeBaseline] = [args.baseline, args.writeBaseline].map(
    (file) => file && fileOf(file, name),
  );
  const own = { ...args, pair: name, baseline, writeBaseline, output: undefined, also: [] };
  try {
    return { name, pair: await analyzePair(own, policy) };
  } catch (error) {
    if (error instanceof InputError) return { name, error };
    throw error;
  }
}

/** Before anything is read: nobody should wait to hear that the outputs cannot be written. */
function checkFiles(
  { format, output, also = [], baseline, writeBaseline }: AnalyzeArguments,
  names: readonly string[],
): void {
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
  for (const [option, file] of [
    ["--baseline", baseline],
    ["--write-baseline", writeBaseline],
  ] as const)
    if (file !== undefined && !file.includes(PAIR_MARK)) throw needsMark(option, file);
  assertDistinct(writtenFiles([...outputs.map(({ file }) => file), writeBaseline], names));
}

/** Every file that is written, one for each pair where its name has the mark. */
function writtenFiles(files: readonly (string | undefined)[], names: readonly string[]): string[] {
  return files.flatMap((file) => {
    if (file === undefined) return [];
    return file.includes(PAIR_MARK) ? names.map((name) => fileOf(file, name)) : [file];
  });
}

async function writeRendering(
  pairs: readonly { readonly name: string; readonly pair: Analyzed }[],
  format: Format,
  file: string | undefined,
  outcomes?: readonly Outcome[],
): Promise<void> {
  const texts: string[] = [];
  for (const { pair } of pairs) texts.push(await pair.rendered(format, file));
  if (file?.includes(PAIR_MARK)) {
    for (const [i, { name }] of pairs.entries()) await writeOutput(texts[i] ?? "", fileOf(file, name));
    return;
  }
  const summary =
    (format === "text" || format === "summary") && outcomes
      ? [pairsSummary(outcomes.map(toldOf), layoutFor(file).color)]
      : [];
  await writeOutput(joinRenderings(format, [...texts, ...summary]) ?? "", file);
}

function toldOf(outcome: Outcome): PairOutcome {
  const { name } = outcome;
  if ("pair" in outcome) return { name, report: outcome.pair.report };
  const error = withoutEnvironmentSecrets(outcome.error.message, process.env);
  return { name, error: error.split("\n")[0] ?? "" };
}
