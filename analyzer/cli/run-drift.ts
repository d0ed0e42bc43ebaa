import { parseDuration } from "../base/duration";
import { loadPolicy } from "../judge/policy/load-policy";
import type { DriftArguments } from "./drift-options";
import { conclude, driftText, lookAt, prepareDrift, unlessInterrupted } from "./drift-pair";
import { writeOutput } from "./output";
import { planPair } from "./plan-pair";
import { runDriftAll } from "./run-drift-all";
import { meansAll } from "./several-pairs";

/** Runs `drift` and returns the exit status. */
export async function runDrift(args: DriftArguments): Promise<number> {
  parseDuration(args.timeout, "--timeout");
  if (args.lockTimeout !== undefined) parseDuration(args.lockTimeout, "--lock-timeout");
  const policy = await loadPolicy(args.config);
  if (meansAll(args, policy)) return runDriftAll(args, policy);
  const job = await prepareDrift(args, policy);
  const current = await unlessInterrupted(args, async (limits) =>
    lookAt(job, await planPair(job.named.specs, args, limits)),
  );
  if (current === undefined) return 1;
  const { drift, status, unrecorded } = await conclude(current, job);
  await writeOutput(driftText(drift, args), args.output);
  if (unrecorded !== undefined) throw unrecorded.error;
  return status;
}
