import { isDeepStrictEqual } from "node:util";
import {
  asObject,
  asText,
  isObject,
  objectsIn,
  own,
  stringsIn,
  type Json,
  type JsonObject,
} from "../../../base/json";
import { marksAny } from "../../../model/workspace/mask";
import { schemaOf } from "../../../model/catalogue/schema-of";

/**
 * Why a saved plan may not be applied without being asked: it would do anything beside setting one resource back to what
 * its state said before it drifted. Undefined when it does just that.
 *
 * What is not known to be harmless is refused: an action of a later Terraform, a plan without a member that should be
 * there.
 *
 * @param plan `terraform show -json` of the plan
 * @param address the one resource that drifted
 */
export function whyNotApply(plan: JsonObject, address: string): string | undefined {
  if (own(plan, "errored") === true) return "the plan has errors";
  for (const key of ["deferred_changes", "action_invocations", "deferred_action_invocations"]) {
    const list = own(plan, key);
    if (list !== undefined && !(Array.isArray(list) && list.length === 0))
      return `the plan has ${key.replaceAll("_", " ")}`;
  }
  const outputs = Object.values(asObject(own(plan, "output_changes"))).filter((change) => !isNothing(change));
  if (outputs.length > 0) return "it would change outputs";
  const changes = own(plan, "resource_changes");
  if (!Array.isArray(changes) || !changes.every(isObject)) return "the plan lists no changes";
  for (const change of changes) {
    const reason = whyNot(change, address);
    if (reason !== undefined) return reason;
  }
  const own_ = changes.filter(
    (change) => asText(own(change, "address")) === address && !isNothing(own(change, "change")),
  );
  return own_.length === 1
    ? whyNotBack(own_[0] as JsonObject, driftOf(plan, address))
    : "it would not change the resource";
}

function isNothing(change: Json | undefined): boolean {
  const actions = isObject(change) ? own(change, "actions") : undefined;
  return isDeepStrictEqual(actions, ["no-op"]);
}

function whyNot(entry: JsonObject, address: string): string | undefined {
  const change = asObject(own(entry, "change"));
  const where = asText(own(entry, "address")) ?? "a resource without an address";
  if (own(entry, "deposed") !== undefined) return `it would remove what a replacement left of ${where}`;
  if (own(change, "importing") !== undefined) return `it would import ${where}`;
  if (own(entry, "previous_address") !== undefined) return `it would move ${where}`;
  if (isNothing(change)) return undefined;
  const actions = stringsIn(own(change, "actions"));
  if (isDeepStrictEqual(actions, ["read"]) && own(entry, "mode") === "data") return undefined;
  if (!isDeepStrictEqual(actions, ["update"]))
    return `it would ${actions.join(" and ") || "do something unknown to"} ${where}`;
  return where === address ? undefined : `it would also update ${where}`;
}

function driftOf(plan: JsonObject, address: string): JsonObject | undefined {
  return objectsIn(own(plan, "resource_drift")).find((entry) => asText(own(entry, "address")) === address);
}

/** An update may set back what drifted, and let AWS compute what it computes; a change that waits in the code is another thing. */
function whyNotBack(entry: JsonObject, drift: JsonObject | undefined): string | undefined {
  if (!drift) return "the resource has not drifted any more";
  const change = asObject(own(entry, "change"));
  const unknown = asObject(own(change, "after_unknown"));
  const [before, after] = [asObject(own(change, "before")), asObject(own(change, "after"))];
  const was = asObject(own(asObject(own(drift, "change")), "before"));
  const schema = schemaOf({ mode: "managed", type: asText(own(entry, "type")) ?? "" });
  for (const name of new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])) {
    const isKnown = !marksAny(own(unknown, name));
    if (!isKnown && schema?.member(name)?.computedOnly !== true)
      return `${name} would be known only after it`;
    if (!isKnown || isDeepStrictEqual(own(before, name), own(after, name))) continue;
    if (!isDeepStrictEqual(own(after, name), own(was, name))) return `it would also change ${name}`;
  }
  return undefined;
}
