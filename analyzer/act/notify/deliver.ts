import type { DriftReport } from "../drift/drift-report";
import type { RecordedNotification } from "../history/entry";
import { RequestError } from "../../base/net/request";
import { retrying, type RetryOptions } from "../../base/net/retry";
import type { Channel } from "./channel";

/**
 * Tells a channel, and tries again where that may help. At least once: when an answer was lost, a message may arrive
 * twice, here or from the next run.
 */
export async function deliver(
  channel: Channel,
  news: DriftReport,
  options?: Pick<RetryOptions, "backoffMs">,
): Promise<RecordedNotification> {
  try {
    await retrying(() => channel.deliver(news), options);
    return { channel: channel.id, delivered: true };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { channel: channel.id, delivered: false, problem: error.message };
  }
}
