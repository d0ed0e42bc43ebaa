import { setTimeout as sleep } from "node:timers/promises";
import { RequestError } from "./request";

/** Waits before the second and later tries, in milliseconds; jitter is added. */
const BACKOFF_MS: readonly number[] = [1000, 4000, 15_000];

/** Longer than this nobody waits. */
const LONGEST_WAIT_MS = 60_000;

export interface RetryOptions {
  /** @default 1, 4 and 15 seconds */
  readonly backoffMs?: readonly number[];
  /** Which failures are worth another try, of those that may pass. @default all */
  readonly worthwhile?: (error: RequestError) => boolean;
}

/**
 * Does something that asks over the network, and again where that may help, at least as late as the other side says.
 * @throws RequestError the last failure
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  { backoffMs = BACKOFF_MS, worthwhile = () => true }: RetryOptions = {},
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const wait =
        error instanceof RequestError && worthwhile(error) ? waitBefore(error, backoffMs[tries]) : undefined;
      if (wait === undefined) throw error;
      await sleep(wait);
    }
  }
}

function waitBefore({ retryAfterMs }: RequestError, backoff: number | undefined): number | undefined {
  if (retryAfterMs === undefined || backoff === undefined || retryAfterMs > LONGEST_WAIT_MS) return undefined;
  return Math.max(retryAfterMs, backoff * (0.75 + Math.random() / 2));
}
