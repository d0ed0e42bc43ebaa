import type { Json } from "../../../analyzer/base/json";
import { renamed, type World } from "../world";
import type { Mutator } from "./change";

/** Names another resource of the same side in place of the right one. */
export const swapReference: Mutator = function* ({ value }, world) {
  const identity = namedIn(value, world);
  const sibling = identity && world.siblingOf(identity);
  if (identity && sibling !== undefined)
    yield { kind: "reference", to: renamed(String(value), identity.text, sibling) };
};

/** The resource that a plain text names; a JSON document is changed member by member. */
export function namedIn(value: Json, world: World): ReturnType<World["identityIn"]> {
  return typeof value === "string" && !/^\s*[[{]/.test(value) ? world.identityIn(value) : undefined;
}
