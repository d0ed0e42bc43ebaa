import { INVISIBLES } from "./invisible";

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text with every character that could steer a terminal, hide or reorder text made visible (`\x1b`, `\u202e`).
 *
 * File names, bucket keys and Terraform's own messages come from outside; echoed as they are, they could recolour or
 * rewrite a pipeline's log, or pass for another name. The result is always one line.
 */
export function printable(text: string): string {
  return text.replace(INVISIBLES, (character) => SHORT[character] ?? escaped(character));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}
