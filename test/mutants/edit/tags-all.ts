import { isObject, own, type Json } from "../../../analyzer/base/json";
import { replaceAt } from "./tree";

/**
 * A changed resource's values as the provider would plan them: `tags_all` is `default_tags` and over them `tags`, always. A plan in
 * which `tags` alone have changed is none that Terraform makes.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 *
 * @param before the resource's values without the change
 */
export function withTagsAll(before: Json, changed: Json): Json {
  const [old, all] = [tagsOf(before, "tags") ?? {}, tagsOf(before, "tags_all")];
  if (all === undefined) return changed;
  const defaults = Object.entries(all).filter(([name, value]) => own(old, name) !== value);
  return replaceAt(changed, ["tags_all"], { ...Object.fromEntries(defaults), ...tagsOf(changed, "tags") });
}

function tagsOf(values: Json, name: string) {
  const tags = isObject(values) ? own(values, name) : undefined;
  return isObject(tags) ? tags : undefined;
}
