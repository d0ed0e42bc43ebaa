import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { collect, tooLarge } from "./bytes";
import { readContent } from "./content";
import type { SourceDocument } from "./document";
import { fileError } from "./file-error";
import type { SourceIo } from "./io";
import { MAX_CONTENT_BYTES } from "./limits";
import { isSavedPlan } from "./saved-plan";

/**
 * A file's bytes. Pipes work as files do, so that `--primary <(terraform show -json tfplan)` does.
 *
 * @throws InputError when it is missing, unreadable or too large
 */
export async function readFileBytes(path: string, where: string, limit = MAX_CONTENT_BYTES): Promise<Buffer> {
  try {
    if ((await stat(path)).size > limit) throw tooLarge(where, limit);
    return await collect(createReadStream(path, { highWaterMark: 1024 * 1024 }), where, limit);
  } catch (error) {
    throw fileError(error, where);
  }
}

/**
 * Reads one file: a saved plan through Terraform, anything else by itself.
 *
 * @param label the source as the user named it; `where` adds the file's name when the user named its directory
 */
export async function loadFile(
  path: string,
  label: string,
  io: SourceIo,
  where = label,
): Promise<SourceDocument> {
  io.assertMayRead?.(path);
  const bytes = await readFileBytes(path, where);
  const content = isSavedPlan(bytes) ? await io.showPlan(resolve(path), where) : bytes;
  return { label, ...(await readContent(content, where)) };
}
