/**
 * What a terminal or a log viewer would act on instead of showing: C0 and C1 controls (so every ANSI escape sequence),
 * bidirectional marks and overrides, line and paragraph separators, zero-width and tag characters, lone surrogates.
 */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text with every character that could steer a terminal, hide or reorder text made visible (`\x1b`, `\u202e`).
 *
 * File names, bucket keys and Terraform's own messages come from outside; echoed as they are, they could recolour or
 * rewrite a pipeline's log, or pass for another name. The result is always one line.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => SHORT[character] ?? escaped(character));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}
