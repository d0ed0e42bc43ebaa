import { randomBytes } from "node:crypto";
import { InputError } from "../../base/errors";
import type { Json } from "../../base/json";
import { canonical, digest } from "./canonical";
import type { HistoryEntry, RunRecord } from "./entry";
import { safeJson } from "../../base/runner-commands";
import { MAX_ENTRY_BYTES } from "./limits";

/** Where a chain stands: its last entry; null before the first. */
export type ChainEnd = Pick<HistoryEntry, "sequence" | "hash"> | null;

/** The record as the entry that follows on `last`. */
export function seal(record: RunRecord, last: ChainEnd): HistoryEntry {
  const open = {
    ...record,
    schemaVersion: "1.0" as const,
    sequence: (last?.sequence ?? 0) + 1,
    previous: last?.hash ?? null,
    nonce: randomBytes(16).toString("hex"),
  };
  return { ...open, hash: hashOf(open) };
}

/** SHA-256 over the canonical JSON of everything in the entry but `hash` itself. */
export function hashOf(entry: Omit<HistoryEntry, "hash"> & { readonly hash?: string }): string {
  return digest({ ...entry, hash: undefined } as unknown as Json);
}

/**
 * The entry as it is stored: one line of canonical JSON, so that other tools can verify it, in which what would act on a
 * terminal is escaped: its hash is of the canonical JSON of the value that it parses to.
 *
 * @throws InputError when it is too large
 */
export function entryLine(entry: HistoryEntry, where: string): string {
  const line = safeJson(canonical(entry as unknown as Json));
  if (Buffer.byteLength(line) <= MAX_ENTRY_BYTES) return line;
  throw new InputError({
    where,
    what: `This run has too many findings to be recorded (${String(entry.findings.length)}).`,
    fix: "Check that both sides belong to one application.",
  });
}

/**
 * Checks that the entry is unchanged and follows on `last`.
 *
 * @param place where it stands, such as `line 7`
 * @throws InputError that names the entry
 */
export function checkLink(entry: HistoryEntry, last: ChainEnd, where: string, place: string): void {
  const wrong = broken(entry, last, place);
  if (wrong === undefined) return;
  throw new InputError({
    where,
    what: `The history was tampered with or damaged: ${wrong}`,
    fix: "Restore it from a backup or an earlier version, or begin a new history at another place and keep this one.",
  });
}

function broken(entry: HistoryEntry, last: ChainEnd, place: string): string | undefined {
  const expected = (last?.sequence ?? 0) + 1;
  const name = `entry ${String(entry.sequence)} (${place})`;
  if (hashOf(entry) !== entry.hash) return `${name} was changed, its content does not match its hash.`;
  if (entry.sequence < expected) return `${name} stands where entry ${String(expected)} belongs.`;
  if (entry.sequence > expected) return `${missing(expected, entry.sequence - 1)} missing before ${name}.`;
  if (entry.previous === (last?.hash ?? null)) return undefined;
  return `${name} does not follow on entry ${String(expected - 1)}, one of the two was replaced.`;
}

function missing(from: number, to: number): string {
  return from === to ? `entry ${String(from)} is` : `entries ${String(from)} to ${String(to)} are`;
}
