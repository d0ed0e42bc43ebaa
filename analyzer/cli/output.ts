import path from "node:path";
import { InputError } from "../base/errors";
import { assertStaysInCheckout } from "../base/process/checkout";
import { writeWholeFile } from "../base/files/whole-file";

/**
 * Writes the report to standard output, or to a file: whole or not at all.
 * @throws InputError when the file cannot be written, or a link of the checkout leads out of it
 */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return writeStdout(text);
  assertStaysInCheckout(file);
  try {
    await writeWholeFile(file, text);
  } catch (error) {
    throw cannotWrite(file, error, "Name a file in a directory that exists and may be written to.");
  }
}

/** What keeps a file from being written, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EDQUOT: "the disk is full",
  EISDIR: "this is a directory",
  ENOENT: "there is no such directory",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EPERM: "this user may not write there",
  EROFS: "the disk may only be read",
};

function cannotWrite(where: string, error: unknown, fix: string): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
  return new InputError(
    { where, what: `The report cannot be written: ${REASONS[code] ?? code}.`, fix },
    { cause: error },
  );
}

/**
 * Refuses two outputs in one file: the later would overwrite the earlier.
 * @param files undefined stands for an output that is not written to a file
 * @throws InputError naming the file
 */
export function assertDistinct(files: readonly (string | undefined)[]): void {
  const named = files.filter((file) => file !== undefined);
  const twice = named.find(
    (file, index) => named.findIndex((other) => path.resolve(other) === path.resolve(file)) < index,
  );
  if (twice === undefined) return;
  throw new InputError({
    where: twice,
    what: "Two things are to be written to this file.",
    fix: "Give each a file of its own.",
  });
}

/** Waits until the pipe has taken everything; a reader that went away (`| head`) is no error, a full disk is one. */
function writeStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (!error || (error as NodeJS.ErrnoException).code === "EPIPE") resolve();
      else reject(cannotWrite("standard output", error, "Send it to where there is room."));
    };
    process.stdout.once("error", settle);
    process.stdout.write(text, settle);
  });
}
