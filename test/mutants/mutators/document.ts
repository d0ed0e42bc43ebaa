import { isObject, type Json } from "../../../analyzer/base/json";
import type { SchemaNode } from "../../../analyzer/model/catalogue/catalogue";
import { removeAt, replaceAt, type Path } from "../edit/tree";
import type { Place } from "../places";
import type { World } from "../world";
import { flipBoolean } from "./boolean";
import type { Change, Mutator } from "./change";
import { saysSomething } from "./elements";
import { nameHomeRegion } from "./home-region";
import { changeNumber } from "./number";
import { parsePolicy } from "./policy";
import { swapReference } from "./reference";
import { changeText } from "./text";

const LEAF_MUTATORS: readonly Mutator[] = [
  flipBoolean,
  changeNumber,
  changeText,
  swapReference,
  nameHomeRegion,
];

/** Changes one value within a JSON document, or takes one element of its lists away. Policies have their own mutator. */
export const changeDocument: Mutator = function* (place, world) {
  const document = parseDocument(place.value);
  if (document === undefined) return;
  const policy = parsePolicy(place.value) !== undefined;
  for (const { path, value } of parts(document, [])) {
    for (const change of partChanges({ ...place, value, node: ANYTHING }, path, world)) {
      // What a policy says is changed by the policy's mutator; only whom it names is left to do here.
      if (policy && !/^(?:home-region|reference)/.test(change.kind)) continue;
      const to =
        change.removes === undefined
          ? replaceAt(document, path, change.to)
          : removeAt(document, [...path, change.removes]);
      yield {
        kind: policy ? `policy-${change.kind}` : `document-${change.kind}`,
        to: JSON.stringify(to),
        ...(policy ? {} : { inner: path }),
        shown: change.shown ?? { from: value, to: change.to },
      };
    }
  }
};

/** The document that a text holds: an object or a list. */
export function parseDocument(value: Json): Json | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    const document = JSON.parse(value) as Json;
    return typeof document === "object" && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing is known of what a document may hold. */
const ANYTHING: SchemaNode = {
  kind: "leaf",
  type: "dynamic",
  computedOnly: false,
  optionalComputed: false,
  required: false,
  sensitive: false,
  writeOnly: false,
  deprecated: false,
};

function* partChanges(place: Place, path: Path, world: World): Iterable<Change> {
  const { value } = place;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (saysSomething(item))
        yield { kind: "element-removed", to: null, removes: index, shown: { from: item, to: null } };
    }
  } else if (!isObject(value)) {
    for (const mutate of LEAF_MUTATORS) yield* mutate({ ...place, path: [...place.path, ...path] }, world);
  }
}

function* parts(value: Json, path: Path): Iterable<{ path: Path; value: Json }> {
  yield { path, value };
  const members = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [key, item] of members) yield* parts(item, [...path, key]);
}
