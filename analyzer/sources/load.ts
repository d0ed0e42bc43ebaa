import type { SourceDocument } from "./document";
import type { SourceIo } from "./io";

/**
 * Reads one source of the command line: a file (plan JSON, state JSON, raw state; plain or gzip), a saved plan, a
 * directory that holds one of them, `s3://bucket/key`, or `-` for standard input.
 *
 * @throws InputError whatever is wrong with the input
 */
export function loadSource(spec: string, io?: SourceIo): Promise<SourceDocument> {
  void io;
  return Promise.reject(new Error(`not yet: ${spec}`));
}
