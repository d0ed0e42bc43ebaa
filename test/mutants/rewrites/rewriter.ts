import { isObject, type Json } from "../../../analyzer/base/json";
import { descend, type SchemaNode } from "../../../analyzer/model/catalogue/catalogue";
import { schemaOf } from "../../../analyzer/model/catalogue/schema-of";
import type { Resource } from "../../../analyzer/model/workspace/workspace";
import { marksAny, maskAt, type Mask } from "../../../analyzer/model/workspace/mask";
import type { Path } from "../edit/tree";

/** A value that is being written otherwise. */
export interface Spot {
  readonly value: Json;
  readonly node: SchemaNode | undefined;
  readonly path: Path;
  readonly resource: Resource;
}

/** Writes one value otherwise, to the same effect; the same value where there is no other way. */
export interface Rewriter {
  readonly kind: string;
  rewrite(spot: Spot): Json;
}

/** All of a resource's values written otherwise, from the inside out; the very same values when nothing changes. */
export function rewriteValues(rewriter: Rewriter, resource: Resource, values: Json): Json {
  const visit = (value: Json, node: SchemaNode | undefined, path: Path, unknown: Mask): Json => {
    // A mask mirrors the order of what it marks: what is partly unknown stays as it is.
    if (node?.computedOnly || marksAny(unknown)) return value;
    return rewriter.rewrite({ value: inside(value, node, path, unknown), node, path, resource });
  };
  const inside = (value: Json, node: SchemaNode | undefined, path: Path, unknown: Mask): Json => {
    const part = (item: Json, key: string | number) =>
      visit(item, node && descend(node, key), [...path, key], maskAt(unknown, key));
    if (Array.isArray(value)) {
      const items = value.map(part);
      return items.some((item, i) => item !== value[i]) ? items : value;
    }
    if (!isObject(value)) return value;
    const members = Object.entries(value).map(([key, item]) => [key, part(item, key)] as const);
    return members.some(([key, item]) => item !== value[key]) ? Object.fromEntries(members) : value;
  };
  return inside(values, schemaOf(resource), [], resource.unknown);
}
