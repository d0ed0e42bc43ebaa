import { isObject, type Json } from "../../base/json";
import { isRegion } from "../../base/aws/regions";
import { isMarked, maskAt, type Mask } from "../../model/workspace/mask";
import { isSecretEntry, isSecretText, isValueMember } from "../../model/secrets/names";
import type { Resource, Variable } from "../../model/workspace/workspace";

/** Shorter strings turn up by chance in other text, where blotting them out would only garble it. */
const SHORTEST_SECRET = 6;
/** A line of a secret text that is as long as this is told by itself: texts are compared line by line. */
const LONG_LINE = 16;

/**
 * Every string of a workspace that is sensitive: by Terraform's masks, by declaration or by its name, in JSON texts too.
 * The same secret also stands in places that no mask covers (an environment variable, user data), so that
 * outputs blot out these strings wherever they occur.
 */
export function secretStrings(
  resources: readonly (Pick<Resource, "values" | "before" | "sensitive"> &
    Partial<Pick<Resource, "parts">>)[],
  declared: readonly Pick<Variable, "value" | "sensitive">[],
): string[] {
  const found = new Set<string>();
  for (const { value, sensitive } of declared) addMarked(value, sensitive, found);
  for (const { values, before, sensitive } of resources) {
    addMarked(values, sensitive, found);
    addMarked(before, sensitive, found);
  }
  // The name of a block is in the configuration for all to read: `warehouse` is also the user's name in a secret.
  for (const { parts } of resources) {
    for (const { name } of parts ? [parts, ...parts.modules] : []) found.delete(name);
  }
  return [...found];
}

function addMarked(value: Json, mask: Mask, found: Set<string>): void {
  if (isMarked(mask)) addLeaves(value, found);
  else if (typeof value === "string") addMarked(documentOf(value) ?? null, undefined, found);
  else if (Array.isArray(value)) value.forEach((item, i) => addMarked(item, maskAt(mask, i), found));
  else if (isObject(value)) {
    const entry = isSecretEntry(value);
    for (const [key, item] of Object.entries(value)) {
      const named = isSecretText(key, item) || (entry && isValueMember(key) && typeof item === "string");
      if (named) addLeaves(item, found);
      else addMarked(item, maskAt(mask, key), found);
    }
  }
}

function addLeaves(value: Json, found: Set<string>): void {
  if (typeof value === "string") {
    if (isTelling(value)) found.add(value);
    for (const line of value.split("\n")) if (line.length >= LONG_LINE) found.add(line.trim());
    const document = documentOf(value);
    // A secret that is a JSON document gives away its members one by one.
    if (document !== undefined) addLeaves(document, found);
  } else if (Array.isArray(value)) for (const item of value) addLeaves(item, found);
  else if (isObject(value)) for (const item of Object.values(value)) addLeaves(item, found);
}

/** The object or list that a text holds as JSON; undefined for any other text. */
function documentOf(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isTelling(text: string): boolean {
  return text.length >= SHORTEST_SECRET && !isRegion(text) && !/^\d{1,5}$/.test(text);
}
