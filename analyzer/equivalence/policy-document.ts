import { isObject, own, stringsIn, type Json } from "../json";
import { marksAny, maskAt } from "../terraform/mask";
import type { Resource } from "../terraform/workspace";

/**
 * What a `data.aws_iam_policy_document` allows and denies as far as its actions go, each as a text. Before the first
 * apply the resources are unknown, and so is the whole policy; the actions are known all the same.
 *
 * @returns undefined where actions are unknown, or come from other documents
 */
export function actionsOf({ values, unknown }: Resource): ReadonlySet<string> | undefined {
  if (values === null || MERGED.some((name) => values[name] != null || marksAny(maskAt(unknown, name))))
    return undefined;
  const { statement } = values;
  if (!Array.isArray(statement) || maskAt(unknown, "statement") === true) return undefined;
  const actions = new Set<string>();
  for (const [index, one] of statement.entries()) {
    const mask = maskAt(maskAt(unknown, "statement"), index);
    if (!isObject(one) || LISTS.some((name) => marksAny(maskAt(mask, name)))) return undefined;
    for (const text of textsOf(one)) actions.add(text);
  }
  return actions;
}

/** Arguments that take statements over from other documents. */
const MERGED = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"];
const LISTS = ["actions", "not_actions"];

function textsOf(statement: Readonly<Record<string, Json>>): string[] {
  const effect = String(own(statement, "effect") ?? "Allow");
  const but = stringsIn(own(statement, "not_actions")).sort();
  const actions = stringsIn(own(statement, "actions")).map((action) => `${effect} ${action}`);
  return but.length === 0 ? actions : [...actions, `${effect} all but ${but.join(" ")}`];
}
