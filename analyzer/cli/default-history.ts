import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { assertStaysInCheckout } from "../base/process/checkout";

/** Where a pair's past lies when nobody says otherwise. */
export const DEFAULT_HISTORY = ".drparity/history.jsonl";

/** Makes the place of the default history. What keeps it from being made is told by the history itself. */
export async function makeDefaultHistory(): Promise<string> {
  await makeOwnDirectory();
  return DEFAULT_HISTORY;
}

/**
 * Makes the directory of what is kept when nobody says where, which keeps itself out of Git: nobody asked for a file to commit.
 * A directory that is there stays as it is.
 * @returns its path
 */
export async function makeOwnDirectory(): Promise<string> {
  const directory = path.dirname(DEFAULT_HISTORY);
  assertStaysInCheckout(directory);
  const made = await mkdir(directory, { recursive: true }).catch(() => undefined);
  if (made !== undefined)
    await writeFile(path.join(directory, ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
  return directory;
}
