import { covers, Failure } from "./failure";
import type { Frame } from "./frame";
import type { Json, Retrier, State } from "./language";

/** Does a state's work, again as its retriers say. @throws Failure when none is left */
export async function withRetries(
  frame: Frame,
  { Retry = [] }: State,
  work: () => Promise<Json>,
): Promise<Json> {
  const used = new Map<Retrier, number>();
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof Error && !(thrown instanceof Failure)) throw thrown;
      const failure = Failure.of(thrown);
      const retrier = Retry.find(({ ErrorEquals }) => covers(ErrorEquals, failure.error));
      if (retrier === undefined) throw failure;
      const attempt = used.get(retrier) ?? 0;
      if (attempt >= (retrier.MaxAttempts ?? 3)) throw failure;
      used.set(retrier, attempt + 1);
      await frame.world.clock.sleep(delay(retrier, attempt));
    }
  }
}

/** @param attempt the retries before */
function delay(
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity }: Retrier,
  attempt: number,
): number {
  return Math.min(IntervalSeconds * BackoffRate ** attempt, MaxDelaySeconds);
}
