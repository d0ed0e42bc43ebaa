import type { DriftReport } from "../drift/drift-report";

/** Somebody to be told: a topic, a chat, an issue. */
export interface Channel {
  /** Which one, without a secret: what the history records, `sns:ARN`. */
  readonly id: string;
  /**
   * Tells what changed for this channel.
   * @throws RequestError when it could not be delivered
   */
  deliver(news: DriftReport): Promise<void>;
}
