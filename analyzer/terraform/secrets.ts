import { asObject, isObject, type Json } from "../json";
import { isRegion } from "../aws/regions";
import { isMarked, maskAt, type Mask } from "./mask";
import { hasSecretName } from "./secret-names";
import type { Resource, Variable } from "./workspace";

/** Shorter strings turn up by chance in other text, where blotting them out would only garble it. */
const SHORTEST_SECRET = 6;

/**
 * Every string of a workspace that is sensitive: by Terraform's masks, by declaration or by its name.
 * The same secret also stands in places that no mask covers (an environment variable, user data), so that
 * outputs blot out these strings wherever they occur.
 */
export function secretStrings(
  resources: readonly Pick<Resource, "values" | "before" | "sensitive">[],
  declared: readonly Pick<Variable, "value" | "sensitive">[],
): string[] {
  const found = new Set<string>();
  for (const { value, sensitive } of declared) if (sensitive) addLeaves(value, found);
  for (const { values, before, sensitive } of resources) {
    addMarked(values, sensitive, found);
    addMarked(before, sensitive, found);
  }
  return [...found];
}

function addMarked(value: Json, mask: Mask, found: Set<string>): void {
  if (isMarked(mask)) addLeaves(value, found);
  else if (Array.isArray(value)) value.forEach((item, i) => addMarked(item, maskAt(mask, i), found));
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === "string" && hasSecretName(key)) addLeaves(item, found);
      else addMarked(item, maskAt(mask, key), found);
    }
  }
}

function addLeaves(value: Json, found: Set<string>): void {
  if (typeof value === "string") {
    if (isTelling(value)) found.add(value);
    addDocumentLeaves(value, found);
  } else if (Array.isArray(value)) for (const item of value) addLeaves(item, found);
  else if (isObject(value)) for (const item of Object.values(value)) addLeaves(item, found);
}

/** A secret that is a JSON document gives away its members one by one. */
function addDocumentLeaves(text: string, found: Set<string>): void {
  if (!text.startsWith("{")) return;
  try {
    addLeaves(Object.values(asObject(JSON.parse(text) as Json)), found);
  } catch {
    // not JSON: the whole string has been added
  }
}

function isTelling(text: string): boolean {
  return text.length >= SHORTEST_SECRET && !isRegion(text) && !/^\d{1,5}$/.test(text);
}
