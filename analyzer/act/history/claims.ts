import { readdir, readlink, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { holderName, lifeOf, thisHolder } from "./holder";
import { FOREIGN_CLAIM_MS } from "./limits";

/** The right to write one entry. */
export interface Claim {
  /** Whether nobody has taken over: asked right before writing. */
  holds(): Promise<boolean>;
  /** Gives the right back; after writing, `written`, clears away all claims on this entry and earlier ones. */
  release(written: boolean): Promise<void>;
}

/** Why a claim cannot be had now. */
export interface Busy {
  readonly holder: string;
}

/**
 * Who may write entry N of a history file: whoever creates `FILE.claim-N-0`. When its holder died, the next attempt's
 * name, `FILE.claim-N-1`, is created, never the dead one's removed: of many that see the death exactly one succeeds. (A
 * lock file that is removed when stale has a hole there: a second process removes the first one's new lock.)
 *
 * A claim is a symbolic link whose target names its holder: the one thing that file systems, NFS among them, create
 * exclusively and with its content in one step, so that no kill leaves a claim of nobody. After taking a claim, the
 * caller looks whether entry N was written meanwhile.
 */
export class Claims {
  private readonly folder: string;
  private readonly prefix: string;
  /** Since when (monotonic, in ms) this process has seen a claim of which it cannot tell whether its holder lives. */
  private readonly watched = new Map<string, number>();

  constructor(
    file: string,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.folder = path.dirname(file);
    this.prefix = `${path.basename(file)}.claim-`;
  }

  /** Tries to claim entry `sequence`, without waiting. */
  async take(sequence: number): Promise<Claim | Busy> {
    const highest = (await this.attempts(sequence)).at(-1);
    if (highest !== undefined) {
      const holder = await this.holderOf(sequence, highest);
      if (holder === undefined || !this.isDead(holder)) return { holder: holderName(holder ?? "") };
    }
    const attempt = (highest ?? -1) + 1;
    const me = thisHolder();
    const name = this.name(sequence, attempt);
    try {
      await symlink(me, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return { holder: "another process" };
      throw error;
    }
    return {
      holds: async () =>
        (await this.attempts(sequence)).at(-1) === attempt && (await this.holderOf(sequence, attempt)) === me,
      release: (written) => (written ? this.clear(sequence) : rm(name, { force: true })),
    };
  }

  private isDead(holder: string): boolean {
    const life = lifeOf(holder);
    if (life !== "unknown") return life === "dead";
    const since = this.watched.get(holder) ?? this.now();
    this.watched.set(holder, since);
    return this.now() - since >= FOREIGN_CLAIM_MS;
  }

  private name(sequence: number, attempt: number): string {
    return path.join(this.folder, `${this.prefix}${String(sequence)}-${String(attempt)}`);
  }

  /** The attempts at an entry, ascending. */
  private async attempts(sequence: number): Promise<number[]> {
    const all = await this.all();
    return all
      .filter((claim) => claim.sequence === sequence)
      .map(({ attempt }) => attempt)
      .sort((a, b) => a - b);
  }

  private async all(): Promise<{ readonly sequence: number; readonly attempt: number }[]> {
    const names = await readdir(this.folder);
    return names.flatMap((name) => {
      if (!name.startsWith(this.prefix)) return [];
      const [, sequence, attempt] = /^(\d{1,15})-(\d{1,15})$/.exec(name.slice(this.prefix.length)) ?? [];
      return sequence === undefined ? [] : [{ sequence: Number(sequence), attempt: Number(attempt) }];
    });
  }

  /** Undefined when the claim is gone. */
  private async holderOf(sequence: number, attempt: number): Promise<string | undefined> {
    try {
      return await readlink(this.name(sequence, attempt));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      // Something else lies there under this name: as good as a holder that nobody knows.
      if (code === "EINVAL") return `not a claim ${String(sequence)}-${String(attempt)}`;
      throw error;
    }
  }

  /** An entry that is written needs no claim: those on it and before it grant nothing any more. */
  private async clear(sequence: number): Promise<void> {
    for (const claim of await this.all()) {
      if (claim.sequence <= sequence) await rm(this.name(claim.sequence, claim.attempt), { force: true });
    }
  }
}
