import { isObject, own, type Json, type JsonObject } from "../../analyzer/base/json";
import { descend, type SchemaNode } from "../../analyzer/model/catalogue/catalogue";
import { isMarked, maskAt, marksAny, type Mask } from "../../analyzer/model/workspace/mask";
import { schemaOf } from "../../analyzer/model/catalogue/schema-of";
import type { Resource } from "../../analyzer/model/workspace/workspace";
import { type Path, valueAt } from "./edit/tree";
import { isIgnoredPort, isMeaningless } from "./meaningless";

/** A known value that the configuration has written. */
export interface Place {
  readonly resource: Resource;
  readonly path: Path;
  readonly value: Json;
  readonly node: SchemaNode;
  /** Whether anything within is known only after apply. */
  readonly partlyUnknown: boolean;
  readonly sensitive: boolean;
}

/**
 * All that a resource's configuration sets, containers before their parts: what is in the schema and not computed, is
 * written in the configuration, and is known. Terraform's own arguments and the resource's name are left out.
 */
export function* meaningfulPlaces(resource: Resource): Iterable<Place> {
  const schema = schemaOf(resource);
  const { values, expressions } = resource;
  if (!schema || schema.kind !== "object" || values === null || expressions === undefined) return;
  for (const name of schema.names) {
    const node = schema.member(name);
    if (!node || isMeaningless(resource.type, [name])) continue;
    const written = writtenParts([expressions], name, node, resource);
    if (written === undefined) continue;
    yield* within({ resource, written }, [name], own(values, name), node);
  }
}

/** A part's expressions: `whole` for an argument, else those of the blocks that it may have come from. */
type Written = "whole" | readonly JsonObject[];

interface Walk {
  readonly resource: Resource;
  readonly written: Written;
}

function* within(
  { resource, written }: Walk,
  path: Path,
  value: Json | undefined,
  node: SchemaNode,
): Iterable<Place> {
  const unknown = maskOf(resource.unknown, path);
  if (value === undefined || value === null || isMarked(unknown) || node.computedOnly || node.writeOnly)
    return;
  if (isMeaningless(resource.type, path) || isIgnoredPort(path, resource.values ?? undefined)) return;
  const sensitive = node.sensitive || marksAny(maskOf(resource.sensitive, path));
  yield { resource, path, value, node, partlyUnknown: marksAny(unknown), sensitive };
  if (Array.isArray(value)) {
    const element = descend(node, 0);
    for (const [index, item] of value.entries()) {
      if (element) yield* within({ resource, written }, [...path, index], item, element);
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const member = descend(node, key);
      const inner = member && (written === "whole" ? written : writtenParts(written, key, member, resource));
      if (member && inner !== undefined)
        yield* within({ resource, written: inner }, [...path, key], item, member);
    }
  }
}

/** How a member is written in any of the blocks, or undefined when it is in none. */
function writtenParts(
  blocks: readonly JsonObject[],
  name: string,
  node: SchemaNode,
  resource: Resource,
): Written | undefined {
  const found = blocks.map((block) => own(block, name)).filter((part) => part !== undefined);
  if (found.length === 0) return isDynamicBlock(node, resource) ? "whole" : undefined;
  const parts = found.flatMap((part) => (Array.isArray(part) ? part : [part])).filter(isObject);
  const argument = parts.some((part) => own(part, "constant_value") ?? own(part, "references"));
  return argument || parts.every((part) => Object.keys(part).length === 0) ? "whole" : parts;
}

/**
 * `dynamic` blocks are in no plan's configuration. A block that is known before its resource exists was written,
 * though: nobody but the configuration could have said it.
 */
function isDynamicBlock(node: SchemaNode, { before }: Resource): boolean {
  if (before !== null || node.computedOnly || node.optionalComputed) return false;
  return (node.kind === "list" || node.kind === "set") && node.element.kind === "object";
}

function maskOf(mask: Mask, path: Path): Mask {
  return path.reduce<Mask>((at, key) => maskAt(at, key), mask);
}

/** Whether the state has the same value there as the plan: then the change can have been there all along. */
export function isSettled({ before, values }: Resource, path: Path): boolean {
  const top = path.slice(0, 1);
  return (
    before !== null &&
    JSON.stringify(valueAt(before, top)) === JSON.stringify(valueAt(values ?? undefined, top))
  );
}
