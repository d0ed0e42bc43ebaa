import { isObject, type Json } from "../../base/json";
import { printable } from "../../base/printable";
import { valueText } from "../value";

/** What fits in one column as one line stays one. */
const ONE_LINE = 60;
/** Larger texts are not looked into: a document is not worth the time. */
const MOST_TEXT = 100_000;
/** Indented, deeper nesting would be wider than any page, and large. */
const MOST_DEPTH = 20;

/** A value as a reader wants it: a list, an object or a policy's JSON indented, a script in its lines. All visible. */
export function valueLines(value: Json): string {
  const text = valueText(value);
  if (text.length <= ONE_LINE || text.length > MOST_TEXT) return text;
  const document = typeof value === "string" ? parsed(value) : value;
  if (typeof document === "object" && !isDeep(document, MOST_DEPTH))
    return visible(JSON.stringify(document, undefined, 2));
  return typeof value === "string" && value.includes("\n") ? visible(value) : text;
}

/** The list or object that a text is in JSON. */
function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isDeep(value: Json, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((member) => isDeep(member, left - 1));
}

function visible(lines: string): string {
  return lines.split("\n").map(printable).join("\n");
}
