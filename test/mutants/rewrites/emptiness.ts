import { isObject, type Json } from "../../../analyzer/base/json";
import type { SchemaNode } from "../../../analyzer/model/catalogue/catalogue";
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

/** Empty collections and texts as unset ones. (A block without arguments is no empty collection: that it is there says something.) */
export const nullForEmpty: Rewriter = {
  kind: "null-for-empty",
  rewrite: ({ value, node }) => (node && isEmptyValue(value, node) ? null : value),
};

function isEmptyValue(value: Json, node: SchemaNode): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === "" || (node.kind === "map" && isObject(value) && Object.keys(value).length === 0);
}
