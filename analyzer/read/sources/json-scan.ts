import { endOfString } from "../../base/json-string";

/** How far a JSON value reaches in a text. `end` is the index after its last character. */
export type JsonExtent =
  | { readonly outcome: "complete"; readonly end: number }
  | { readonly outcome: "cut-off" }
  | { readonly outcome: "too-deep" };

const QUOTE = 0x22;
// `[` and `{` differ in one bit alone, as do `]` and `}`.
const BRACKET_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Finds where the object or array that starts at `start` ends, without parsing it and without recursion: a parser tells
 * neither "cut off" nor "too deep" before it has built everything, and runs out of memory on a gigabyte of `[`.
 */
export function scanJson(text: string, start: number, maxDepth: number): JsonExtent {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) break;
    } else if ((code | BRACKET_BIT) === OPEN) {
      if (++depth > maxDepth) return { outcome: "too-deep" };
    } else if ((code | BRACKET_BIT) === CLOSE && --depth === 0) {
      return { outcome: "complete", end: at + 1 };
    }
  }
  return { outcome: "cut-off" };
}
