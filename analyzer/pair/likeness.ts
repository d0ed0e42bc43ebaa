import { isObject, type Json } from "../base/json";
import type { Neutralizer } from "./neutral/neutralizer";
import { descend, type SchemaNode } from "../model/catalogue/catalogue";
import { schemaOf } from "../model/catalogue/schema-of";
import type { Resource } from "../model/workspace/workspace";
import { shownValues } from "./names";
import type { TwinBlocks } from "./twin-blocks";

/** What a resource says, as `path=value` texts made neutral, each with its weight. */
export type Features = ReadonlyMap<string, number>;

/** A value that refers to a twin tells more than a setting; a default tells next to nothing. */
const WEIGHTS = { reference: 4, name: 3, value: 1, trifle: 0.1 };
const MOST_FEATURES = 400; // a dashboard or a template of 10,000 values needs no more to be told apart

/** The features of a resource, for finding the most alike among candidates. */
export function featuresOf(resource: Resource, neutralizer: Neutralizer, blocks: TwinBlocks): Features {
  const features = new Map<string, number>();
  walk(shownValues(resource), schemaOf(resource), "", (path, value) => {
    if (features.size >= MOST_FEATURES) return;
    const text = typeof value === "string" ? neutralizer.text(value) : String(value);
    features.set(`${path}=${text}`, weigh(path, value, text));
  });
  // What exists has its references in its values; a state lists indirect dependencies besides, a plan does not.
  for (const address of resource.before === null ? resource.dependencies : []) {
    const twins = blocks.twinsOf(resource, address);
    if (twins.length > 0) features.set(`depends on twins ${twins.join(" ")}`, WEIGHTS.reference);
    else features.set(`depends on ${address.split(".").at(-2) ?? ""}`, WEIGHTS.trifle);
  }
  features.set(`zone ${zoneLetter(resource)}`, WEIGHTS.value);
  features.set(`key ${String(resource.parts.key)}`, WEIGHTS.trifle);
  return features;
}

/** 0 (nothing in common) to 1 (the same). */
export function likeness(a: Features, b: Features): number {
  let common = 0;
  let [left, right] = [0, 0];
  for (const weight of b.values()) right += weight;
  for (const [feature, weight] of a) {
    left += weight;
    if (b.has(feature)) common += weight;
  }
  return Math.max(left, right) === 0 ? 0 : common / Math.max(left, right);
}

function walk(
  value: Json,
  node: SchemaNode | undefined,
  path: string,
  visit: (path: string, value: string | number | boolean) => void,
): void {
  if (value === null || node?.computedOnly || path.startsWith("tags_all")) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, node && descend(node, 0), path, visit);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      walk(item, node && descend(node, key), path === "" ? key : `${path}.${key}`, visit);
    }
  } else visit(path, value);
}

function weigh(path: string, value: string | number | boolean, neutral: string): number {
  if (value === "" || value === false || value === 0) return WEIGHTS.trifle;
  if (/⟨\d+⟩/.test(neutral)) return WEIGHTS.reference;
  return /(?:^|[._])(?:name|id|identifier|port|cidr_block|cidr_ipv4|priority)$/.test(path)
    ? WEIGHTS.name
    : WEIGHTS.value;
}

function zoneLetter(resource: Resource): string {
  const zone = shownValues(resource).availability_zone ?? resource.parts.key;
  return typeof zone === "string" ? (/-\d([a-z])$/.exec(zone)?.[1] ?? "") : "";
}
