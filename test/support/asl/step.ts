import { withRetries } from "./attempts";
import { covers, Failure } from "./failure";
import type { Frame } from "./frame";
import type { Json, Machine, State } from "./language";
import { callResource } from "./task";

/** Where an execution goes from a state: on, or nowhere. */
export interface Step {
  readonly output: Json;
  readonly next?: string;
}

/** @param isStopped whether another branch has failed: this one then goes nowhere any more */
export type RunBranch = (branch: Machine, frame: Frame, isStopped: () => boolean) => Promise<Json>;

/** Visits one state. @throws Failure that no catcher covers */
export async function step(frame: Frame, state: State, runBranch: RunBranch): Promise<Step> {
  switch (state.Type) {
    case "Pass":
    case "Succeed":
      return { output: await frame.leave(state, frame.input), next: state.Next };
    case "Wait":
      await wait(frame, state);
      return { output: await frame.leave(state, frame.input), next: state.Next };
    case "Choice":
      return choose(frame, state);
    case "Fail":
      throw await failureOf(frame, state);
    case "Task":
      return catching(frame, state, () => callResource(frame, state));
    case "Parallel":
      return catching(frame, state, () => branches(frame, state, runBranch));
  }
}

async function branches(frame: Frame, { Branches = [] }: State, runBranch: RunBranch): Promise<Json> {
  let stopped = false;
  try {
    return await Promise.all(Branches.map((branch) => runBranch(branch, frame, () => stopped)));
  } finally {
    stopped = true;
  }
}

async function wait(frame: Frame, { Seconds, Timestamp }: State): Promise<void> {
  const { clock } = frame.world;
  if (Seconds !== undefined) return clock.sleep(Number(await frame.evaluate(Seconds)));
  const until = Date.parse(String(await frame.evaluate(Timestamp ?? "")));
  return clock.sleep(Math.max(0, (until - clock.now) / 1000));
}

async function choose(frame: Frame, state: State): Promise<Step> {
  for (const rule of state.Choices ?? []) {
    const holds = await frame.evaluate(rule.Condition);
    if (typeof holds !== "boolean")
      throw new Failure("States.QueryEvaluationError", `${String(rule.Condition)} is not true or false`);
    if (holds) return { output: await frame.leave(rule, frame.input), next: rule.Next };
  }
  if (state.Default === undefined)
    throw new Failure("States.NoChoiceMatched", `no choice of ${frame.name} holds`);
  return { output: await frame.leave(state, frame.input), next: state.Default };
}

async function failureOf(frame: Frame, { Error = "", Cause = "" }: State): Promise<Failure> {
  return new Failure(String(await frame.evaluate(Error)), String(await frame.evaluate(Cause)));
}

async function catching(frame: Frame, state: State, work: () => Promise<Json>): Promise<Step> {
  try {
    const result = await withRetries(frame, state, work);
    return { output: await frame.leave(state, result, { result }), next: state.Next };
  } catch (thrown) {
    if (thrown instanceof Error && !(thrown instanceof Failure)) throw thrown;
    const failure = Failure.of(thrown);
    const catcher = (state.Catch ?? []).find(({ ErrorEquals }) => covers(ErrorEquals, failure.error));
    if (catcher === undefined) throw failure;
    const errorOutput = { Error: failure.error, Cause: failure.text };
    return { output: await frame.leave(catcher, errorOutput, { errorOutput }), next: catcher.Next };
  }
}
