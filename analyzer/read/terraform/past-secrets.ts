import { asObject, asText, objectOrNull, objectsIn, own, type JsonObject } from "../../base/json";
import { moduleEntries } from "./module-tree";
import type { SecretHolder } from "./secrets";
import { secrecy } from "./unmarked";
import type { Variable } from "../../model/workspace/workspace";

/** What a plan holds of secrets beside its resources: deposed objects, and the prior state, whose values may be older. */
export function* pastSecrets(document: JsonObject): Iterable<SecretHolder> {
  for (const entry of objectsIn(document.resource_changes)) {
    if (own(entry, "deposed") === undefined) continue;
    const change = asObject(entry.change);
    const [before, after] = [objectOrNull(change.before), objectOrNull(change.after)];
    const masks = [change.before_sensitive, change.after_sensitive];
    yield { values: after, before, ...secrecy(entry, [before, after], { masks }), ...kindOf(entry) };
  }
  for (const entry of moduleEntries(asObject(asObject(asObject(document.prior_state).values).root_module))) {
    const values = objectOrNull(entry.values);
    yield {
      values,
      before: values,
      ...secrecy(entry, [values], { masks: [entry.sensitive_values] }),
      ...kindOf(entry),
    };
  }
}

function kindOf({ mode, type }: JsonObject): Pick<Required<SecretHolder>, "mode" | "type"> {
  return { mode: mode === "data" ? "data" : "managed", type: asText(type) ?? "" };
}

/** Sensitive outputs as they were, and as the modules' trees hold them. */
export function* pastOutputs(document: JsonObject): Iterable<Pick<Variable, "value" | "sensitive">> {
  for (const change of Object.values(asObject(document.output_changes))) {
    const { before, before_sensitive: sensitive } = asObject(change);
    if (sensitive === true) yield { value: before ?? null, sensitive };
  }
  for (const values of [asObject(document.planned_values), asObject(asObject(document.prior_state).values)]) {
    for (const output of Object.values(asObject(values.outputs))) {
      const { value, sensitive } = asObject(output);
      if (sensitive === true) yield { value: value ?? null, sensitive };
    }
  }
}
