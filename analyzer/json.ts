/** A JSON value, as `JSON.parse` returns it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. Objects that are built here have no prototype, so that a key named `__proto__` is data. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A new object without a prototype: safe to index with names that come from outside. */
export function bareObject<T = Json>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** An own property, or undefined: never one that the prototype lends (`constructor`, `__proto__`). */
export function own(object: JsonObject | null | undefined, key: string): Json | undefined {
  return object && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}
