import { bareObject, isObject, type Json } from "../../base/json";

/**
 * Marks parts of a value, as Terraform's `after_unknown` and `after_sensitive` do: `true` marks the whole
 * subtree; `false`, `{}` and `[]` mark nothing and only mirror the structure.
 */
export type Mask = Json | undefined;

/** Whether the mask marks this whole value. */
export function isMarked(mask: Mask): boolean {
  return mask === true;
}

/** Whether the mask marks this value or anything within it. */
export function marksAny(mask: Mask): boolean {
  if (mask === true) return true;
  if (Array.isArray(mask)) return mask.some(marksAny);
  return isObject(mask) && Object.values(mask).some(marksAny);
}

/** The mask of a member: a marked parent marks all its members. */
export function maskAt(mask: Mask, key: string | number): Mask {
  if (mask === true) return true;
  if (Array.isArray(mask)) return typeof key === "number" ? mask[key] : undefined;
  if (isObject(mask) && Object.prototype.hasOwnProperty.call(mask, key)) return mask[key];
  return undefined;
}

/** What either mask marks. */
export function unionMask(a: Mask, b: Mask): Mask {
  if (a === true || b === true) return true;
  if (!marksAny(a)) return b;
  if (!marksAny(b)) return a;
  if (Array.isArray(a) && Array.isArray(b)) {
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => unionMask(a[i], b[i]) ?? false);
  }
  if (!isObject(a) || !isObject(b)) return true; // shapes disagree: rather hide too much
  const union = bareObject();
  for (const key of [...Object.keys(a), ...Object.keys(b)]) union[key] = unionMask(a[key], b[key]) ?? false;
  return union;
}

/** A list of which a later element is secret is secret as a whole: a hostile state may name the billionth. */
const MOST_MASKED_ELEMENTS = 1000;

type Path = readonly (string | number)[];

/** What lies deeper is secret from there on: no schema has so many levels, and a hostile path may have millions. */
const MOST_STEPS = 50;

/** A mask that marks some paths, as raw state's `sensitive_attributes` lists them. */
export function maskOfPaths(paths: readonly Path[]): Mask {
  return maskBelow(paths.map((path) => path.slice(0, MOST_STEPS)));
}

function maskBelow(paths: readonly Path[]): Mask {
  if (paths.length === 0) return undefined;
  const below = new Map<string | number, Path[]>();
  for (const [head, ...rest] of paths) {
    if (head === undefined) return true;
    const others = below.get(head);
    if (others) others.push(rest);
    else below.set(head, [rest]);
  }
  const members = [...below].map(([head, rests]) => [head, maskBelow(rests) ?? false] as const);
  if (members.every(([head]) => typeof head === "string")) {
    const object = bareObject();
    for (const [name, mask] of members) object[name] = mask;
    return object;
  }
  // Not the indices of one list: rather hide too much.
  if (!members.every(([head]) => isIndex(head))) return true;
  const list: Json[] = Array.from(
    { length: Math.max(...(below.keys() as Iterable<number>)) + 1 },
    () => false,
  );
  for (const [index, mask] of members) list[Number(index)] = mask;
  return list;
}

function isIndex(head: string | number): boolean {
  return Number.isInteger(head) && Number(head) >= 0 && Number(head) < MOST_MASKED_ELEMENTS;
}
