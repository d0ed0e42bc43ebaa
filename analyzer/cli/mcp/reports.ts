import { analyze } from "../../analyze";
import { InputError } from "../../base/errors";
import { inBatches } from "../../base/in-batches";
import type { PolicyFile } from "../../judge/policy/policy";
import { choosePair, loadPolicy } from "../../judge/policy/load-policy";
import type { Report } from "../../model/report";
import { renderJson } from "../../render/json/json";
import { withBaseline } from "../baseline";
import { loadNamed, namePair } from "../load-pair";
import { meansAll } from "../several-pairs";
import type { SourceArguments } from "../sources-options";
import { type PairArguments, sourceArguments } from "./pair-arguments";
import { asked, known, loadWithin, type Reach } from "./reach";

const AT_ONCE = 2;

/** What became of a pair. */
export type Outcome = { readonly pair: string } & (
  { readonly report: Report } | { readonly error: InputError }
);

/**
 * Analyzes the pair that is named, or all of the policy file's. Nothing is recorded.
 * @throws InputError when the only pair cannot be analyzed
 */
export async function outcomesOf(args: PairArguments, reach: Reach): Promise<Outcome[]> {
  const named = sourceArguments(args, reach);
  const file = await loadPolicy(named.config);
  if (!meansAll(named, file)) {
    const report = await reportOf(named, file, reach);
    return [{ pair: report.pair.name, report }];
  }
  return inBatches(file.pairs, AT_ONCE, async ({ name: pair }) => {
    try {
      return { pair, report: await reportOf({ ...named, pair }, file, reach) };
    } catch (error) {
      if (error instanceof InputError) return { pair, error };
      throw error;
    }
  });
}

async function reportOf(args: SourceArguments, file: PolicyFile | undefined, reach: Reach): Promise<Report> {
  const policy = choosePair(file, args.pair);
  const baseline = policy?.baseline;
  // The team's own policy file may name what lies elsewhere; one that the assistant chose says no more than the assistant may.
  const place = args.config === undefined ? known : asked;
  for (const other of [policy?.sources.manifest, baseline, ...(policy?.rules ?? [])])
    if (other !== undefined) place(other, reach);
  const named = await namePair(args, file);
  const report = await withBaseline(analyze(await loadNamed(named, loadWithin(reach, args))), { baseline });
  // Through its JSON, as from a file: what is told is what the report says, and no more.
  return JSON.parse(renderJson(report)) as Report;
}
