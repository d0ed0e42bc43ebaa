import { InputError } from "../../base/errors";
import { isObject, type Json } from "../../base/json";
import { safeJson } from "../../base/runner-commands";
import { withoutEnvironmentSecrets } from "../../base/secrets/environment";
import { clip } from "../../render/value";

/** An assistant pays for every byte, and forgets the first ones over the last. */
const MOST_BYTES = 48 * 1024;
const MOST_DEPTH = 20;
/** Characters of a text and items of a list, less and less until the answer fits. */
const SIZES = [
  [2000, 100],
  [500, 100],
  [200, 50],
  [100, 20],
  [50, 20],
] as const;
/** Above what any object of ours has, the rules' titles too: a longer one is a value of a plan. */
const MOST_MEMBERS = 500;

/**
 * An answer as JSON on one line, with nothing invisible in it. What is too long is cut, and says so.
 * @throws InputError when it does not fit even so
 */
export function answerText(answer: object): string {
  for (const [characters, items] of SIZES) {
    const text = safeJson(JSON.stringify(cut(answer as Json, { characters, items }, MOST_DEPTH)));
    if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  }
  throw new InputError({
    where: "answer",
    what: "It is too large.",
    fix: "Ask for less: a pair, a severity, a rule, a smaller limit.",
  });
}

interface Size {
  readonly characters: number;
  readonly items: number;
}

function cut(value: Json, size: Size, depth: number): Json {
  if (typeof value === "string") return shortened(value, size.characters);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  const inner = (member: Json) => cut(member, size, depth - 1);
  if (isObject(value)) {
    const members = Object.entries(value);
    const left = members.length - MOST_MEMBERS;
    return Object.fromEntries([
      ...members
        .slice(0, MOST_MEMBERS)
        .map(([key, member]) => [shortened(key, size.characters), inner(member)]),
      ...(left > 0 ? [["…", `and ${String(left)} more`]] : []),
    ]) as Json;
  }
  const more = value.length - size.items;
  const shown = value.slice(0, size.items).map(inner);
  return more > 0 ? [...shown, `and ${String(more)} more`] : shown;
}

/** A secret of the environment is known whole alone: it is blotted out before a cut goes through it. */
function shortened(text: string, characters: number): string {
  return text.length > characters ? clip(withoutEnvironmentSecrets(text, process.env), characters) : text;
}
