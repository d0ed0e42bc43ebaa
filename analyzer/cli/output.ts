import { rename, rm, writeFile } from "node:fs/promises";
import { InputError } from "../errors";

/**
 * Writes the report to standard output, or to a file: whole or not at all.
 * @throws InputError when the file cannot be written
 */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return writeStdout(text);
  const partial = `${file}.${process.pid}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
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

/** Waits until the pipe has taken everything; a reader that went away (`| head`) is no error. */
function writeStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EPIPE" ? resolve() : reject(error),
    );
    process.stdout.write(text, () => resolve());
  });
}
