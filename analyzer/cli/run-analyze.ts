import type { PolicyFile } from "../judge/policy/policy";
import { loadPolicy } from "../judge/policy/load-policy";
import type { AnalyzeArguments } from "./analyze-options";
import { analyzePair, recordPair } from "./analyze-pair";
import { exitStatus } from "./fail-on";
import { writeOutput } from "./output";
import { fileOf, meansAll } from "./several-pairs";

/** Runs `analyze` and returns the exit status. */
export async function runAnalyze(args: AnalyzeArguments): Promise<number> {
  const policy = await loadPolicy(args.config);
  if (meansAll(args, policy)) {
    const { runAnalyzeAll } = await import("./run-analyze-all");
    return runAnalyzeAll(args, policy);
  }
  const own = forOne(args, policy);
  const { output, also = [], format } = own;
  const pair = await analyzePair(own, policy);
  for (const one of also) await writeOutput(await pair.rendered(one.format, one.file), one.file);
  await writeOutput(await pair.rendered(format, output), output);
  await recordPair(pair);
  return exitStatus(pair.report, pair.failOn);
}

/** Where one pair is chosen, `{pair}` stands for its name as it does for all of them. */
function forOne(args: AnalyzeArguments, policy: PolicyFile | undefined): AnalyzeArguments {
  const name = args.pair ?? policy?.pairs[0]?.name;
  if (name === undefined) return args;
  const [output, baseline, writeBaseline] = [args.output, args.baseline, args.writeBaseline].map(
    (file) => file && fileOf(file, name),
  );
  const also = args.also?.map((one) => ({ ...one, file: fileOf(one.file, name) }));
  return { ...args, output, baseline, writeBaseline, also };
}
