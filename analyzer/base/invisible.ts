/**
 * Characters that act on a terminal, a log viewer, an editor or a reader instead of being seen: C0 and C1 controls (so every
 * ANSI escape sequence), bidirectional marks and overrides, line and paragraph separators, and all that takes no room or
 * shows a blank: zero-width and filler characters, soft hyphens, variation selectors, tags, annotations, lone surrogates.
 * One list for every output. Sources: Unicode's Default_Ignorable_Code_Point and Bidi_Control, and the blanks
 * U+115F, U+1160, U+2800, U+3164 and U+FFA0, which names may be told apart by without anybody seeing it.
 */
const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u2800\ufff9-\ufffb`;

/** Each of them, one code point at a time. */
export const INVISIBLES = new RegExp(`[${INVISIBLE}]`, "gu");

/** The same but for a line break, for JSON with lines, in whose strings line breaks are escaped already. */
const IN_JSON = new RegExp(`(?!\\n)[${INVISIBLE}]`, "gu");

/** Replaces them by `\uXXXX`. Only for JSON text, where such a character can stand in a string alone: it parses to the same. */
export function escapeInvisible(json: string): string {
  return json.replace(IN_JSON, (match) => [...unitsOf(match)].join(""));
}

function* unitsOf(text: string): Iterable<string> {
  for (let i = 0; i < text.length; i++) yield `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`;
}
