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

/** A mask that marks one path, as raw state's `sensitive_attributes` lists them. */
export function maskOfPath(path: readonly (string | number)[]): Mask {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  if (typeof head === "number") {
    const list: Json[] = Array.from({ length: head + 1 }, () => false);
    list[head] = maskOfPath(rest) ?? false;
    return list;
  }
  const object = bareObject();
  object[head] = maskOfPath(rest) ?? false;
  return object;
}
