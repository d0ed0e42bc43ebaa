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

/** A table to be asked with names that come from outside: it has its entries, and no `constructor` or `toString`. */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(bareObject<T>(), entries);
}

/** An own property, or undefined: never one that the prototype lends (`constructor`, `__proto__`). */
export function own(object: JsonObject | null | undefined, key: string): Json | undefined {
  return object && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}

/** The object, or an empty one for anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : bareObject();
}

/** The object, or null for anything else. */
export function objectOrNull(value: Json | undefined): JsonObject | null {
  return isObject(value) ? value : null;
}

/** The objects among a list's elements; empty for anything else. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The strings among a list's elements; empty for anything else. */
export function stringsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The string, or undefined for anything else. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
