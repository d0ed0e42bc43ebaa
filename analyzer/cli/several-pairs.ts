import { InputError } from "../base/errors";
import type { PolicyFile } from "../judge/policy/policy";
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
