import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../analyzer/base/json";

/** A change of a document at one of its places, which are counted from the root on. */
export interface Mutation {
  readonly place: number;
  readonly change: Change;
}

type Change =
  | { readonly kind: "replace"; readonly value: Json }
  | { readonly kind: "remove" }
  | { readonly kind: "double" }
  | { readonly kind: "rename"; readonly name: string }
  | { readonly kind: "copy"; readonly from: number };

/** Names that JavaScript gives a meaning, names that the analyzer looks for, and none. */
const NAMES = [
  ...["__proto__", "constructor", "hasOwnProperty", "toString", "length", "then", ""],
  ...[
    "address",
    "type",
    "values",
    "change",
    "after",
    "before",
    "after_unknown",
    "before_sensitive",
    "expressions",
  ],
  ...["references", "module_calls", "provider_config_key", "index", "for_each_expression", "region", "tags"],
];

/** Values that are of the wrong type, of the wrong size, or read as something else. */
const VALUES: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    "",
    " ",
    "\u0000",
    "\ud800",
    "\u202e",
    "{",
    "[1",
    "${",
    "null",
    "true",
  ],
  ...["arn:aws:iam::123456789012:role/x", "arn:", "us-east-1", "10.0.0.0/8", "::/0", "1970-01-01T00:00:00Z"],
  // Expressions that take for ever where a text is taken for one.
  ...["(x+x+)+y", "(a|a)*b", "[", "\\"],
  ...["module.", 'module.a["', "aws_lb.a[0]", "-----BEGIN PRIVATE KEY-----", "H4sIAAAAAAAAAwMAAAAAAAAAAAA="],
  ...[
    [],
    {},
    [[]],
    [null],
    { "": null },
    { sensitive: true },
    "x".repeat(100_000),
    nested(400, "[]"),
    nested(60, "{}"),
  ],
];

/** Some mutations of a document. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    place: fc.nat(),
    change: fc.oneof<fc.Arbitrary<Change>[]>(
      fc.record({ kind: fc.constant("replace" as const), value: fc.constantFrom(...VALUES) }),
      fc.record({ kind: fc.constant("replace" as const), value: fc.jsonValue() as fc.Arbitrary<Json> }),
      fc.constant({ kind: "remove" as const }),
      fc.constant({ kind: "double" as const }),
      fc.record({ kind: fc.constant("rename" as const), name: fc.constantFrom(...NAMES) }),
      fc.record({ kind: fc.constant("copy" as const), from: fc.nat() }),
    ),
  }),
  { minLength: 1, maxLength: 8 },
);

/** The document with the mutations, one after the other; the given one stays as it is. */
export function mutated(document: JsonObject, list: readonly Mutation[]): JsonObject {
  const copy = structuredClone(document);
  for (const { place, change } of list) {
    const slots = slotsOf(copy);
    const slot = slots[place % Math.max(1, slots.length)];
    if (slot !== undefined) apply(slot, change, slots);
  }
  return copy;
}

/** A place in a document: a member of an object or an element of a list. */
interface Slot {
  readonly holder: JsonObject | Json[];
  readonly key: string | number;
}

function slotsOf(root: JsonObject): Slot[] {
  const slots: Slot[] = [];
  const holders: (JsonObject | Json[])[] = [root];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    const keys = Array.isArray(holder) ? holder.keys() : Object.keys(holder);
    for (const key of keys) {
      slots.push({ holder, key });
      const value = get({ holder, key });
      if (Array.isArray(value) || isObject(value)) holders.push(value);
    }
  }
  return slots;
}

function apply(slot: Slot, change: Change, slots: readonly Slot[]): void {
  const { holder, key } = slot;
  if (change.kind === "replace") put(holder, key, structuredClone(change.value));
  else if (change.kind === "copy")
    put(holder, key, structuredClone(get(slots[change.from % slots.length] ?? slot)));
  else if (Array.isArray(holder)) {
    if (change.kind === "remove") holder.splice(Number(key), 1);
    else holder.push(structuredClone(get(slot)));
  } else if (change.kind === "remove") Reflect.deleteProperty(holder, key);
  else put(holder, change.kind === "rename" ? change.name : `${key}_`, structuredClone(get(slot)));
}

function get({ holder, key }: Slot): Json {
  return (holder as Record<string | number, Json>)[key] ?? null;
}

/** As JSON.parse does it, for which `__proto__` is a name like any other. */
function put(holder: JsonObject | Json[], key: string | number, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(depth: number, [open, close]: string): Json {
  const middle = open === "{" ? '"a":' : "";
  return JSON.parse(`${`${open}${middle}`.repeat(depth)}null${(close ?? "").repeat(depth)}`) as Json;
}
