import { createHash } from "node:crypto";
import { isObject, type Json } from "../../base/json";
import { MAX_ENTRY_DEPTH } from "./limits";

/**
 * JSON with the members of every object sorted by name (UTF-16 code units) and no white space: one text for one value,
 * as RFC 8785 has it. Members that are undefined are left out, as `JSON.stringify` does.
 *
 * @throws RangeError for nesting deeper than any entry's
 */
export function canonical(value: Json, depth = 0): string {
  if (depth > MAX_ENTRY_DEPTH) throw new RangeError("nested too deeply");
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null, depth + 1)}`);
  return `{${members.join(",")}}`;
}

/** SHA-256 of the canonical text, in hexadecimal. */
export function digest(value: Json): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}
