import { Clock } from "./clock";
import { Failure } from "./failure";
import { Frame, type Handler, type World } from "./frame";
import type { Json, Machine } from "./language";
import { Scope } from "./scope";
import { step } from "./step";

export interface Execution {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT";
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Names of the states in the order in which they were entered. */
  readonly entered: readonly string[];
  /** Seconds that it took. */
  readonly took: number;
}

export interface ExecuteOptions {
  readonly handlers?: Readonly<Record<string, Handler>>;
  readonly clock?: Clock;
  /** @default "arn:aws:states:eu-central-1:111122223333:execution:machine:one" */
  readonly arn?: string;
  /** Answered by tests: what waits for a callback. */
  readonly tokens?: World["tokens"];
}

/**
 * Runs a state machine of Amazon States Language in JSONata: Pass, Task, Choice, Wait, Succeed, Fail and Parallel, with retriers, catchers,
 * time-outs, variables and callbacks. Not there: Map, JSONPath, heartbeats, jitter.
 */
export async function execute(
  machine: Machine,
  input: Json,
  options: ExecuteOptions = {},
): Promise<Execution> {
  const { clock = new Clock(), handlers = {}, tokens = new Map() as World["tokens"] } = options;
  const arn = options.arn ?? "arn:aws:states:eu-central-1:111122223333:execution:machine:one";
  const StartTime = new Date(clock.now).toISOString();
  const context = { Execution: { Id: arn, Name: arn.split(":").at(-1) ?? "", Input: input, StartTime } };
  const world: World = { clock, handlers, tokens, context, entered: [] };
  const began = clock.now;
  const end = (what: Pick<Execution, "status" | "output" | "error" | "cause">): Execution => ({
    ...what,
    entered: world.entered,
    took: (clock.now - began) / 1000,
  });
  try {
    const work = run(machine, input, world, new Scope());
    const output = await clock.runUntil(bounded(machine, work, clock));
    return end({ status: "SUCCEEDED", output });
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown === TIMED_OUT) return end({ status: "TIMED_OUT" });
    return end({ status: "FAILED", error: thrown.error, cause: thrown.text });
  }
}

const TIMED_OUT = new Failure("States.Timeout", "the execution");

function bounded({ TimeoutSeconds }: Machine, work: Promise<Json>, clock: Clock): Promise<Json> {
  if (TimeoutSeconds === undefined) return work;
  const late = clock.sleep(TimeoutSeconds).then(() => {
    throw TIMED_OUT;
  });
  return Promise.race([work, late]);
}

async function run(
  machine: Machine,
  input: Json,
  world: World,
  scope: Scope,
  isStopped = () => false,
): Promise<Json> {
  let current: { name: string; input: Json } | undefined = { name: machine.StartAt, input };
  for (;;) {
    const { name, input: given }: { name: string; input: Json } = current;
    const state = machine.States[name];
    if (state === undefined) throw new Error(`there is no state "${name}"`);
    if (isStopped()) return new Promise(() => undefined);
    world.entered.push(name);
    const { output, next } = await step(
      new Frame(world, scope, name, given),
      state,
      (branch, frame, isBranchStopped) =>
        run(branch, frame.input, world, new Scope(scope), () => isStopped() || isBranchStopped()),
    );
    if (next === undefined) return output;
    current = { name: next, input: output };
  }
}
