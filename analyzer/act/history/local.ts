import { constants } from "node:fs";
import { open, realpath, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { InputError } from "../../base/errors";
import { fileError } from "../../read/sources/file-error";
import { checkLink, entryLine, hashOf, seal, type ChainEnd } from "./chain";
import { Claims, type Busy, type Claim } from "./claims";
import type { History, HistoryEntry, RunRecord } from "./entry";
import { APPEND_TIMEOUT_MS } from "./limits";
import { readLines, readLinesBackwards } from "./lines";
import { parseEntry } from "./parse";

/**
 * A history in one file: JSON Lines, only ever appended to.
 *
 * A writer that is killed leaves at most a torn last line. Nobody removes it: the next append ends it with a line break
 * and writes its own entry below, and readers pass over it. The numbers and hashes of the entries around it show that
 * nothing is missing.
 */
export class LocalHistory implements History {
  private unbroken: Promise<void> | undefined;

  constructor(
    readonly location: string,
    private readonly warn: (message: string) => void,
  ) {}

  async entries(): Promise<readonly HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for await (const entry of this.stream()) entries.push(entry);
    return entries;
  }

  stream(): AsyncGenerator<HistoryEntry> {
    return this.verified(this.warn);
  }

  private async *verified(warn: (message: string) => void): AsyncGenerator<HistoryEntry> {
    const handle = await this.openToRead();
    if (!handle) return;
    try {
      let last: HistoryEntry | null = null;
      for await (const { text, number, ended } of readLines(handle, this.location)) {
        const place = `line ${String(number)}`;
        const entry = parseEntry(text);
        if (entry) {
          checkLink(entry, last, this.location, place);
          last = entry;
          yield entry;
        } else if (isTorn(text)) {
          warn(tornWarning(this.location, place, ended));
        } else {
          throw notAnEntry(this.location, place);
        }
      }
    } catch (error) {
      throw fileError(error, this.location);
    } finally {
      await handle.close();
    }
  }

  async append(record: RunRecord): Promise<HistoryEntry> {
    try {
      await this.assertUnbroken();
      return await this.appendTo(await realFile(this.location), record);
    } catch (error) {
      throw writeError(error, this.location);
    }
  }

  /** Once for a run: what was damaged before it must not be continued without a word. */
  private assertUnbroken(): Promise<void> {
    this.unbroken ??= (async () => {
      // Whoever reads the history is told of torn lines; a writer often meets one that is being written.
      const entries = this.verified(() => undefined);
      while (!(await entries.next()).done);
    })();
    return this.unbroken;
  }

  private async appendTo(file: string, record: RunRecord): Promise<HistoryEntry> {
    const claims = new Claims(file);
    const giveUpAt = performance.now() + APPEND_TIMEOUT_MS;
    for (;;) {
      const next = ((await this.end())?.sequence ?? 0) + 1;
      const claim = await claims.take(next);
      const entry = "holds" in claim ? await this.writeClaimed(file, record, next, claim) : undefined;
      if (entry) return entry;
      if (performance.now() > giveUpAt) throw busy(this.location, claim);
      await sleep(5 + Math.random() * 45);
    }
  }

  /** Writes entry `sequence`; undefined when another writer was faster. */
  private async writeClaimed(
    file: string,
    record: RunRecord,
    sequence: number,
    claim: Claim,
  ): Promise<HistoryEntry | undefined> {
    let written = false;
    try {
      const holds = await claim.holds();
      const end = await this.end();
      if (!holds || (end?.sequence ?? 0) + 1 !== sequence) return undefined;
      const entry = seal(record, end);
      await appendLine(file, entryLine(entry, this.location));
      written = true;
      return entry;
    } finally {
      await claim.release(written);
    }
  }

  /** The last entry. Only it is verified here: others write meanwhile, and this is asked again and again. */
  private async end(): Promise<ChainEnd> {
    const handle = await this.openToRead();
    if (!handle) return null;
    try {
      const { size } = await handle.stat();
      for await (const { text } of readLinesBackwards(handle, size, this.location)) {
        const entry = parseEntry(text);
        if (!entry && !isTorn(text)) throw notAnEntry(this.location, "its end");
        if (entry && hashOf(entry) !== entry.hash) {
          checkLink(entry, { sequence: entry.sequence - 1, hash: "" }, this.location, "the last");
        }
        if (entry) return entry;
      }
      return null;
    } finally {
      await handle.close();
    }
  }

  /** Undefined when there is no such file yet. */
  private async openToRead(): Promise<FileHandle | undefined> {
    try {
      // Opening a named pipe would wait for its writer.
      if (!(await stat(this.location)).isFile()) throw notAFile(this.location);
      return await open(this.location, "r");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw fileError(error, this.location);
    }
  }
}

/** As "a+", but not through a symbolic link: the file is known by its real name, so one that is there was planted. */
const APPENDING = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

/** One write of a whole line, on the disk when this returns. */
async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, APPENDING);
  try {
    const { size } = await handle.stat();
    const before = size > 0 && !(await endsLine(handle, size)) ? "\n" : "";
    await handle.appendFile(`${before}${line}\n`);
    await handle.sync();
    if (size === 0) await syncFolder(path.dirname(file));
  } finally {
    await handle.close();
  }
}

async function endsLine(handle: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}

/** A new file is lost with the power unless its directory is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot, and need not.
    if (!["EINVAL", "ENOTSUP", "EISDIR", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
  } finally {
    await handle.close();
  }
}

/** The file itself, however many symbolic links lead to it: claims lie beside it, the same for everybody. */
async function realFile(location: string): Promise<string> {
  try {
    return await realpath(location);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return path.join(await realpath(path.dirname(location)), path.basename(location));
  }
}

/** What a killed writer may leave: the beginning of an entry, which is no JSON; after a power failure, NULs. */
function isTorn(text: string): boolean {
  if (!/^(?:\{(?:"|$)|\0*$)/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function tornWarning(where: string, place: string, ended: boolean): string {
  return ended
    ? `${where}: ${place} is a write that was cut off; nothing else is missing.`
    : `${where}: the last line is a write that was cut off, or one under way; the next run goes on below it.`;
}

function notAnEntry(where: string, place: string): InputError {
  return new InputError({
    where,
    what: `This is not a history, or it was damaged: ${place} is no entry.`,
    fix: "Restore it from a backup or an earlier version, or name a new file and keep this one.",
  });
}

function notAFile(where: string): InputError {
  return new InputError({
    where,
    what: "A history is a file, and this is none.",
    fix: "Name a file, or s3://BUCKET/PREFIX.",
  });
}

function busy(where: string, claim: Claim | Busy): InputError {
  const holder = "holder" in claim ? claim.holder : "another process";
  return new InputError({
    where,
    what: `The run cannot be recorded: ${holder} has been writing for ${String(APPEND_TIMEOUT_MS / 1000)} seconds.`,
    fix: "Check that process, and try again.",
  });
}

function writeError(error: unknown, where: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // The system's codes alone: Node's own (ERR_...) tell of a fault in here.
  if (error instanceof InputError || !/^E(?!RR_)/.test(code ?? "")) return error;
  return new InputError(
    {
      where,
      what: `The run cannot be recorded here (${code ?? ""}).`,
      fix: "Name a file in a directory that exists and may be written to, and check that the disk is not full.",
    },
    { cause: error },
  );
}
