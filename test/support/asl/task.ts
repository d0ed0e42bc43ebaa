import { Failure } from "./failure";
import type { Frame } from "./frame";
import type { Json, State } from "./language";

/** Of input, output and results. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_BYTES = 262_144;

/** A Task's result. @throws Failure */
export async function callResource(frame: Frame, state: State): Promise<Json> {
  const { Resource = "", TimeoutSeconds } = state;
  const resource = Resource.replace(/^arn:aws[a-z-]*:states:::/, "");
  const work = resource.endsWith(".waitForTaskToken")
    ? waitForToken(frame, state, resource)
    : answer(frame, state, resource);
  const result = TimeoutSeconds === undefined ? await work : await within(frame, TimeoutSeconds, work);
  if (Buffer.byteLength(JSON.stringify(result)) > MOST_BYTES)
    throw new Failure("States.DataLimitExceeded", `${frame.name} returned more than ${MOST_BYTES} bytes`);
  return result;
}

async function answer(frame: Frame, { Arguments = {} }: State, resource: string): Promise<Json> {
  const handler = frame.world.handlers[resource];
  if (handler === undefined) throw new Error(`nobody answers ${resource} (${frame.name})`);
  return handler(await frame.evaluate(Arguments), { clock: frame.world.clock });
}

async function waitForToken(frame: Frame, state: State, resource: string): Promise<Json> {
  const token = `token-${frame.world.tokens.size + 1}`;
  const called = new Promise<Json>((resolve, reject) => {
    frame.world.tokens.set(token, {
      succeed: resolve,
      fail: (error, cause) => {
        reject(new Failure(error, cause));
      },
    });
  });
  await answer(frame.withTask(token), state, resource);
  return called;
}

async function within(frame: Frame, seconds: number, work: Promise<Json>): Promise<Json> {
  const late = frame.world.clock.sleep(seconds).then(() => {
    throw new Failure("States.Timeout", `${frame.name} took more than ${seconds} s`);
  });
  return Promise.race([work, late]);
}
