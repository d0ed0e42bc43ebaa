import type { DriftReport } from "../drift/drift-report";

/** Somebody to be told: a topic, a chat, an issue. */
export interface Channel {
  /** Which one, without a secret: what the history records, `sns:ARN`. */
  readonly id: string;
  /**
   * Tells what changed for this channel.
   * @throws DeliveryError when it could not be delivered
   */
  deliver(news: DriftReport): Promise<void>;
}

/** A message that was not delivered. The text holds no secret: neither a URL nor what the other side answered. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";

  /** @param retryAfterMs when trying again may help: how long to wait at least; undefined when it will not help */
  constructor(
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}
