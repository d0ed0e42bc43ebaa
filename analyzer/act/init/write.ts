import { mkdir } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../../base/errors";
import { writeNewFile } from "../../base/files/whole-file";
import type { ScaffoldFile } from "./answers";

/** What became of a file. */
export interface Written {
  readonly path: string;
  /** `kept`: there was one already, and it is as it was. */
  readonly outcome: "written" | "kept";
}

/**
 * Writes files that are not there yet. One that is there is never touched: it may hold a team's work.
 * @throws InputError when a file cannot be written
 */
export async function writeAll(directory: string, files: readonly ScaffoldFile[]): Promise<Written[]> {
  const written: Written[] = [];
  for (const file of files) written.push({ path: file.path, outcome: await writeNew(directory, file) });
  return written;
}

async function writeNew(directory: string, file: ScaffoldFile): Promise<Written["outcome"]> {
  const target = path.join(directory, file.path);
  await mkdir(path.dirname(target), { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(target, error);
  });
  try {
    await writeNewFile(target, file.content);
    return "written";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return "kept";
    throw cannotWrite(target, error);
  }
}

function cannotWrite(target: string, cause: unknown): InputError {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown error";
  return new InputError(
    {
      where: target,
      what: `The file cannot be written (${code}).`,
      fix: "Run init where you may write; what it has written already is whole.",
    },
    { cause },
  );
}
