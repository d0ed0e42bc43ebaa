import { endOfString } from "../../base/json-string";

/**
 * A key of a JSON text: where it stands, and the keys below. The objects of a list count as one, since JSON syntax lets
 * a block be an object or a list of them.
 */
export interface JsonKey {
  readonly offset: number;
  readonly members: ReadonlyMap<string, JsonKey>;
}

interface OpenKey extends JsonKey {
  readonly members: Map<string, OpenKey>;
}

/** Keys below this are not kept: `resource`, type, name, attribute, and blocks within it, lists included. */
const DEPTH = 10;

/** Where the keys of a JSON text stand; of a broken text, what can be told. Neither recursive nor a parser. */
export function jsonKeys(text: string): JsonKey {
  const root = keyAt(0);
  // The keys that lead to here, one for each bracket that is open.
  const open: OpenKey[] = [];
  let depth = 0;
  let pending: OpenKey | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (end < 0) break;
      const isKey = depth <= DEPTH && /\s*:/y.test(text.slice(end + 1, end + 9));
      pending = isKey ? member(open.at(-1) ?? root, nameOf(text.slice(at, end + 1)), at) : undefined;
      at = end;
    } else if (char === "{" || char === "[") {
      if (++depth <= DEPTH) open.push(pending ?? open.at(-1) ?? root);
      pending = undefined;
    } else if (char === "}" || char === "]") {
      if (depth-- <= DEPTH) open.pop();
    } else if (char === ",") pending = undefined;
  }
  return root;
}

function keyAt(offset: number): OpenKey {
  return { offset, members: new Map<string, OpenKey>() };
}

/** A key that occurs twice stands where it stood first. */
function member(parent: OpenKey, name: string, offset: number): OpenKey {
  const known = parent.members.get(name);
  if (known) return known;
  const key = keyAt(offset);
  parent.members.set(name, key);
  return key;
}

function nameOf(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}
