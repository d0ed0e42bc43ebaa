import {
  asObject,
  isObject,
  objectsIn,
  own,
  stringsIn,
  type Json,
  type JsonObject,
} from "../../../analyzer/base/json";
import { stripKeys } from "../../../analyzer/model/workspace/configuration";
import { schemaOf } from "../../../analyzer/model/catalogue/schema-of";
import type { Resource } from "../../../analyzer/model/workspace/workspace";
import { mapTexts, replaceAt, valueAt, type Path } from "../edit/tree";
import { isMeaningless } from "../meaningless";

/** A reference in the configuration that is made to lead elsewhere, for a value that is known only after apply. */
export interface ExpressionChange {
  readonly kind: string;
  /** The attribute whose value the expression gives. */
  readonly path: Path;
  readonly from: string;
  readonly to: string;
  document(): JsonObject;
}

/** Makes what an unknown argument refers to another resource of the same type and module. */
export function* changeExpressions(document: JsonObject, resource: Resource): Iterable<ExpressionChange> {
  const at = blockPath(document, resource);
  const block = at && valueAt(document, at);
  if (!at || !isObject(block)) return;
  const module = asObject(valueAt(document, at.slice(0, -2)));
  // A block without instances (count = 0) can be referred to by none: the plan would fail.
  const others = objectsIn(module.resources).flatMap(({ address, count_expression: count }) =>
    typeof address === "string" && count === undefined ? [address] : [],
  );
  for (const { path, references } of expressionsOf(asObject(block.expressions), [])) {
    if (!isUnknown(resource, path) || isMeaningless(resource.type, path) || isComputed(resource, path))
      continue;
    for (const reference of references) {
      const target = blockOf(reference);
      if (target === undefined || isPrefix(reference, references)) continue;
      const other = others.find(
        (address) =>
          isLike(address, target) &&
          !references.some((text) => blockOf(text) === address) &&
          hasInstance(document, address, reference.slice(target.length)),
      );
      if (other === undefined) continue;
      const swap = (text: string) => text.replaceAll(new RegExp(`${target}(?![\\w-])`, "g"), other);
      yield {
        kind: "expression-reference",
        path,
        from: reference,
        to: reference.replace(target, other),
        // JSON syntax, which cdktf writes, has the template itself there as a constant beside its references.
        document: () => editAt(document, [...at, "expressions", ...path], (part) => mapTexts(part, swap)),
      };
    }
  }
}

function editAt(document: JsonObject, path: Path, edit: (part: Json) => Json): JsonObject {
  return replaceAt(document, path, edit(valueAt(document, path) ?? null)) as JsonObject;
}

/** Where the resource's block lies in the plan's configuration. */
function blockPath(document: JsonObject, { address, parts }: Resource): Path | undefined {
  const steps = parts.modules.flatMap(({ name }) => ["module_calls", name, "module"]);
  const path = ["configuration", "root_module", ...steps, "resources"];
  const local = stripKeys(address)
    .split(".")
    .slice(2 * parts.modules.length)
    .join(".");
  const list = valueAt(document, path);
  const index = Array.isArray(list)
    ? list.findIndex((block) => isObject(block) && block.address === local)
    : -1;
  return index < 0 ? undefined : [...path, index];
}

function* expressionsOf(part: Json, path: Path): Iterable<{ path: Path; references: string[] }> {
  const references = isObject(part) ? own(part, "references") : undefined;
  if (references !== undefined) yield { path, references: stringsIn(references) };
  else if (Array.isArray(part)) {
    for (const [index, item] of part.entries()) yield* expressionsOf(item, [...path, index]);
  } else if (isObject(part)) {
    for (const [key, item] of Object.entries(part)) yield* expressionsOf(item, [...path, key]);
  }
}

function isUnknown({ unknown }: Resource, path: Path): boolean {
  let mask: Json | undefined = unknown;
  for (const key of path) {
    if (mask === true) return true;
    mask = valueAt(mask, [key]);
  }
  return mask === true;
}

function isComputed(resource: Resource, [name]: Path): boolean {
  return schemaOf(resource)?.member(String(name))?.computedOnly === true;
}

/** The block that a reference leads to: `aws_sqs_queue.orders` of `aws_sqs_queue.orders[0].arn`. */
function blockOf(reference: string): string | undefined {
  return /^aws_\w+\.[\w-]+/.exec(reference)?.[0];
}

/** Terraform lists what `a.b.c` refers to along with `a.b`. */
function isPrefix(reference: string, references: readonly string[]): boolean {
  return references.some(
    (other) =>
      other !== reference && (other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)),
  );
}

/** Whether the plan makes the instance that the rest of a reference names: any other would fail to plan. */
function hasInstance(document: JsonObject, block: string, rest: string): boolean {
  const key = /^\[[^\]]*\]/.exec(rest)?.[0];
  if (key === undefined) return true;
  return objectsIn(document.resource_changes).some(({ address }) =>
    `.${String(address)}`.endsWith(`.${block}${key}`),
  );
}

function isLike(address: string, target: string): boolean {
  return address !== target && address.split(".")[0] === target.split(".")[0];
}
