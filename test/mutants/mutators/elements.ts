import { isObject, type Json } from "../../../analyzer/base/json";
import type { Place } from "../places";
import { isZone, isRegionalId } from "../meaningless";
import type { World } from "../world";
import type { Change, Mutator } from "./change";
import { anotherText } from "./text";

/** Takes each element, nested block or member of a map away, and adds one like the others. */
export const changeElements: Mutator = function* (place, world) {
  const { value, node } = place;
  if (Array.isArray(value) && (node.kind === "list" || node.kind === "set")) {
    const block = node.element.kind === "object";
    const least = node.minItems ?? 0;
    for (const [index, item] of value.entries()) {
      if (value.length > least && saysSomething(item))
        yield removal(value, index, block ? "block-removed" : "element-removed");
    }
    const added = place.partlyUnknown || node.maxItems === 1 ? undefined : oneMore(value, place, world);
    if (added !== undefined) {
      yield {
        kind: block ? "block-added" : "element-added",
        to: [...value, added],
        shown: { from: null, to: added },
      };
    }
  } else if (isObject(value) && node.kind === "map") {
    for (const [key, item] of Object.entries(value)) {
      if (key === "Name" || !saysSomething(item)) continue;
      const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      yield { kind: "member-removed", to: rest, inner: [key], shown: { from: item, to: null } };
    }
  }
};

function removal(list: readonly Json[], index: number, kind: string): Change {
  const to = list.filter((_, i) => i !== index);
  return { kind, to, removes: index, shown: { from: list[index] ?? null, to: null } };
}

/** An element that is none yet: another of the plan's resources, or one like the first with another text or number. */
function oneMore(list: readonly Json[], { node }: Place, world: World): Json | undefined {
  const [first] = list;
  if (typeof first === "number") return Math.max(...list.filter((item) => typeof item === "number")) + 1;
  if (typeof first === "string") return oneMoreText(list, first, world);
  if (!isObject(first) || node.kind === "map" || node.kind === "leaf" || node.kind === "object")
    return undefined;
  const [key, value] =
    Object.entries(first).find(
      ([name, item]) => typeof item === "string" && /name|key|^id$|type|path/.test(name),
    ) ??
    Object.entries(first).find(([, item]) => typeof item === "number") ??
    [];
  if (key === undefined) return undefined;
  return { ...first, [key]: typeof value === "number" ? value + 1 : anotherText(String(value)) };
}

function oneMoreText(list: readonly Json[], first: string, world: World): string | undefined {
  const identity = world.identityIn(first);
  if (identity?.text === first) {
    const sibling = world.siblingOf(identity);
    return sibling !== undefined && !list.includes(sibling) ? sibling : undefined;
  }
  if (isZone(first) || isRegionalId(first)) return undefined;
  const another = /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(first) ? "192.0.2.0/24" : anotherText(first);
  return list.includes(another) ? undefined : another;
}

/** Whether anything is set: a block of nothing but null, false, 0 and empty values is as good as none. */
export function saysSomething(value: Json): boolean {
  return typeof value === "number" || isSet(value);
}

function isSet(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isSet);
  if (isObject(value)) return Object.values(value).some(isSet);
  return value !== null && value !== "" && value !== false && value !== 0;
}
