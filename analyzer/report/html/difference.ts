import type { Difference } from "../report";
import { bothSensitive, contrast } from "../value";
import { counted } from "../words";
import { codeLine, escapeHtml } from "./text";

const MOST_DIFFERENCES = 50;
const VALUE = 600;
const PATH = 200;
/** Shorter values differ as a whole: a mark on one digit of a number helps nobody. */
const WORTH_MARKING = 16;

/** A finding's differences, the two sides beside each other. */
export function differenceTable(differences: readonly Difference[]): string {
  if (differences.length === 0) return "";
  const rows = differences.slice(0, MOST_DIFFERENCES).map(row);
  const more = differences.length - rows.length;
  const rest =
    more > 0
      ? `<tr><td colspan="3">and ${counted(more, "more difference")}, in the JSON report</td></tr>`
      : "";
  const head = `<tr><th scope="col">Attribute</th><th scope="col">Primary</th><th scope="col">DR</th></tr>`;
  return `<table class="differences"><thead>${head}</thead><tbody>${rows.join("")}${rest}</tbody></table>`;
}

function row(difference: Difference): string {
  const path = `<th scope="row">${codeLine(difference.path, PATH)}</th>`;
  if (bothSensitive(difference))
    return `<tr>${path}<td colspan="2" class="quiet">sensitive values that differ</td></tr>`;
  const { primary, dr } = contrast(difference, VALUE);
  const [a, b] = marked(primary, dr);
  return `<tr>${path}<td><code>${a}</code></td><td><code>${b}</code></td></tr>`;
}

/** Both values as HTML, with a mark on the part between their common beginning and their common end. */
function marked(a: string, b: string): readonly [string, string] {
  if (Math.min(a.length, b.length) < WORTH_MARKING) return [escapeHtml(a), escapeHtml(b)];
  const start = commonStart(a, b);
  const end = commonEnd(a.slice(start), b.slice(start));
  if (start + end < WORTH_MARKING / 2) return [escapeHtml(a), escapeHtml(b)];
  return [markBetween(a, start, end), markBetween(b, start, end)];
}

function markBetween(text: string, start: number, end: number): string {
  const stop = text.length - end;
  const middle = text.slice(start, stop);
  const mark = middle === "" ? "" : `<mark>${escapeHtml(middle)}</mark>`;
  return `${escapeHtml(text.slice(0, start))}${mark}${escapeHtml(text.slice(stop))}`;
}

function commonStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  // Never between the halves of a surrogate pair.
  return n > 0 && /[\ud800-\udbff]/.test(a[n - 1] ?? "") ? n - 1 : n;
}

function commonEnd(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n > 0 && /[\udc00-\udfff]/.test(a[a.length - n] ?? "") ? n - 1 : n;
}
