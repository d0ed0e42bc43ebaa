import type { Json } from "./json";
import { endOfString } from "./json-string";

/** An integer that a double may not hold, where a value may stand: most texts have none, and are parsed as they are. */
const LONG_INTEGER = /[[:,\s]-?\d{16,}\s*[,}\]]/;

/** Where a string starts, or an integer of so many digits and nothing around it. */
const STRING_OR_LONG_INTEGER = /"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;

/**
 * Parses JSON as `JSON.parse` does, but keeps every digit: an integer beyond 2^53 becomes the text of its digits, since
 * as a number it would equal its neighbours.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  return LONG_INTEGER.test(text) ? (JSON.parse(withQuotedIntegers(text)) as Json) : value;
}

/** No single expression matches whole strings: one of megabytes would overflow the matcher's stack. */
function withQuotedIntegers(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  const tokens = new RegExp(STRING_OR_LONG_INTEGER);
  for (let found = tokens.exec(text); found; found = tokens.exec(text)) {
    const [token] = found;
    if (token === '"') {
      tokens.lastIndex = endOfString(text, found.index) + 1;
    } else if (!Number.isSafeInteger(Number(token))) {
      pieces.push(text.slice(done, found.index), JSON.stringify(token));
      done = found.index + token.length;
    }
  }
  return [...pieces, text.slice(done)].join("");
}
