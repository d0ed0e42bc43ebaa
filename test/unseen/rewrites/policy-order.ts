import { JsonText, type Value, type ValueMap } from "../model/expression";
import type { Rewrite } from "./rewrite";

/** Lists of IAM policies that are sets. */
const SETS = new Set(["Action", "NotAction", "Resource", "NotResource", "Statement"]);

const rewrite: Rewrite = {
  id: "policy-order",
  what: "The statements of a policy, its actions and its resources stand in another order.",
  ownCode: true,
  sites: (side) =>
    side.resources.flatMap((resource) =>
      Object.entries(resource.args).flatMap(([name, value]) => {
        if (!(value instanceof JsonText) || !value.isPolicy) return [];
        const make = () => {
          resource.args[name] = new JsonText(reversed(value.value), true, value.spelling);
        };
        return [{ resource, make }];
      }),
    ),
};

function reversed(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => reversed(item));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const entries = Object.entries(value as ValueMap).map(([key, inner]): [string, Value] => {
    const turned = reversed(inner);
    return [key, SETS.has(key) && Array.isArray(turned) ? [...(turned as Value[])].reverse() : turned];
  });
  return Object.fromEntries(entries);
}

export default rewrite;
