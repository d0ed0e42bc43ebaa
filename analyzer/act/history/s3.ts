import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { setTimeout as sleep } from "node:timers/promises";
import { InputError } from "../../base/errors";
import { S3_DEADLINE_MS } from "../../read/sources/limits";
import { checkLink, entryLine, hashOf, seal } from "./chain";
import type { History, HistoryEntry, RunRecord } from "./entry";
import { APPEND_TIMEOUT_MS } from "./limits";
import { parseEntry } from "./parse";
import { parseS3History, type S3HistoryLocation } from "./s3-location";
import { S3Objects, type Put } from "./s3-objects";

/** How many entries are fetched at once: one by one, a year of hourly runs would take minutes. */
const FETCHED_AT_ONCE = 16;
/** How often a write whose outcome is unclear is repeated, each time after the SDK's own attempts. */
const MOST_UNCLEAR = 4;
const LONGEST_PAUSE_MS = 400;

/**
 * A history in S3: an object for each entry, written on condition that there is none of its number. S3 lets exactly one
 * of many writers have a number; the others go on with the next.
 */
export class S3History implements History {
  private readonly place: S3HistoryLocation;

  /** @throws InputError when the location names no bucket */
  constructor(
    readonly location: string,
    private readonly config: S3ClientConfig = {},
    private readonly deadlineMs = S3_DEADLINE_MS,
  ) {
    this.place = parseS3History(location);
  }

  async entries(): Promise<readonly HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for await (const entry of this.stream()) entries.push(entry);
    return entries;
  }

  async *stream(): AsyncGenerator<HistoryEntry> {
    const objects = new S3Objects(this.place, this.config, this.deadlineMs);
    try {
      let last: HistoryEntry | null = null;
      for await (const { sequence, text } of fetchAll(objects)) {
        const entry = readEntry(text, objects.where(sequence), sequence);
        checkLink(entry, last, this.location, objects.where(sequence));
        last = entry;
        yield entry;
      }
    } finally {
      await objects.close();
    }
  }

  async append(record: RunRecord): Promise<HistoryEntry> {
    const objects = new S3Objects(this.place, this.config, this.deadlineMs);
    try {
      return await appendTo(objects, record, this.location);
    } finally {
      await objects.close();
    }
  }
}

async function appendTo(objects: S3Objects, record: RunRecord, where: string): Promise<HistoryEntry> {
  const giveUpAt = performance.now() + APPEND_TIMEOUT_MS;
  let entry = seal(record, await lastEntry(objects));
  let unclear = 0;
  for (let attempt = 0; performance.now() < giveUpAt; attempt++) {
    const put: Put = await objects.put(entry.sequence, entryLine(entry, where));
    if (put.outcome === "written") await assertConditional(objects, entry, where);
    if (put.outcome === "unclear") {
      if (++unclear > MOST_UNCLEAR) throw put.error;
    } else {
      const there = await fetchEntry(objects, entry.sequence);
      // Ours, by this attempt or by an earlier one whose answer got lost. Where the store's condition is not atomic, another
      // writer's entry may stand in the place of one that was said to be written.
      if (there.hash === entry.hash) return entry;
      entry = seal(record, there);
    }
    await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 25 * 2 ** attempt));
  }
  throw new InputError({
    where,
    what: `The run cannot be recorded: others have been writing for ${String(APPEND_TIMEOUT_MS / 1000)} seconds.`,
    fix: "Try again, or give each pair a history of its own.",
  });
}

/**
 * Writes the entry once more, which a store with conditional writes refuses. One that ignores the condition, and says
 * nothing, would lose one of two runs at once.
 */
async function assertConditional(objects: S3Objects, entry: HistoryEntry, where: string): Promise<void> {
  const again = await objects.put(entry.sequence, entryLine(entry, where)).catch(() => undefined);
  if (again?.outcome !== "written") return;
  throw new InputError({
    where,
    what: "This store ignores conditional writes (If-None-Match): of two runs at once it would lose one.",
    fix: "Keep the history in Amazon S3, or in a store that has them. This run is recorded.",
  });
}

async function lastEntry(objects: S3Objects): Promise<HistoryEntry | null> {
  let last = 0;
  for await (const sequence of objects.list()) last = sequence;
  return last === 0 ? null : fetchEntry(objects, last);
}

async function fetchEntry(objects: S3Objects, sequence: number): Promise<HistoryEntry> {
  const entry = readEntry(await objects.get(sequence), objects.where(sequence), sequence);
  if (hashOf(entry) !== entry.hash) {
    checkLink(entry, { sequence: sequence - 1, hash: "" }, objects.where(sequence), "the last");
  }
  return entry;
}

/** All entries' texts in order, some fetched ahead. */
async function* fetchAll(objects: S3Objects): AsyncGenerator<{ sequence: number; text: string }> {
  const ahead: { readonly sequence: number; readonly text: Promise<string> }[] = [];
  for await (const sequence of objects.list()) {
    const text = objects.get(sequence);
    // Told when its turn comes; until then it is nobody's unhandled rejection.
    text.catch(() => undefined);
    ahead.push({ sequence, text });
    const next = ahead.length >= FETCHED_AT_ONCE ? ahead.shift() : undefined;
    if (next) yield { sequence: next.sequence, text: await next.text };
  }
  for (const { sequence, text } of ahead) yield { sequence, text: await text };
}

/** @throws InputError when the object is no entry, or another one than its key says */
function readEntry(text: string, where: string, sequence: number): HistoryEntry {
  const entry = parseEntry(text);
  if (entry?.sequence === sequence) return entry;
  throw new InputError({
    where,
    what: "The history was tampered with or damaged: this object is not the entry that its key names.",
    fix: "Restore its first version (aws s3api list-object-versions), or begin a new history under another prefix.",
  });
}
