import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { undoneBySignals } from "./signals";

/**
 * Runs with a new directory that only the current user may enter, and removes it, also when a signal ends this process: a
 * saved plan holds every secret of its workspace in the clear.
 */
export async function withPrivateDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  // mkdtemp gives it mode 0700, whatever the umask says.
  const directory = await mkdtemp(join(tmpdir(), "drparity-plan-"));
  const undone = undoneBySignals(() => rmSync(directory, { recursive: true, force: true }));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
    undone();
  }
}
