import { nameAttributes, familyOf } from "../base/aws/families";
import { isObject, own, type JsonObject } from "../base/json";
import { REGION, type Vocabulary, withoutSide } from "./neutral/words";
import type { Resource } from "../model/workspace/workspace";

/** What the resource is or was: planned values, else (planned for deletion) those from before. */
export function shownValues(resource: Resource): JsonObject {
  return resource.values ?? resource.before ?? {};
}

/** A resource's own name as AWS knows it, else its Name tag; undefined when it has none or it is not known yet. */
export function naturalName(resource: Resource): string | undefined {
  const values = shownValues(resource);
  for (const attribute of [...nameAttributes(resource.type), "name_prefix"]) {
    const name = own(values, attribute) ?? own(resource.before, attribute);
    if (typeof name === "string" && name !== "") return name;
  }
  const tags = own(values, "tags");
  const name = isObject(tags) ? own(tags, "Name") : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** The natural name without region and side words; empty when nothing is left or the resource has no name. */
export function neutralName(resource: Resource, vocabulary: Vocabulary): string {
  const name = naturalName(resource);
  return name === undefined ? "" : withoutSide(vocabulary.neutral(name)).toLowerCase();
}

/** CDKTF ends every name with eight hex digits of a hash over the construct's path: another path, another hash. */
const CDKTF_HASH = /_[0-9A-F]{8}$/;

/** An address's words for comparison: Terraform's underscores are AWS's hyphens. */
function neutralWord(word: string, vocabulary: Vocabulary): string {
  return withoutSide(vocabulary.neutral(word.replace(CDKTF_HASH, "").replaceAll("_", "-")));
}

/** A block's name without what numbers it: `web-1_1A2B3C4D` and `web-2_9F8E7D6C` are of one group. */
export function groupName(resource: Resource): string {
  return resource.parts.name.replace(CDKTF_HASH, "").replace(/\d+/g, "#");
}

/** One step of an address, its name without region and side words. */
export interface AddressStep {
  readonly name: string;
  readonly key: string | number | undefined;
}

/** The modules' steps, then the block's own. */
export function neutralSteps({ parts, type }: Resource, vocabulary: Vocabulary): AddressStep[] {
  return [
    ...parts.modules.map(({ name, key }) => ({ name: neutralWord(name, vocabulary), key })),
    { name: `${familyOf(type)}.${neutralWord(parts.name, vocabulary)}`, key: parts.key },
  ];
}

/** The address without region and side words and, unless `keyed`, without the instance key. */
export function neutralAddress(resource: Resource, vocabulary: Vocabulary, keyed: boolean): string {
  const steps = neutralSteps(resource, vocabulary).map(({ name, key }, i, all) =>
    keyed || i < all.length - 1 ? `${name}[${neutralKey(key, vocabulary)}]` : name,
  );
  return [resource.mode, ...steps].join("/");
}

/** The address as it were if each instance were a block of its own: `peer["t0"]` as `peer_t0`. */
export function writtenOutAddress(resource: Resource, vocabulary: Vocabulary): string {
  const { name, key } = resource.parts;
  const parts = { ...resource.parts, name: key === undefined ? name : `${name}_${key}` };
  return neutralAddress({ ...resource, parts }, vocabulary, false);
}

/** An instance key; one that is a region or a zone keeps the zone's letter alone. */
export function neutralKey(key: string | number | undefined, vocabulary: Vocabulary): string {
  if (typeof key !== "string") return String(key ?? "");
  const letter = /-\d([a-z])$/.exec(key)?.[1] ?? "";
  const neutral = vocabulary.neutral(key);
  return JSON.stringify(neutral === `${REGION}z` ? `⟨zone-${letter}⟩` : withoutSide(neutral) || neutral);
}
