/**
 * Characters that act on a terminal, an editor or a reader instead of being seen: DEL and the C1 controls, zero-width
 * and bidirectional characters, line separators, the byte-order mark, interlinear annotations, tags.
 * (JSON.stringify escapes the C0 controls itself.)
 */
const INVISIBLE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Replaces them by `\uXXXX`. Only for JSON text, where such a character can stand in a string alone. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, (match) => [...unitsOf(match)].join(""));
}

function* unitsOf(text: string): Iterable<string> {
  for (let i = 0; i < text.length; i++) yield `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`;
}
