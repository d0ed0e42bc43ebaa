import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";

/** Which of the arguments differ between two resources that are not twins, where both are known. Lists have no order. */
export function unlike(first: Resource, other: Resource, names: readonly string[]): string[] {
  return names.filter((name) => {
    const [left, right] = [Field.of(first, name), Field.of(other, name)];
    if (left.partlyUnknown || right.partlyUnknown || (left.absent && right.absent)) return false;
    return settled(left) !== settled(right);
  });
}

function settled(field: Field): string {
  return JSON.stringify(Array.isArray(field.value) ? [...field.texts].sort() : (field.value ?? null));
}
