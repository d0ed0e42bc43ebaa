import { isObject, own, type Json } from "../base/json";
import { isMarked, type Mask, maskAt } from "../model/workspace/mask";
import type { Resource } from "../model/workspace/workspace";

/** A value of one side on its way through the comparison, with what is known about it. */
export interface Slot {
  readonly resource: Resource;
  readonly value: Json | undefined;
  readonly unknown: Mask;
  readonly sensitive: Mask;
  /** The argument as written, when the source has the configuration and the argument is there. */
  readonly expression: Json | undefined;
  /** Whether the source has the configuration at all: only then does a missing expression mean "not written". */
  readonly configured: boolean;
}

/** The whole resource, after the plan or before it. */
export function slotOf(resource: Resource, moment: "after" | "before"): Slot {
  return {
    resource,
    value: moment === "after" ? resource.values : resource.before,
    unknown: moment === "after" ? resource.unknown : undefined,
    sensitive: resource.sensitive,
    expression: resource.expressions,
    configured: resource.expressions !== undefined,
  };
}

/** A member or an element. */
export function slotAt(slot: Slot, key: string | number): Slot {
  const { resource, value, unknown, sensitive, expression, configured } = slot;
  // Made for every value of both sides: written out, since a spread copies what is replaced.
  return {
    resource,
    value: valueAt(value, key),
    unknown: unknown && maskAt(unknown, key),
    sensitive: sensitive && maskAt(sensitive, key),
    expression: expression === undefined ? undefined : expressionAt(expression, key),
    configured,
  };
}

/** The same place with another value, taken out of a document: what it held applies to all its parts. */
export function slotWith(slot: Slot, value: Json | undefined): Slot {
  return {
    ...slot,
    value,
    unknown: undefined,
    sensitive: isMarked(slot.sensitive),
    expression: undefined,
    configured: false,
  };
}

function valueAt(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isObject(value) && typeof key === "string" ? own(value, key) : undefined;
}

/**
 * Blocks of a set are in another order than they were written in, and one block may stand for several: so a block's
 * argument counts as written when any block of that name writes it.
 */
function expressionAt(expression: Json | undefined, key: string | number): Json | undefined {
  if (typeof key === "number") return expression;
  if (Array.isArray(expression)) return writtenIn(expression, key);
  if (!isObject(expression)) return undefined;
  // An argument that is one expression (a map, say) covers all its members.
  if ("references" in expression || "constant_value" in expression) return expression;
  return own(expression, key);
}

const collected = new WeakMap<readonly Json[], Map<string, Json | undefined>>();

/** What blocks of one name write under a key. Each of a thousand elements asks for the same: it is collected once. */
function writtenIn(blocks: readonly Json[], key: string): Json | undefined {
  const known = collected.get(blocks) ?? new Map<string, Json | undefined>();
  collected.set(blocks, known);
  if (!known.has(key)) {
    const written = blocks.flatMap((block) => (isObject(block) ? (own(block, key) ?? []) : []));
    known.set(key, written.length > 1 ? written : written[0]);
  }
  return known.get(key);
}
