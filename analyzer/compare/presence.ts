import { isObject, type Json } from "../base/json";
import { descend, type LeafNode, NO_TRAITS, type SchemaNode } from "../model/catalogue/catalogue";

/**
 * What stands where people wrote a document (a JSON text in an argument) and no provider has a say: every part of it
 * means what it says, so that `false` is not "absent". The catalogue's own notation for such a value is `dynamic`.
 */
export const DOCUMENT: LeafNode = {
  kind: "leaf",
  type: "dynamic",
  ...NO_TRAITS,
};

/** No schema nests this deep: whatever does says something, and is not worth a stack overflow. */
export const DEEPEST = 200;

/** The name that a value has: an element of a list has none, and is there whatever its value. */
export interface Member {
  readonly name: string;
  /** Whether people chose the name (a variable's, a tag's), rather than the provider. */
  readonly free: boolean;
}

/** Whether the place lies in a document that people wrote. */
export function isDocument(node: SchemaNode | undefined): boolean {
  return node?.kind === "leaf" && node.type === "dynamic";
}

/** Whether people chose the names of the members at this place. */
export function hasFreeNames(node: SchemaNode | undefined): boolean {
  return node?.kind === "map" || isDocument(node);
}

/**
 * Whether a value has no content: null, "", an empty collection, or a collection of such values. Where the provider
 * keeps the value, false and 0 are empty, too, since it turns one into another on refresh: `tags = {}` and no tags at
 * all are one. Where people wrote it (a document, a map with names of their own) they are values.
 */
export function isEmpty(value: Json | undefined, node?: SchemaNode, member?: Member, depth = 0): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (value === false) return !isDocument(node) && member?.free !== true;
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) {
    if (isDocument(node)) return value.length === 0;
    return value.every((item) => isEmpty(item, at(node, 0), undefined, depth + 1));
  }
  if (!isObject(value)) return member?.free === false && isUnsetZero(value, member.name);
  const free = hasFreeNames(node);
  return Object.entries(value).every(([name, item]) =>
    isEmpty(item, at(node, name), free ? { name, free } : undefined, depth + 1),
  );
}

function at(node: SchemaNode | undefined, key: string | number): SchemaNode | undefined {
  return node && descend(node, key);
}

/** Numbers whose 0 is a setting of its own (nothing runs, all is throttled), never the same as unset. */
const MEANT_ZERO = /concurren|desired|capacity|min_|max_|_count$|weight|port$/;

/** Whether a number 0 under a name of the provider's is as good as unset. */
function isUnsetZero(value: Json, name: string): boolean {
  return (value === 0 || value === "0") && !MEANT_ZERO.test(name);
}

/**
 * Whether a value says nothing: it is empty, and holds no block that may say something by being there (`allow {}`).
 * Whether such a block does say something depends on the other side: see `toldByPresence`.
 */
export function saysNothing(value: Json | undefined, node?: SchemaNode, member?: Member): boolean {
  return isEmpty(value, node, member) && !holdsBlock(value, node);
}

/** Only of an empty value, which is no deeper than it may be. */
function holdsBlock(value: Json | undefined, node: SchemaNode | undefined): boolean {
  if (isObject(value)) return Object.entries(value).some(([name, item]) => holdsBlock(item, at(node, name)));
  return isBlock(value, node);
}

/** Whether the value is that of a block which is there, once or several times. */
function isBlock(value: Json | undefined, node: SchemaNode | undefined): value is Json[] {
  if (!Array.isArray(value) || !value.some(isObject)) return false;
  return node === undefined || isBlockNode(node);
}

/**
 * The blocks of an object that say something by being there on one side alone, although nothing is in them: those that
 * can have no content (`uri_path {}`); and those instead of which the other side has chosen another of the parent's
 * alternatives, which is as empty (`allow {}` and `block {}`), or in place of one that takes no values at all. So
 * `filter {}` beside no filter says nothing.
 */
export function toldByPresence(
  primary: Json | undefined,
  dr: Json | undefined,
  node: SchemaNode | undefined,
): ReadonlySet<string> {
  const [left, right] = [blocksOf(primary, node), blocksOf(dr, node)];
  return new Set([...toldOf(left, right, node), ...toldOf(right, left, node)]);
}

/** The blocks that are there, by name. */
type Blocks = ReadonlyMap<string, readonly Json[]>;

function blocksOf(value: Json | undefined, node: SchemaNode | undefined): Blocks {
  const members = isObject(value) ? Object.entries(value) : [];
  return new Map(
    members.flatMap(([name, item]) => (isBlock(item, at(node, name)) ? [[name, item] as const] : [])),
  );
}

function toldOf(mine: Blocks, others: Blocks, node: SchemaNode | undefined): string[] {
  const instead = [...others].filter(([name]) => !mine.has(name));
  const bare = (name: string, block: readonly Json[]) => isEmpty(block as Json[], at(node, name));
  return [...mine].flatMap(([name, block]) => {
    if (others.has(name) || !bare(name, block)) return [];
    const inside = at(at(node, name), 0);
    const speaks = inside?.kind === "object" && inside.names.length === 0;
    return speaks || instead.some((other) => takesNoValues(block, inside) || bare(...other)) ? [name] : [];
  });
}

/** Whether the block has no arguments of its own, but for blocks. */
function takesNoValues(block: readonly Json[], inside: SchemaNode | undefined): boolean {
  if (inside?.kind === "object") return inside.names.every((name) => isBlockNode(inside.member(name)));
  return block.every(
    (element) => isObject(element) && Object.values(element).every((item) => Array.isArray(item)),
  );
}

function isBlockNode(node: SchemaNode | undefined): boolean {
  return (node?.kind === "list" || node?.kind === "set") && node.element.kind === "object";
}

/** Whether a value says nothing beside none at all: it is empty, and no block in it can only say that it is there. */
export function isMute(value: Json | undefined, node: SchemaNode | undefined): boolean {
  if (Array.isArray(value) && isBlock(value, node)) return value.every((item) => isMute(item, at(node, 0)));
  if (!isObject(value) || isDocument(node)) return isEmpty(value, node);
  if (toldByPresence(value, undefined, node).size > 0) return false;
  return Object.entries(value).every(([name, item]) => isMute(item, at(node, name)));
}
