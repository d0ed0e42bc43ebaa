import { isS3Spec } from "../../read/sources/s3-location";
import { assertStaysInCheckout } from "../../base/process/checkout";
import { warn } from "../../base/warn";
import type { History } from "./entry";
import { LocalHistory } from "./local";
import { S3History } from "./s3";

/** What a history needs besides its place. */
export interface HistoryIo {
  /** Told of what is odd but harmless, one line each. */
  readonly warn: (message: string) => void;
}

/**
 * The history at a local path or at `s3://BUCKET/PREFIX`. Nothing is read or written yet.
 *
 * @param io default: warnings go to standard error
 * @throws InputError when the location names no place, or a link of the checkout leads out of it
 */
export function openHistory(location: string, io: HistoryIo = { warn }): History {
  if (isS3Spec(location)) return new S3History(location);
  assertStaysInCheckout(location);
  return new LocalHistory(location, io.warn);
}
