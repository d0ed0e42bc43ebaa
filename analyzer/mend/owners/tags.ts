import { isObject, objectsIn, own, type JsonObject } from "../../base/json";
import { isMarked, maskAt, type Mask } from "../../model/workspace/mask";
import type { Resource } from "../../model/workspace/workspace";

/** Keys of tags that name whose a resource is, best first, without case and separators. */
const KEYS = ["owner", "ownedby", "team", "squad", "ownerteam", "owningteam", "contact"] as const;
const LONGEST = 200;

/** Whose a resource is, by its tags; a sensitive tag does not tell. */
export function ownerByTags({
  values,
  before,
  sensitive,
}: Pick<Resource, "values" | "before" | "sensitive">) {
  const object = values ?? before;
  if (!object) return undefined;
  const tags = new Map(
    [...listed(object), ...mapped(object, "tags", sensitive), ...mapped(object, "tags_all", sensitive)].map(
      ([key, value]) => [key.toLowerCase().replace(/[^a-z]/g, ""), value] as const,
    ),
  );
  const key = KEYS.find((name) => tags.has(name));
  return key === undefined ? undefined : tags.get(key);
}

type Tag = readonly [key: string, value: string];

function mapped(object: JsonObject, attribute: string, sensitive: Mask): Tag[] {
  const tags = own(object, attribute);
  const mask = maskAt(sensitive, attribute);
  if (!isObject(tags) || isMarked(mask)) return [];
  return Object.entries(tags).flatMap(([key, value]) =>
    isName(value) && !isMarked(maskAt(mask, key)) ? [[key, value] as const] : [],
  );
}

/** An Auto Scaling group's tags are blocks. */
function listed(object: JsonObject): Tag[] {
  return objectsIn(own(object, "tag")).flatMap((tag) => {
    const [key, value] = [own(tag, "key"), own(tag, "value")];
    return typeof key === "string" && isName(value) ? [[key, value] as const] : [];
  });
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= LONGEST;
}
