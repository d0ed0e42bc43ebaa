import { parseDuration } from "../base/duration";
import { loadPolicy } from "../judge/policy/load-policy";
import type { DriftArguments } from "./drift-options";
import { conclude, driftText, lookAt, prepareDrift, unlessInterrupted } from "./drift-pair";
import { writeOutput } from "./output";
import { planPair } from "./plan-pair";
import { ownArguments, runDriftAll } from "./run-drift-all";
import { meansAll } from "./several-pairs";

/** Runs `drift` and returns the exit status. */
export async function runDrift(all: DriftArguments): Promise<number> {
  parseDuration(all.timeout, "--timeout");
  if (all.lockTimeout !== undefined) parseDuration(all.lockTimeout, "--lock-timeout");
  const policy = await loadPolicy(all.config);
  const name = all.pair ?? policy?.pairs[0]?.name;
  if (meansAll(all, policy)) return runDriftAll(all, policy);
  const args = name === undefined ? all : ownArguments(all, name);
  const job = await prepareDrift(args, policy);
  const current = await unlessInterrupted(args, async (limits) =>
    lookAt(job, await planPair(job.named, args, limits)),
  );
  if (current === undefined) return 1;
  const { drift, status, unrecorded } = await conclude(current, job);
  await writeOutput(driftText(drift, args), args.output);
  if (unrecorded !== undefined) throw unrecorded.error;
  return status;
}
