import { naturalName } from "../../../pair/names";
import { isObject } from "../../../base/json";
import type { Resource } from "../../../model/workspace/workspace";

/** Words of a name that say that what it holds is made anew where it is needed, or belongs to its region. */
const PASSING =
  /(?:^|[^a-z])(?:logs?|logging|access-?logs?|flow-?logs?|trails?|cloudtrail|artifacts?|temp|tmp|scratch|tf-?state|terraform-state|cache|caches|builds?|pipelines?|codepipeline|deploy|deployments?|deploys|lambda-?code|athena|query-?results|ephemeral|transient|rate-?limits?|locks?)(?:$|[^a-z])/;

/** Tag values by which teams say the same. */
const PASSING_TAG = /^(?:ephemeral|transient|temporary|temp|cache|scratch|regional|disposable|none|no)$/i;

/** Keys of tags that say what kind of data a resource holds. */
const DATA_TAG = /data|class|retention|replicat|backup|purpose|lifecycle/i;

/** Whether the resource's name or tags say that its content need not survive the region. */
export function holdsPassingData(resource: Resource): boolean {
  const names = [naturalName(resource) ?? "", resource.parts.name];
  if (names.some((name) => PASSING.test(name.toLowerCase().replaceAll("_", "-")))) return true;
  const tags = resource.values?.tags_all ?? resource.values?.tags;
  return (
    isObject(tags) &&
    Object.entries(tags).some(
      ([key, value]) => DATA_TAG.test(key) && typeof value === "string" && PASSING_TAG.test(value),
    )
  );
}
