import { loadPolicy } from "../judge/policy/load-policy";
import type { AnalyzeArguments } from "./analyze-options";
import { analyzePair, recordPair } from "./analyze-pair";
import { exitStatus } from "./fail-on";
import { writeOutput } from "./output";
import { meansAll } from "./several-pairs";

/** Runs `analyze` and returns the exit status. */
export async function runAnalyze(args: AnalyzeArguments): Promise<number> {
  const policy = await loadPolicy(args.config);
  if (meansAll(args, policy)) {
    const { runAnalyzeAll } = await import("./run-analyze-all");
    return runAnalyzeAll(args, policy);
  }
  const { output, also = [], format } = args;
  const pair = await analyzePair(args, policy);
  for (const one of also) await writeOutput(await pair.rendered(one.format, one.file), one.file);
  await writeOutput(await pair.rendered(format, output), output);
  await recordPair(pair);
  return exitStatus(pair.report, pair.failOn);
}
