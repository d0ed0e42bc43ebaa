import { isObject, type Json } from "../base/json";
import { printable } from "../base/printable";
import type { Difference } from "../model/report";
import { withoutAlike } from "./told";

/** What stands for a value that may not be shown, and for one that nobody knows yet (see Difference). */
const MARKER = /^\((?:sensitive|known after apply(?:: [^()]*)?)\)$/;

const ELLIPSIS = "…";

/** Text from outside as one visible line of at most `max` UTF-16 units; what is cut off ends in an ellipsis. */
export function oneLine(text: string, max: number): string {
  // Clipped before as well: making 10 MB printable in order to show 100 characters would take a while.
  return clip(printable(clip(text, 4 * max)), max);
}

/** At most `max` units of a text, never half a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, "")}${ELLIPSIS}`;
}

/** A value as one visible line: JSON, but `(unset)` for what is not there and the markers without quotes. Not shortened. */
export function valueText(value: Json | undefined): string {
  if (value === null || value === undefined) return "(unset)";
  if (typeof value === "string" && MARKER.test(value)) return printable(value);
  return printable(spaced(value));
}

/** JSON on one line with spaces where it may break. */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`)
    .join(", ")}}`;
}

/** A difference's two values in at most `max` characters each. */
export interface Contrast {
  readonly primary: string;
  readonly dr: string;
}

/**
 * Both values, shortened so that what differs stays in view: of two long policies that differ in their last statement,
 * the beginnings are the same and would tell nothing. `inWords` puts a value into words.
 */
export function contrast(
  { primary, dr }: Difference,
  max: number,
  inWords: (value: Json) => string = valueText,
): Contrast {
  const whole = [inWords(primary), inWords(dr)] as const;
  if (whole.every((text) => text.length <= max)) return { primary: whole[0], dr: whole[1] };
  const [a, b] = withoutAlike(primary, dr).map(inWords) as [string, string];
  const from = a.length <= max && b.length <= max ? 0 : windowStart(a, b, max);
  return { primary: clip(fromHere(a, from), max), dr: clip(fromHere(b, from), max) };
}

/** Whether a difference is between two values that are both hidden: then neither is worth showing. */
export function bothSensitive({ primary, dr }: Difference): boolean {
  return primary === "(sensitive)" && dr === "(sensitive)";
}

function windowStart(a: string, b: string, max: number): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const lead = Math.floor(max / 3);
  return same > Math.floor(max / 2) ? same - lead : 0;
}

function fromHere(text: string, from: number): string {
  return from === 0 ? text : `${ELLIPSIS}${text.slice(from).replace(/^[\udc00-\udfff]/, "")}`;
}
