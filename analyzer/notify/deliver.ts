import { setTimeout as sleep } from "node:timers/promises";
import type { DriftReport } from "../drift/drift-report";
import type { RecordedNotification } from "../history/entry";
import { DeliveryError, type Channel } from "./channel";

/** Waits before the second and later tries, in milliseconds; jitter is added. */
const BACKOFF_MS: readonly number[] = [1000, 4000, 15_000];

/** Longer than this nobody waits: the next run tells it. */
const LONGEST_WAIT_MS = 60_000;

/** For tests. */
export interface DeliveryOptions {
  readonly backoffMs?: readonly number[];
}

/**
 * Tells a channel, and tries again where that may help. At least once: when an answer was lost, a message may arrive
 * twice, here or from the next run.
 */
export async function deliver(
  channel: Channel,
  news: DriftReport,
  { backoffMs = BACKOFF_MS }: DeliveryOptions = {},
): Promise<RecordedNotification> {
  for (let attempt = 0; ; attempt++) {
    try {
      await channel.deliver(news);
      return { channel: channel.id, delivered: true };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const wait = waitBefore(error, backoffMs[attempt]);
      if (wait === undefined) return { channel: channel.id, delivered: false, problem: error.message };
      await sleep(wait);
    }
  }
}

function waitBefore({ retryAfterMs }: DeliveryError, backoff: number | undefined): number | undefined {
  if (retryAfterMs === undefined || backoff === undefined || retryAfterMs > LONGEST_WAIT_MS) return undefined;
  return Math.max(retryAfterMs, backoff * (0.75 + Math.random() / 2));
}
