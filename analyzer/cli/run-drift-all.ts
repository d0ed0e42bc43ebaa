import type { CurrentRun } from "../act/drift/compare-runs";
import { joinDriftJson } from "../act/drift/render/json";
import type { PolicyFile } from "../judge/policy/policy";
import { DEFAULT_HISTORY } from "./default-history";
import type { DriftArguments } from "./drift-options";
import {
  type Concluded,
  conclude,
  type DriftJob,
  driftText,
  lookAt,
  prepareDrift,
  unlessInterrupted,
} from "./drift-pair";
import { pairsLines } from "./pairs-lines";
import { planPairs, type PlanLimits, type PlannedPair } from "./plan-pair";
import {
  assertApart,
  assertMarked,
  type Attempt,
  eachPair,
  fileOf,
  withoutErrors,
  worstStatus,
  writeTexts,
} from "./several-pairs";

/** Histories that are read at once. */
const AT_ONCE = 4;

interface Looked {
  readonly job: DriftJob;
  readonly current: CurrentRun;
}

/**
 * Plans all pairs of the policy file at once and returns the exit status: the worst one. Each is told of, recorded and printed
 * by itself; what is wrong with one keeps no other from that.
 */
export async function runDriftAll(args: DriftArguments, policy: PolicyFile): Promise<number> {
  const named = policy.pairs.map(({ name }) => ({ name, value: name }));
  assertMarked("--baseline", args.baseline);
  assertApart(
    [args.output],
    named.map(({ name }) => name),
    policy.pairs.map(({ history }) => args.history ?? history ?? DEFAULT_HISTORY),
  );
  const jobs = await eachPair(named, AT_ONCE, (name) => prepareDrift(ownArguments(args, name), policy));
  const looked = await unlessInterrupted(args, (limits) => lookAtAll(jobs, args, limits));
  if (looked === undefined) return 1;
  // One after the other: several pairs may share a history.
  const concluded = await eachPair(looked, 1, ({ job, current }) => conclude(current, job));
  await write(concluded, args);
  const statuses = await eachPair(concluded, 1, ({ status, unrecorded }) => {
    if (unrecorded !== undefined) throw unrecorded.error;
    return Promise.resolve(status);
  });
  return worstStatus(statuses.map((one) => ("value" in one ? one.value : 1)));
}

/** One pair's arguments: `{pair}` stands for its name in files. */
export function ownArguments(args: DriftArguments, pair: string): DriftArguments {
  const [baseline, output] = [args.baseline, args.output].map((file) => file && fileOf(file, pair));
  return { ...args, pair, baseline, output };
}

async function lookAtAll(
  jobs: readonly Attempt<DriftJob>[],
  args: DriftArguments,
  limits: PlanLimits,
): Promise<readonly Attempt<Looked>[]> {
  const ready = withoutErrors(jobs).map(({ value }) => value);
  const planned = await planPairs(
    ready.map(({ named }) => named),
    args,
    limits,
  );
  const plans = new Map(ready.map((job, i) => [job, planned[i]]));
  return eachPair(jobs, 1, async (job) => ({
    job,
    current: await lookAt(job, plans.get(job) as PlannedPair),
  }));
}

async function write(concluded: readonly Attempt<Concluded>[], args: DriftArguments): Promise<void> {
  const texts = withoutErrors(concluded).map(({ name, value }) => ({
    name,
    value: driftText(value.drift, args),
  }));
  const reportOrProblem = ({ drift }: Concluded) => drift.report ?? drift.problems[0] ?? "";
  await writeTexts(texts, args.output, (all) => {
    if (args.format === "json") return joinDriftJson(all);
    const summary = args.format === "text" ? [pairsLines(concluded, reportOrProblem, args.output)] : [];
    return [...all, ...summary].join("\n");
  });
}
