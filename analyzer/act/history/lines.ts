import type { FileHandle } from "node:fs/promises";
import { InputError } from "../../base/errors";
import { MAX_ENTRY_BYTES } from "./limits";

const CHUNK_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** One line of a file, without its line break. */
export interface Line {
  readonly text: string;
  /** From 1; undefined where lines are read from the end. */
  readonly number?: number;
  /** Whether a line break ends it: only the last line may lack one. */
  readonly ended: boolean;
}

/**
 * A file's lines from the first to the last; memory holds one of them.
 * @throws InputError for a line that is longer than any entry
 */
export async function* readLines(handle: FileHandle, where: string): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let number = 1;
  for (let position = 0; ;) {
    const chunk = await readAt(handle, position, CHUNK_BYTES);
    if (chunk.length === 0) break;
    position += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield { text: joined([...parts, chunk.subarray(start, end)], where), number, ended: true };
      parts = [];
      number++;
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
    checkLength(parts, where);
  }
  const text = joined(parts, where);
  if (text !== "") yield { text, number, ended: false };
}

/** A file's lines from the last to the first, from `size` bytes on. @throws InputError as {@link readLines} */
export async function* readLinesBackwards(
  handle: FileHandle,
  size: number,
  where: string,
): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let ended = false;
  for (let position = size; position > 0;) {
    const length = Math.min(CHUNK_BYTES, position);
    position -= length;
    const chunk = await readAt(handle, position, length);
    let end = chunk.length;
    for (
      let at = chunk.lastIndexOf(NEWLINE);
      at >= 0;
      at = at > 0 ? chunk.lastIndexOf(NEWLINE, at - 1) : -1
    ) {
      const text = joined([chunk.subarray(at + 1, end), ...parts], where);
      if (text !== "" || ended) yield { text, ended };
      parts = [];
      ended = true;
      end = at;
    }
    parts = [chunk.subarray(0, end), ...parts];
    checkLength(parts, where);
  }
  const text = joined(parts, where);
  if (text !== "") yield { text, ended };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function joined(parts: readonly Buffer[], where: string): string {
  checkLength(parts, where);
  return Buffer.concat(parts).toString("utf8");
}

function checkLength(parts: readonly Buffer[], where: string): void {
  if (parts.reduce((sum, { length }) => sum + length, 0) <= MAX_ENTRY_BYTES) return;
  throw new InputError({
    where,
    what: "A line is longer than any entry of a history.",
    fix: "Check that this is a history which drparity wrote.",
  });
}
