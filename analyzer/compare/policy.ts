import { isObject, own, type Json, type JsonObject } from "../base/json";

/** One permission: an effect for one principal, action and resource under a condition. */
export interface Permission {
  readonly effect: string;
  /** In the policy's own words, for a reader. */
  readonly text: string;
}

/** A policy with more permissions than this is compared statement by statement as plain JSON. */
const MOST_PERMISSIONS = 5000;

/** Whether a JSON document is an IAM policy (identity, resource or trust policy). */
export function isPolicy(document: Json): document is JsonObject {
  if (!isObject(document)) return false;
  const statements = listOf(own(document, "Statement"));
  return (
    statements.length > 0 && statements.every((statement) => isObject(statement) && "Effect" in statement)
  );
}

/**
 * Takes a policy apart as IAM reads it, so that neither order nor the split into statements nor the spelling (one
 * string or a list, an account id or its root ARN, `"*"` or `{"AWS": "*"}`) matters. Sids are labels.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @param neutral makes a text of this side neutral
 * @returns the permissions by what they mean, or undefined when the policy is too large to take apart
 */
export function permissionsOf(
  policy: JsonObject,
  neutral: (text: string) => string,
): Map<string, Permission> | undefined {
  const permissions = new Map<string, Permission>();
  for (const statement of listOf(own(policy, "Statement"))) {
    if (!isObject(statement)) continue;
    const effect = String(own(statement, "Effect"));
    const condition = own(statement, "Condition");
    const test = conditionText(condition, neutral);
    for (const principal of principals(statement)) {
      for (const action of elements(statement, "Action")) {
        for (const resource of elements(statement, "Resource")) {
          if (permissions.size > MOST_PERMISSIONS) return undefined;
          const key = JSON.stringify([
            effect,
            neutral(principal),
            action.toLowerCase(),
            neutral(resource),
            test,
          ]);
          permissions.set(key, { effect, text: describe(effect, action, resource, principal, condition) });
        }
      }
    }
  }
  return permissions;
}

function describe(
  effect: string,
  action: string,
  resource: string,
  principal: string,
  condition?: Json,
): string {
  const where = [
    resource && `on ${resource}`,
    principal && `for ${principal}`,
    condition && `if ${JSON.stringify(condition)}`,
  ];
  return [effect, action, ...where].filter(Boolean).join(" ");
}

/** `Action` or `NotAction`, each element a text; a negated one is negated as a whole. */
function elements(statement: JsonObject, name: string): string[] {
  const plain = own(statement, name);
  if (plain !== undefined) return listOf(plain).map(String);
  const negated = own(statement, `Not${name}`);
  return negated === undefined ? [""] : [`not ${listOf(negated).map(String).sort().join(" ")}`];
}

function principals(statement: JsonObject): string[] {
  const plain = own(statement, "Principal");
  if (plain !== undefined) return principalTexts(plain);
  const negated = own(statement, "NotPrincipal");
  return negated === undefined ? [""] : [`not ${principalTexts(negated).sort().join(" ")}`];
}

function principalTexts(principal: Json): string[] {
  if (!isObject(principal)) return listOf(principal).map((item) => `AWS:${String(item)}`);
  return Object.entries(principal).flatMap(([kind, names]) =>
    listOf(names).map((name) => `${kind}:${rootArnAsAccount(String(name))}`),
  );
}

function rootArnAsAccount(name: string): string {
  return /^arn:[\w-]+:iam::(\d{12}):root$/.exec(name)?.[1] ?? name;
}

function conditionText(condition: Json | undefined, neutral: (text: string) => string): string {
  if (!isObject(condition)) return "";
  const tests = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => {
      const texts = listOf(values).map((value) => neutral(rootArnAsAccount(String(value))));
      // A key may name an issuer: `oidc.eks.REGION.amazonaws.com/id/ID:sub`.
      return `${operator} ${neutral(key).toLowerCase()} ${JSON.stringify(texts.sort())}`;
    }),
  );
  return tests.sort().join("; ");
}

function listOf(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
