import { isObject, type Json, type JsonObject } from "../../../base/json";

/** Operators that compare texts: whether they ask for another one than those listed, and whether patterns count. */
const OPERATOR = /^(?:for(?:any|all)values?:)?string(not)?(equals|equalsignorecase|like)(?:ifexists)?$/i;

/** The condition key that holds the region in which a call is made. */
const REQUESTED_REGION = "aws:requestedregion";

/**
 * Whether a statement's conditions on the region of the call hold there; true where it has none.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
export function holdsIn(statement: JsonObject, region: string): boolean {
  return conditionsOf(statement).every(({ isNot, isPattern, values }) => {
    const listed = values.some((value) => (isPattern ? fits(value, region) : value.toLowerCase() === region));
    return listed !== isNot;
  });
}

/** Whether a statement says in which regions it holds. */
export function isRegional(statement: JsonObject): boolean {
  return conditionsOf(statement).length > 0;
}

interface Condition {
  readonly isNot: boolean;
  readonly isPattern: boolean;
  readonly values: readonly string[];
}

function conditionsOf({ Condition: conditions }: JsonObject): Condition[] {
  if (!isObject(conditions)) return [];
  return Object.entries(conditions).flatMap(([operator, keys]) => {
    const [, not, kind] = OPERATOR.exec(operator) ?? [];
    if (kind === undefined || !isObject(keys)) return [];
    return Object.entries(keys).flatMap(([key, value]) =>
      key.toLowerCase() === REQUESTED_REGION
        ? [{ isNot: not !== undefined, isPattern: /^like$/i.test(kind), values: textsOf(value) }]
        : [],
    );
  });
}

function textsOf(value: Json): string[] {
  return [value].flat().filter((text) => typeof text === "string");
}

/** IAM's patterns: `*` stands for any characters, `?` for one. */
function fits(pattern: string, text: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === "*") return ".*";
    return part === "?" ? "." : part.replace(/[\\^$+.()|[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "i").test(text);
}
