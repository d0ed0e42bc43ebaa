import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const open = new Set<string>();

/**
 * Runs with a new directory that only the current user may enter, and removes it: a saved plan holds every secret of its
 * workspace in the clear.
 */
export async function withPrivateDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  // mkdtemp gives it mode 0700, whatever the umask says.
  const directory = await mkdtemp(join(tmpdir(), "drparity-plan-"));
  open.add(directory);
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
    open.delete(directory);
  }
}

/** Removes every such directory at once: for a process that is about to end itself. */
export function removePrivateDirectories(): void {
  for (const directory of open) rmSync(directory, { recursive: true, force: true });
}
