import { isObject, own, type Json, type JsonObject } from "../../base/json";
import { scanHclUpToError, type HclAttribute, type HclBlock, type HclBody } from "../../read/hcl/scan-hcl";
import { jsonKeys, type JsonKey } from "./json-keys";
import { notesByBlock, notesInJson, type DecisionNote } from "./decision-notes";
import { Lines } from "../../base/lines";

/** A `resource`, `data` or `module` block as it stands in a file. */
export interface Declaration {
  /** `aws_x.y`, `data.aws_x.y` or `module.m`. */
  readonly name: string;
  readonly line: number;
  /** A module call's `source`, where it is written out. */
  readonly source?: string;
  /** cdktf's note on which construct made it. */
  readonly construct?: { readonly path: string; readonly trace: readonly string[] };
  /** The line of an attribute, as deep as the path can be followed; undefined when the block does not write it. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
  /** The expression of an attribute as it stands there, or the whole body where the path is empty; undefined as well where one of several blocks may be meant. */
  readonly written: (path: readonly string[]) => string | undefined;
  /** The block itself; undefined in JSON syntax. */
  readonly block?: HclBlock;
  /** Comments in it, or right above it, that accept findings. */
  readonly notes?: readonly DecisionNote[];
}

/** The declarations of a file in Terraform's native syntax. */
export function declarationsInHcl(text: string): Declaration[] {
  const lines = new Lines(text);
  const { blocks } = scanHclUpToError(text);
  const notes = notesByBlock(text, blocks);
  return blocks.flatMap((block) => {
    const name = nameOfBlock(block);
    if (name === undefined) return [];
    return {
      name,
      line: lines.at(block.start),
      source: literalSource(text, block),
      block,
      notes: notes.get(block),
      lineOf: (path) => {
        const offset = findAttribute(block.body, path)?.start;
        return offset === undefined ? undefined : lines.at(offset);
      },
      written: (path) => writtenIn(text, block.body, path),
    };
  });
}

function nameOfBlock({ type, labels }: HclBlock): string | undefined {
  const [first, second] = labels;
  if (type === "module" && first !== undefined) return `module.${first}`;
  if (first === undefined || second === undefined) return undefined;
  if (type === "resource") return `${first}.${second}`;
  return type === "data" ? `data.${first}.${second}` : undefined;
}

function literalSource(text: string, { type, body }: HclBlock): string | undefined {
  const value = body.attributes.find(({ name }) => name === "source")?.value;
  if (type !== "module" || !value) return undefined;
  return /^"([^"\\$%]*)"$/.exec(text.slice(value.start, value.end))?.[1];
}

/**
 * The attribute that a path leads to, through nested blocks and `dynamic` ones. Of several blocks of a name, none can
 * be told for sure, since most are sets: then the first is meant.
 */
export function findAttribute(
  body: HclBody,
  [name, ...rest]: readonly string[],
): HclAttribute | HclBlock | undefined {
  const attribute = body.attributes.find((one) => one.name === name);
  if (attribute) return attribute;
  const block = body.blocks.find((one) => one.type === name) ?? dynamicContent(body, name);
  if (!block) return undefined;
  return (rest.length > 0 ? findAttribute(block.body, rest) : undefined) ?? block;
}

function writtenIn(text: string, body: HclBody, [name, ...rest]: readonly string[]): string | undefined {
  if (name === undefined) return text.slice(body.start, body.end);
  const value = body.attributes.find((one) => one.name === name)?.value;
  if (value) return text.slice(value.start, value.end);
  const named = body.blocks.filter(({ type }) => type === name);
  const content = dynamicContent(body, name);
  const [only, ...more] = content ? [...named, content] : named;
  return only && more.length === 0 && rest.length > 0 ? writtenIn(text, only.body, rest) : undefined;
}

function dynamicContent(body: HclBody, name: string | undefined): HclBlock | undefined {
  const dynamic = body.blocks.find(({ type, labels }) => type === "dynamic" && labels[0] === name);
  return dynamic?.body.blocks.find(({ type }) => type === "content") ?? dynamic;
}

/** The declarations of a file in JSON syntax; none when it is not JSON. */
export function declarationsInJson(text: string): Declaration[] {
  const document = parse(text);
  if (!isObject(document)) return [];
  const keys = jsonKeys(text);
  const lines = new Lines(text);
  const declare = (name: string, key: JsonKey, body: Json | undefined): Declaration => ({
    name,
    line: lines.at(key.offset),
    source: name.startsWith("module.") ? textOf(body, "source") : undefined,
    construct: constructOf(body),
    notes: notesInJson(isObject(body) ? own(body, "//") : undefined, lines.at(key.offset)),
    lineOf: (path) => {
      const found = findKey(key, path);
      return found === undefined ? undefined : lines.at(found.offset);
    },
    written: (path) => writtenInJson(body, path),
  });
  const typed = (section: string, prefix: string) =>
    entries(keys.members.get(section)).flatMap(([type, named]) =>
      entries(named).map(([name, key]) =>
        declare(`${prefix}${type}.${name}`, key, at(document, section, type, name)),
      ),
    );
  const calls = entries(keys.members.get("module")).map(([name, key]) =>
    declare(`module.${name}`, key, at(document, "module", name)),
  );
  return [...typed("resource", ""), ...typed("data", "data."), ...calls];
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as Json;
  } catch {
    return undefined;
  }
}

function entries(key: JsonKey | undefined): (readonly [string, JsonKey])[] {
  return [...(key?.members ?? [])];
}

function at(document: JsonObject, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isObject(value) ? own(value, key) : undefined),
    document,
  );
}

function textOf(body: Json | undefined, key: string): string | undefined {
  const value = isObject(body) ? own(body, key) : undefined;
  return typeof value === "string" ? value : undefined;
}

/** cdktf writes `"//": {"metadata": {"path", "uniqueId", "stackTrace"}}` into each block. */
function constructOf(body: Json | undefined): Declaration["construct"] {
  if (!isObject(body)) return undefined;
  const metadata = at(body, "//", "metadata");
  const path = textOf(metadata, "path");
  const trace = isObject(metadata) ? own(metadata, "stackTrace") : undefined;
  if (path === undefined) return undefined;
  return { path, trace: Array.isArray(trace) ? trace.filter((frame) => typeof frame === "string") : [] };
}

function findKey(key: JsonKey, path: readonly string[]): JsonKey | undefined {
  const [name, ...rest] = path;
  const found = name === undefined ? undefined : key.members.get(name);
  return found && (findKey(found, rest) ?? found);
}

/** An expression of JSON syntax is a text; a block may stand alone or be the only one of a list. */
function writtenInJson(body: Json | undefined, path: readonly string[]): string | undefined {
  if (Array.isArray(body)) return body.length === 1 ? writtenInJson(body[0], path) : undefined;
  const [name, ...rest] = path;
  if (!isObject(body)) return undefined;
  if (name === undefined) return JSON.stringify({ ...body, "//": undefined });
  const value = own(body, name);
  if (typeof value === "string") return value;
  return rest.length > 0 ? writtenInJson(value, rest) : undefined;
}
