import { isObject, type Json } from "../base/json";

/**
 * Whether a value says nothing: null, "", false, an empty collection, or a block of such values. Providers turn one
 * into another on refresh, so that `tags = {}` and no tags at all are one.
 */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return isObject(value) && Object.values(value).every(isEmpty);
}

/** Numbers whose 0 is a setting of its own (nothing runs, all is throttled), never the same as unset. */
const MEANT_ZERO = /concurren|desired|capacity|min_|max_|_count$|weight|port$/;

/** Whether a number 0 under this name is as good as unset. */
export function isUnsetZero(value: Json | undefined, name: string): boolean {
  return (value === 0 || value === "0") && !MEANT_ZERO.test(name);
}
