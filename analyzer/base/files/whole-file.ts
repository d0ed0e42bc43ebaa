import { randomBytes } from "node:crypto";
import { constants, rmSync, type Stats } from "node:fs";
import {
  copyFile,
  link,
  open,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from "node:fs/promises";
import path from "node:path";
import { undoneBySignals } from "../process/signals";

/** Neither a file nor a symbolic link may be there: whoever plants one would have it written through. */
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Mode of a file that was not there, before the umask. */
const USUAL_MODE = 0o666;
const PERMISSIONS = 0o777;
const GROUP_PERMISSIONS = 0o070;

/**
 * Writes a file whole or not at all: whoever reads it meanwhile, and after whatever crash, finds the old content or the
 * new. A file that was there keeps its permissions and, where this user may give files away, its owner. What a symbolic
 * link points to is replaced, so that the link stays; a device or a pipe is written into.
 *
 * @throws the system's error when it cannot be written; nothing is left behind then
 */
export async function writeWholeFile(file: string, text: string): Promise<void> {
  const there = await existing(file);
  if (there !== undefined && !there.stats.isFile()) return writeFile(file, text);
  const target = there?.target ?? file;
  await withPartial(target, text, there?.stats, (partial) => rename(partial, target));
}

/**
 * Writes a file whole unless there is one.
 * @throws the system's error, `EEXIST` when there is something of this name, a dangling link too
 */
export async function writeNewFile(file: string, text: string): Promise<void> {
  await withPartial(file, text, undefined, async (partial) => {
    // Unlike a renaming, a link does not replace what appeared there meanwhile. Not all file systems have links.
    await link(partial, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
      return copyFile(partial, file, constants.COPYFILE_EXCL);
    });
    await rm(partial);
  });
}

async function existing(
  file: string,
): Promise<{ readonly target: string; readonly stats: Stats } | undefined> {
  try {
    const stats = await stat(file);
    return { target: stats.isFile() ? await realpath(file) : file, stats };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Has the text on the disk under a name that nobody can guess, in the same directory, until `settle` gives it its own. */
async function withPartial(
  target: string,
  text: string,
  like: Stats | undefined,
  settle: (partial: string) => Promise<void>,
): Promise<void> {
  const name = `.${path.basename(target).slice(0, 100)}.${randomBytes(12).toString("hex")}.partial`;
  const partial = path.join(path.dirname(target), name);
  const settled = undoneBySignals(() => rmSync(partial, { force: true }));
  try {
    const handle = await open(partial, NEW, like === undefined ? USUAL_MODE : 0o600);
    try {
      await handle.writeFile(text);
      if (like !== undefined) await makeAlike(handle, like);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await settle(partial);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    settled();
  }
}

/** Where the group cannot stay the same, what the old one was allowed is not allowed to the new one. */
async function makeAlike(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const now = await handle.stat();
  const gives = async (owner: number, group: number) =>
    (owner === now.uid && group === now.gid) ||
    handle.chown(owner, group).then(
      () => true,
      () => false,
    );
  const keepsGroup = (await gives(uid, gid)) || (await gives(now.uid, gid));
  await handle.chmod(mode & (keepsGroup ? PERMISSIONS : PERMISSIONS & ~GROUP_PERMISSIONS));
}
