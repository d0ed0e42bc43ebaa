import { asObject, bareObject, isObject, own } from "../base/json";
import type { Slot } from "./slot";

/** Without the tags that both end up with, whether written at the resource or as the provider's `default_tags`. */
export function withoutInherited(primary: Slot, dr: Slot): [Slot, Slot] {
  const [left, right] = [primary, dr].map(({ value }) => asObject(own(asObject(value), "tags_all")));
  const same = Object.keys(left ?? {}).filter((key) => own(left, key) === own(right, key));
  return [withoutTags(primary, same), withoutTags(dr, same)];
}

function withoutTags(slot: Slot, names: readonly string[]): Slot {
  const tags = isObject(slot.value) ? own(slot.value, "tags") : undefined;
  if (!isObject(slot.value) || !isObject(tags) || names.length === 0) return slot;
  const rest = Object.entries(tags).filter(([name]) => !names.includes(name));
  return { ...slot, value: { ...slot.value, tags: Object.assign(bareObject(), Object.fromEntries(rest)) } };
}
