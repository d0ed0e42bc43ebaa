import { isObject, objectsIn, stringsIn, type Json, type JsonObject } from "../../base/json";
import type { HistoryEntry } from "./entry";
import { MAX_ENTRY_DEPTH } from "./limits";

/**
 * The entry that a line or an object holds; undefined when it is none. What later versions of 1.x add is kept, for the
 * hash covers it.
 */
export function parseEntry(text: string): HistoryEntry | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  return isObject(value) && isEntry(value) ? (value as unknown as HistoryEntry) : undefined;
}

/** Every member that is read later has its type; what is beside them is nobody's business but the hash's. */
function isEntry(value: JsonObject): boolean {
  const { schemaVersion, sequence, previous, hash, nonce, at, pair, run, verdict, score } = value;
  return (
    typeof schemaVersion === "string" &&
    schemaVersion.startsWith("1.") &&
    Number.isSafeInteger(sequence) &&
    (sequence as number) > 0 &&
    (previous === null || typeof previous === "string") &&
    [hash, nonce, at, pair].every((text) => typeof text === "string") &&
    TIME.test(at as string) &&
    !Number.isNaN(Date.parse(at as string)) &&
    isRun(run) &&
    typeof verdict === "string" &&
    VERDICTS.has(verdict) &&
    (score === null || typeof score === "number") &&
    hasLists(value) &&
    isShallow(value)
  );
}

/** ISO 8601 in UTC. JavaScript's own parser takes much more, escape codes in parentheses among it. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const VERDICTS: ReadonlySet<string> = new Set(["parity", "divergent", "incomplete", "failed"]);
const SEVERITIES: ReadonlySet<string> = new Set(["critical", "warning", "info"]);

function isRun(run: Json | undefined): boolean {
  return (
    isObject(run) &&
    typeof run.kind === "string" &&
    typeof run.id === "string" &&
    (run.commit === null || typeof run.commit === "string")
  );
}

function hasLists({ findings, accepted, problems, remediations, notifications = [] }: JsonObject): boolean {
  return (
    [accepted, problems].every((list) => Array.isArray(list) && stringsIn(list).length === list.length) &&
    [findings, remediations, notifications].every(
      (list) => Array.isArray(list) && objectsIn(list).length === list.length,
    ) &&
    objectsIn(findings).every(isFinding) &&
    objectsIn(remediations).every((one) =>
      [one.finding, one.address, one.outcome, one.what].every((text) => typeof text === "string"),
    ) &&
    objectsIn(notifications).every(
      ({ channel, delivered }) => typeof channel === "string" && typeof delivered === "boolean",
    )
  );
}

function isFinding({ id, rule, kind, severity, primary, dr, message }: JsonObject): boolean {
  return (
    [id, rule, kind, message].every((text) => typeof text === "string") &&
    SEVERITIES.has(severity as string) &&
    [primary, dr].every((address) => address === null || typeof address === "string")
  );
}

/** Walks without recursion: a hostile line nests as deep as it is long. */
function isShallow(root: Json): boolean {
  let level: Json[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_ENTRY_DEPTH) return false;
    level = level.flatMap((value) =>
      Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [],
    );
  }
  return true;
}
