import { isObject, type Json, type JsonObject } from "../../../analyzer/base/json";
import { removeAt, replaceAt, type Path } from "../edit/tree";
import type { Change, Mutator } from "./change";

/** Changes what an IAM policy allows: an action, a resource, the effect, the principal, a condition, a whole statement. */
export const changePolicy: Mutator = function* ({ value }) {
  const policy = parsePolicy(value);
  if (!policy) return;
  const statements = asList(policy.Statement);
  for (const [index, statement] of statements.entries()) {
    if (!isObject(statement)) continue;
    for (const { kind, to } of statementChanges(statement)) {
      yield written(
        kind,
        policy,
        ["Statement"],
        statements.map((other, i) => (i === index ? to : other)),
        statement,
        to,
      );
    }
    const rest = statements.filter((_, i) => i !== index);
    if (rest.length > 0)
      yield written("policy-statement-removed", policy, ["Statement"], rest, statement, null);
  }
};

/** The policy that a text holds, or undefined. */
export function parsePolicy(value: Json): JsonObject | undefined {
  if (typeof value !== "string" || !value.includes('"Statement"')) return undefined;
  const document = JSON.parse(value) as Json;
  return isObject(document) && document.Statement !== undefined ? document : undefined;
}

/** A list, of one for what is none. */
export function asList(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function written(kind: string, policy: JsonObject, path: Path, part: Json, from: Json, to: Json): Change {
  return { kind, to: JSON.stringify(replaceAt(policy, path, part)), shown: { from, to } };
}

function* statementChanges(statement: JsonObject): Iterable<{ kind: string; to: JsonObject }> {
  const effect = statement.Effect === "Allow" ? "Deny" : "Allow";
  yield { kind: "policy-effect", to: { ...statement, Effect: effect } };
  const actions = asList(statement.Action);
  const [action] = actions;
  if (typeof action === "string" && action !== "*") {
    const other = [`${action.split(":")[0]}:KumquatThings`, ...actions.slice(1)];
    yield { kind: "policy-action", to: { ...statement, Action: other } };
  }
  if (actions.length > 1) yield { kind: "policy-action", to: { ...statement, Action: actions.slice(1) } };
  const resources = asList(statement.Resource);
  const [resource] = resources;
  if (typeof resource === "string") {
    const other = resource === "*" ? "arn:aws:s3:::kumquat" : `${resource}-kumquat`;
    yield { kind: "policy-resource", to: { ...statement, Resource: [other, ...resources.slice(1)] } };
    if (resource !== "*") yield { kind: "policy-resource", to: { ...statement, Resource: "*" } };
  }
  if (isObject(statement.Principal)) {
    const [kind] = Object.keys(statement.Principal);
    const other = { Service: "kumquat.amazonaws.com", AWS: "arn:aws:iam::999999999999:root" }[kind ?? ""];
    if (kind !== undefined && other !== undefined) {
      yield {
        kind: "policy-principal",
        to: { ...statement, Principal: { ...statement.Principal, [kind]: other } },
      };
    }
  }
  if (statement.Condition !== undefined) {
    yield { kind: "policy-condition", to: removeAt(statement, ["Condition"]) as JsonObject };
  }
}
