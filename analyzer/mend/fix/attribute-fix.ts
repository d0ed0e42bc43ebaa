import { isDeepStrictEqual } from "node:util";
import type { RawDifference, RawFinding } from "../../model/finding";
import { isObject, own, type Json, type JsonObject } from "../../base/json";
import type { Fix } from "../../model/report";
import type { Configuration, Setter } from "../../model/workspace/configuration";
import { configModulePath } from "../../model/workspace/address";
import type { Resource } from "../../model/workspace/workspace";
import { stepsOf, type Steps } from "./attribute-path";
import { constructText } from "./construct-text";
import { Expression, type FixItem, type FixValue, hclText } from "./hcl-text";
import type { Translation, Translator } from "./translate";

/** One attribute to be set, and where it is written. */
export interface Assignment {
  /** Blocks that lead to the attribute, and its name. */
  readonly path: readonly string[];
  readonly item: FixItem;
  readonly setter: Setter;
}

/**
 * What to write so that a resource's attributes are as its twin's.
 *
 * @param target the twin that is to change; `model` is the one that is right
 * @param construct the path of the CDKTF construct that made the target
 */
export function attributeFix(
  { differences }: RawFinding,
  model: Resource,
  target: Resource,
  configuration: Configuration | undefined,
  translator: Translator,
  construct: string | undefined,
): Omit<Fix, "side"> | undefined {
  const assignments = differences.flatMap(
    (difference) => assignment(difference, model, target, configuration, translator) ?? [],
  );
  const [first] = assignments;
  if (!first) return undefined;
  // What is written in several places is several changes: the one that is told is the first difference's.
  const together = assignments.filter(({ setter }) => isSamePlace(setter, first.setter));
  return write(together, target, construct);
}

function isSamePlace(a: Setter, b: Setter): boolean {
  if (a.kind === "argument" && b.kind === "argument") return a.call === b.call;
  return a.kind === b.kind;
}

/** The assignment that removes one difference; undefined when it cannot be derived. */
export function assignment(
  difference: RawDifference,
  model: Resource,
  target: Resource,
  configuration: Configuration | undefined,
  translator: Translator,
): Assignment | undefined {
  const steps = stepsOf(difference.path);
  if (!steps || difference.sensitive || difference.unknown?.primary || difference.unknown?.dr)
    return undefined;
  const place = writtenAt(steps, target, model);
  if (!place) return undefined;
  const scope = configModulePath(target.parts.modules);
  const setter: Setter | undefined =
    place.expression === undefined ? { kind: "literal" } : configuration?.setter(place.expression, scope);
  const [wanted, current] = [valueAt(model.values, place.steps), valueAt(target.values, place.steps)];
  if (!setter || wanted === undefined || wanted === null) return undefined;
  // Blocks that are there and not written come from a dynamic block.
  if (place.expression === undefined && Array.isArray(wanted) && wanted.some(isObject)) return undefined;
  if (setter.kind !== "literal" && !isDeepStrictEqual(setter.value, current)) return undefined;
  const parts = { wanted, current, key: steps[place.steps.length] };
  const value = wantedValue(parts, (part) => translator.value(part, target, model), translator);
  const name = setter.kind === "literal" ? place.names.at(-1) : setter.name;
  if (name === undefined || value === undefined) return undefined;
  return { path: place.names, item: { kind: "attribute", name, value }, setter };
}

/** Of a map, what is not in question stays as it is. */
function wantedValue(
  { wanted, current, key }: { wanted: Json; current: Json | undefined; key: string | number | undefined },
  translate: (part: Json) => Translation,
  translator: Translator,
): FixValue | undefined {
  const isMember = key !== undefined && isObject(current);
  const part = isMember ? memberOf(wanted, key) : wanted;
  const translated = part === undefined || part === null ? undefined : translate(part);
  if (!translated || "why" in translated) return undefined;
  if (!isMember) return translated.value;
  if (translated.value instanceof Expression || !translator.isShown(current)) return undefined;
  return { ...current, [key]: translated.value as Json };
}

interface WrittenAt {
  readonly names: readonly string[];
  /** The steps to the attribute's value; what a path has beyond them leads into a map. */
  readonly steps: Steps;
  /** undefined when the configuration does not write it. */
  readonly expression: Json | undefined;
}

/** Follows a path through single nested blocks to the attribute that is written, on either side. */
function writtenAt(steps: Steps, target: Resource, model: Resource): WrittenAt | undefined {
  let [here, there]: (Json | undefined)[] = [target.expressions, model.expressions];
  if (!isObject(here)) return undefined;
  const names: string[] = [];
  for (let at = 0; at < steps.length; at += 2) {
    const name = steps[at];
    if (typeof name !== "string") return undefined;
    names.push(name);
    const [mine, its]: (Json | undefined)[] = [memberOf(here, name), memberOf(there, name)];
    const isBlock = Array.isArray(mine ?? its);
    if (!isBlock) return { names, steps: steps.slice(0, at + 1), expression: mine };
    // Which of several blocks an element of a set came from, and what a dynamic one makes, cannot be told.
    if (steps[at + 1] !== 0 || !Array.isArray(mine) || mine.length !== 1) return undefined;
    [here, there] = [mine[0], Array.isArray(its) ? its[0] : undefined];
  }
  return undefined;
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isObject(value) ? own(value, String(key)) : undefined;
}

function valueAt(values: JsonObject | null, steps: Steps): Json | undefined {
  return steps.reduce<Json | undefined>(memberOf, values ?? undefined);
}

function write(
  assignments: readonly Assignment[],
  target: Resource,
  construct: string | undefined,
): Omit<Fix, "side"> | undefined {
  const setter = assignments[0]?.setter;
  const items = assignments.map(({ item }) => item);
  if (setter?.kind === "variable")
    return { address: `var.${setter.name}`, language: "hcl", text: hclText(items) };
  if (setter?.kind === "argument") {
    const name = setter.call.slice(setter.call.lastIndexOf("module.") + "module.".length);
    return { address: setter.call, language: "hcl", text: hclText([block("module", [name], items)]) };
  }
  const { type, name } = target.parts;
  const body = assignments.reduce<readonly FixItem[]>((tree, { path, item }) => nest(tree, path, item), []);
  if (construct !== undefined) {
    const text = constructText(construct, body);
    return text === undefined ? undefined : { address: target.address, language: "typescript", text };
  }
  return { address: target.address, language: "hcl", text: hclText([block("resource", [type, name], body)]) };
}

function block(type: string, labels: readonly string[], body: readonly FixItem[]): FixItem {
  return { kind: "block", type, labels, body };
}

/** Puts an attribute into the nested block that its path leads to. */
function nest(
  items: readonly FixItem[],
  [head, ...rest]: readonly string[],
  item: FixItem,
): readonly FixItem[] {
  if (head === undefined || rest.length === 0) return [...items.filter((one) => !isNamed(one, head)), item];
  const known = items.find((one) => one.kind === "block" && one.type === head);
  const body = nest(known?.kind === "block" ? known.body : [], rest, item);
  const next = block(head, [], body);
  return known ? items.map((one) => (one === known ? next : one)) : [...items, next];
}

function isNamed(item: FixItem, name: string | undefined): boolean {
  return item.kind === "attribute" && item.name === name;
}
