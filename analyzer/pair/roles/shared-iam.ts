import { isObject, type Json } from "../../base/json";
import type { Resource } from "../../model/workspace/workspace";
import { naturalName } from "../names";
import { wordsOf } from "../neutral/identities";
import type { Lone, RoleContext, Uses, Role } from "./role";

const known = new WeakMap<RoleContext, Set<Resource>>();

/** IAM is global: what one side has may serve the other, too. */
export function sharedIamAlone({ context, resource, uses }: Lone): string | undefined {
  if (!resource.type.startsWith("aws_iam_")) return undefined;
  const shared = known.get(context) ?? sharedIam(context, uses);
  known.set(context, shared);
  return shared.has(resource) ? "IAM is global: the other side uses this very resource" : undefined;
}

/** IAM resources of one side that the other side's resources name. */
function sharedIam({ pairing, sides }: RoleContext, uses: Uses): Set<Resource> {
  const shared = new Set<Resource>();
  for (const [alone, other] of [
    [pairing.onlyPrimary, sides.dr],
    [pairing.onlyDr, sides.primary],
  ] as const) {
    const names = new Map<string, Resource[]>();
    for (const resource of alone) {
      const name = naturalName(resource);
      if (!resource.type.startsWith("aws_iam_") || name === undefined) continue;
      names.set(name, [...(names.get(name) ?? []), resource]);
    }
    if (names.size === 0) continue;
    const there = new Set(other.resources);
    for (const resource of [...names.values()].flat())
      if (uses.usersOf(resource).some((user) => there.has(user))) shared.add(resource);
    for (const { type, values } of other.resources) {
      if (type.startsWith("aws_iam_")) continue;
      for (const word of iamWords(values)) {
        for (const resource of names.get(word) ?? []) shared.add(resource);
      }
    }
  }
  return shared;
}

/** The names in all IAM ARNs of a value. */
function* iamWords(value: Json): Iterable<string> {
  if (typeof value === "string") {
    if (/:iam:/.test(value)) yield* wordsOf(value);
  } else if (Array.isArray(value)) for (const item of value) yield* iamWords(item);
  else if (isObject(value)) for (const item of Object.values(value)) yield* iamWords(item);
}

/** A role or policy for both regions. */
export const role: Role = {
  alone: { rank: 130, reason: sharedIamAlone },
};
