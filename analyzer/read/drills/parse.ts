import { isObject, type Json, type JsonObject } from "../../base/json";
import type { DrillReport } from "../../model/drill";

/** ISO 8601 in UTC. JavaScript's own parser takes much more, escape codes in parentheses among it. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const OUTCOMES: ReadonlySet<unknown> = new Set(["passed", "missed", "failed"]);
/** Of a pair's parts there are dozens at most. */
const MOST_PARTS = 1000;

/** The report of a drill; undefined for any other text. What later versions of 1.x add is passed over. */
export function parseDrill(text: string): DrillReport | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  return isObject(value) && isReport(value) ? (value as unknown as DrillReport) : undefined;
}

function isReport(value: JsonObject): boolean {
  const { schemaVersion, outcome, began, ended, everySeconds, targets, failure, cleanedUp } = value;
  return (
    typeof schemaVersion === "string" &&
    schemaVersion.startsWith("1.") &&
    texts(value, "pair", "drill", "execution", "reason") &&
    OUTCOMES.has(outcome) &&
    [began, ended].every(isTime) &&
    isCount(everySeconds) &&
    isObject(targets) &&
    isCount(targets.rtoSeconds) &&
    isCount(targets.rpoSeconds) &&
    [value.rtoSeconds, value.rpoSeconds].every(isCountOrNull) &&
    isList(value.steps, (one) => texts(one, "wave", "name") && isCount(one.seconds)) &&
    isList(value.losses, (one) => texts(one, "name") && isCountOrNull(one.seconds)) &&
    (failure === null || (isObject(failure) && texts(failure, "wave", "error", "cause"))) &&
    typeof cleanedUp === "boolean"
  );
}

function texts(value: JsonObject, ...keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === "string");
}

function isTime(value: Json | undefined): boolean {
  return typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value));
}

function isCount(value: Json | undefined): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isCountOrNull(value: Json | undefined): boolean {
  return value === null || isCount(value);
}

function isList(value: Json | undefined, fits: (one: JsonObject) => boolean): boolean {
  return (
    Array.isArray(value) && value.length <= MOST_PARTS && value.every((one) => isObject(one) && fits(one))
  );
}
