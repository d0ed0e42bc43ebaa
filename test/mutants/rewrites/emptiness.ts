import { isObject, type Json } from "../../../analyzer/base/json";
import type { Rewriter } from "./rewriter";

/** Unset collections and texts as empty ones: providers read back now the one, now the other. */
export const emptyForNull: Rewriter = {
  kind: "empty-for-null",
  rewrite: ({ value, node }) => {
    if (value !== null || !node || node.writeOnly) return value;
    if (node.kind === "list" || node.kind === "set") return [];
    if (node.kind === "map") return {};
    return node.kind === "leaf" && node.type === "string" ? "" : value;
  },
};

/** Empty collections and texts as unset ones. */
export const nullForEmpty: Rewriter = {
  kind: "null-for-empty",
  rewrite: ({ value, node }) => (node && isEmptyValue(value) ? null : value),
};

function isEmptyValue(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === "" || (isObject(value) && Object.keys(value).length === 0);
}
