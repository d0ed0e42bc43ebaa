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
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new InputError(
      {
        where: file,
        what: `The report cannot be written (${code}).`,
        fix: "Name a file in a directory that exists and may be written to.",
      },
      { cause: error },
    );
  }
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

/** Waits until the pipe has taken everything; a reader that went away (`| head`) is no error. */
function writeStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EPIPE" ? resolve() : reject(error),
    );
    process.stdout.write(text, () => resolve());
  });
}
