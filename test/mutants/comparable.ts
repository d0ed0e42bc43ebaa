import type { Resource } from "../../analyzer/model/workspace/workspace";
import { valueAt } from "./edit/tree";
import { isInherited } from "./inherited";
import { isAutoscaled } from "./meaningless";
import type { Change } from "./mutators/change";
import type { Place } from "./places";

/** Whether a place says something that the twin's can be held against. */
export function isComparablePlace(
  { resource, path }: Place,
  twin: Resource,
  side: readonly Resource[],
): boolean {
  return !isInherited(resource, twin, path) && !isAutoscaled(resource, path, side);
}

/** Whether a change makes a difference that the two plans can tell. */
export function makesDifference(place: Place, { kind, to }: Change, twin: Resource): boolean {
  if (/home-region/.test(kind)) return true; // wrong by itself, whatever the twin has: having the same is the mistake
  const { path, value } = place;
  if (JSON.stringify(to) === JSON.stringify(value)) return false;
  if (path.some((_, depth) => valueAt(twin.unknown, path.slice(0, depth + 1)) === true)) return false;
  const other = valueAt(twin.values ?? undefined, path);
  // What the twin has already: the change ends a difference that is by design.
  return JSON.stringify(to) !== JSON.stringify(other) && !tellsSidesApart(place, other);
}

/** A tag by which the sides are told apart (`production` and `standby`): a third text differs no more than they do. */
function tellsSidesApart({ path, value, node }: Place, other: unknown): boolean {
  const tag = /(?:^|\.)tags?\./.test(path.join("."));
  return tag && node.kind === "leaf" && typeof other === "string" && other !== value && !/-\d/.test(other);
}
