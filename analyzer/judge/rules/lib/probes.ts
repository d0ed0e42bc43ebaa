import type { Resource } from "../../../model/workspace/workspace";
import type { Violation } from "../rule";
import { difference, Field } from "./field";
import { called } from "./twins";

/**
 * What is wrong with two resources that are not twins and yet have to find a region unhealthy in the same way; undefined where the
 * arguments are the same, or not known. Lists have no order.
 */
export function probesDiffer(
  primary: Resource,
  dr: Resource,
  names: readonly string[],
): Violation | undefined {
  const differing = names.filter((name) => isUnlike(Field.of(primary, name), Field.of(dr, name)));
  if (differing.length === 0) return undefined;
  return {
    primary,
    dr,
    differences: differing.map((name) => difference(Field.of(primary, name), Field.of(dr, name))),
    message: `${called(primary)} and ${called(dr)} probe differently: ${differing.join(", ")}`,
  };
}

function isUnlike(left: Field, right: Field): boolean {
  if (left.partlyUnknown || right.partlyUnknown || (left.absent && right.absent)) return false;
  return settled(left) !== settled(right);
}

function settled(field: Field): string {
  return JSON.stringify(Array.isArray(field.value) ? [...field.texts].sort() : (field.value ?? null));
}
