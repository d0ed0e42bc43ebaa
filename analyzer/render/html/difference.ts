import type { Difference } from "../../model/report";
import { bothSensitive, type Contrast, contrast } from "../value";
import type { Told } from "../told";
import { counted } from "../words";
import { codeLine, escapeHtml } from "./text";
import { valueLines } from "./value-lines";
import { type Segment, wordDiff } from "./word-diff";

const MOST_DIFFERENCES = 50;
const VALUE = 1000;
const PATH = 200;
/** Shorter values differ as a whole: a mark on one digit of a number helps nobody. */
const WORTH_MARKING = 16;

/** A finding's differences, the two values beside each other. */
export function differenceTable({ titles: [first, second], differences }: Told): string {
  if (differences.length === 0) return "";
  const rows = differences.slice(0, MOST_DIFFERENCES).map(row);
  const more = differences.length - rows.length;
  const rest =
    more > 0
      ? `<tr><td colspan="3">and ${counted(more, "more difference")}, in the JSON report</td></tr>`
      : "";
  const head = `<tr><th scope="col">Attribute</th><th scope="col">${first}</th><th scope="col">${second}</th></tr>`;
  return `<table class="differences"><thead>${head}</thead><tbody>${rows.join("")}${rest}</tbody></table>`;
}

function row(difference: Difference): string {
  const path = `<th scope="row">${codeLine(difference.path, PATH)}</th>`;
  if (bothSensitive(difference))
    return `<tr>${path}<td colspan="2" class="quiet">sensitive values that differ</td></tr>`;
  const [a, b] = marked(shown(difference));
  return `<tr>${path}<td><code>${a}</code></td><td><code>${b}</code></td></tr>`;
}

/** In lines, unless that hides what differs: white space, or the digits of a huge number. */
function shown(difference: Difference): Contrast {
  const inLines = contrast(difference, VALUE, valueLines);
  return inLines.primary === inLines.dr ? contrast(difference, VALUE) : inLines;
}

/** Both values as HTML, with marks on the words that only one has. */
function marked({ primary: a, dr: b }: Contrast): readonly [string, string] {
  if (Math.min(a.length, b.length) < WORTH_MARKING) return [escapeHtml(a), escapeHtml(b)];
  const [left, right] = wordDiff(a, b);
  const common = left.reduce((sum, { own, text }) => sum + (own ? 0 : text.length), 0);
  if (common < WORTH_MARKING / 2) return [escapeHtml(a), escapeHtml(b)];
  return [left.map(segment).join(""), right.map(segment).join("")];
}

function segment({ text, own }: Segment): string {
  return own ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text);
}
