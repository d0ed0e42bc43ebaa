import { InputError } from "../../base/errors";
import { MAX_CONTENT_BYTES } from "./limits";

/** Bytes as they arrive: a Node stream is one. */
export type ByteStream = AsyncIterable<Uint8Array>;

/**
 * All bytes of a stream. Reading stops at the limit, so an endless stream (`/dev/zero`) ends too.
 *
 * @throws InputError when there are more than `limit` bytes
 */
export async function collect(stream: ByteStream, where: string, limit = MAX_CONTENT_BYTES): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw tooLarge(where, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** The error for content beyond the limit (bytes). */
export function tooLarge(where: string, limit = MAX_CONTENT_BYTES): InputError {
  return new InputError({
    where,
    what: `This holds more than ${limit.toLocaleString("en")} bytes, which is more than can be analyzed.`,
    fix: "Check that it is a plan or a state. If it is, make it compact (jq -c .) or split the workspace.",
  });
}
