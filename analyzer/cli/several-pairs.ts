import { InputError } from "../base/errors";
import { inBatches } from "../base/in-batches";
import { tell } from "../base/stderr";
import type { PolicyFile } from "../judge/policy/policy";
import { assertDistinct, writeOutput } from "./output";
import type { SourceArguments } from "./sources-options";

/** What names one pair's sources; beside it a policy file's several pairs are not meant. */
const OF_ONE_PAIR = [
  ...(["primary", "dr", "combined", "shared", "primaryState", "drState", "manifest"] as const),
  ...(["primaryRegion", "drRegion", "primaryDir", "drDir"] as const),
] as const;

/** What stands for a pair's name in the name of a file. */
export const PAIR_MARK = "{pair}";

/**
 * Whether all pairs of the policy file are meant: it has several, and the command line names neither one of them nor its
 * sources.
 */
export function meansAll(args: SourceArguments, policy: PolicyFile | undefined): policy is PolicyFile {
  const one = args.pair !== undefined || OF_ONE_PAIR.some((option) => args[option] !== undefined);
  return !one && policy !== undefined && policy.pairs.length > 1;
}

/** The file of one of several pairs: a pair's name in the place of `{pair}`, without what leads elsewhere. */
export function fileOf(file: string, pair: string): string {
  return file.replaceAll(PAIR_MARK, pair.replace(/[^\w.-]+/g, "_").replace(/^\.+/, "_"));
}

/** What became of one of several pairs so far: what was made of it, or what keeps it from going on. */
export type Attempt<T> = { readonly name: string } & ({ readonly value: T } | { readonly error: InputError });

/**
 * Takes every pair that nothing is wrong with a step further. What is wrong with one is told, and keeps no other from it.
 * @param atOnce how many at once
 */
export async function eachPair<T, R>(
  pairs: readonly Attempt<T>[],
  atOnce: number,
  step: (value: T, name: string) => Promise<R>,
): Promise<Attempt<R>[]> {
  const outcomes = await inBatches(pairs, atOnce, async (pair): Promise<Attempt<R>> => {
    if ("error" in pair) return pair;
    const { name } = pair;
    try {
      return { name, value: await step(pair.value, name) };
    } catch (error) {
      if (error instanceof InputError) return { name, error };
      throw error;
    }
  });
  for (const [i, outcome] of outcomes.entries())
    if ("error" in outcome && outcome !== pairs[i]) tell(`${outcome.name}: ${outcome.error.message}`);
  return outcomes;
}

/** What several pairs came to, without those that something was wrong with. */
export function withoutErrors<T>(
  pairs: readonly Attempt<T>[],
): { readonly name: string; readonly value: T }[] {
  return pairs.flatMap((pair) => ("value" in pair ? [pair] : []));
}

/** The worst of several exit statuses: an error before divergence, and that before parity. */
export function worstStatus(statuses: readonly number[]): number {
  return statuses.includes(1) ? 1 : Math.max(0, ...statuses);
}

/** Writes each pair's text into its own file where the name has the mark, else all of them joined. */
export async function writeTexts(
  texts: readonly { readonly name: string; readonly value: string }[],
  file: string | undefined,
  joined: (texts: readonly string[]) => string,
): Promise<void> {
  if (!file?.includes(PAIR_MARK)) return writeOutput(joined(texts.map(({ value }) => value)), file);
  for (const { name, value } of texts) await writeOutput(value, fileOf(file, name));
}

/**
 * Refuses files of which one would overwrite another, or a history.
 * @param files as the command line names them; with the mark each is one for each pair
 * @param histories of the pairs, which may share one
 */
export function assertApart(
  files: readonly (string | undefined)[],
  names: readonly string[],
  histories: readonly (string | undefined)[],
): void {
  const written = files.flatMap((file) =>
    file?.includes(PAIR_MARK) ? names.map((name) => fileOf(file, name)) : [file],
  );
  assertDistinct([...written, ...new Set(histories)]);
}

/** Refuses a file of one pair alone that all of them would use. */
export function assertMarked(option: string, file: string | undefined): void {
  if (file !== undefined && !file.includes(PAIR_MARK)) throw needsMark(option, file);
}

/** Refuses a file that every pair would write anew. */
export function needsMark(option: string, file: string): InputError {
  const dot = file.lastIndexOf(".");
  const example = dot > 0 ? `${file.slice(0, dot)}-${PAIR_MARK}${file.slice(dot)}` : `${file}-${PAIR_MARK}`;
  return new InputError({
    where: `${option} ${file}`,
    what: "Several pairs would write this file, each over the last.",
    fix: `Put ${PAIR_MARK} into its name, such as ${example}, or choose one with --pair.`,
  });
}
