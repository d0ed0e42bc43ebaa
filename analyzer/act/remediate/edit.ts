import type { HclAttribute, HclBody, HclBlock } from "../../read/hcl/scan-hcl";
import { Lines } from "../../base/lines";
import type { LineEdit } from "./unified-diff";

/** Attributes that a snippet sets, with the blocks that lead to them. */
interface Setting {
  readonly blocks: readonly string[];
  readonly name: string;
  /** The value as an expression, on one line or several. */
  readonly value: string;
}

/** The attributes within a snippet's only block. */
export function settingsOf(
  text: string,
  { body }: HclBlock,
  blocks: readonly string[] = [],
): readonly Setting[] {
  return [
    ...body.attributes.map(({ name, value }) => ({
      blocks,
      name,
      value: text.slice(value.start, value.end),
    })),
    ...body.blocks.flatMap((block) => settingsOf(text, block, [...blocks, block.type])),
  ];
}

/**
 * How a declaration has to be edited so that an attribute has a value.
 *
 * @returns undefined when it is not written as a literal, or as this value already, or not in the one block of its name
 */
export function editFor(text: string, declaration: HclBlock, setting: Setting): LineEdit | undefined {
  const body = bodyAt(declaration.body, setting.blocks);
  if (!body) return undefined;
  const attribute = body.attributes.find(({ name }) => name === setting.name);
  if (!attribute) return insertion(text, body, setting);
  const current = text.slice(attribute.value.start, attribute.value.end);
  if (!isLiteral(current) || current === setting.value) return undefined;
  return replacement(text, attribute, setting.value);
}

function bodyAt(body: HclBody, [head, ...rest]: readonly string[]): HclBody | undefined {
  if (head === undefined) return body;
  const own = body.blocks.filter(({ type, labels }) => type === head || labels[0] === head);
  const [only] = own;
  return own.length === 1 && only?.type === head ? bodyAt(only.body, rest) : undefined;
}

/** A number, a truth, a string without templates, or a list of such. */
function isLiteral(text: string): boolean {
  const item = String.raw`(?:-?\d+(?:\.\d+)?|true|false|null|"(?:[^"\\$%]|\\[nrt"\\]|[$%](?!\{))*")`;
  return new RegExp(`^(?:${item}|\\[\\s*(?:${item}(?:\\s*,\\s*${item})*,?)?\\s*\\])$`).test(text);
}

function replacement(text: string, { value }: HclAttribute, wanted: string): LineEdit {
  const [start, end] = [lineStart(text, value.start), lineEnd(text, value.end)];
  const line = text.slice(start, value.start) + wanted + text.slice(value.end, end);
  const lines = new Lines(text);
  const first = lines.at(value.start) - 1;
  return { start: first, count: lines.at(value.end) - first, lines: split(line) };
}

/** After the last attribute that stands on lines of its own, or at the block's beginning; not into a block on one line. */
function insertion(text: string, body: HclBody, { name, value }: Setting): LineEdit | undefined {
  const opening = text.slice(body.start, lineEnd(text, body.start));
  if (!/^\s*(?:#.*|\/\/.*)?\r?\n$/.test(opening)) return undefined;
  const last = body.attributes.at(-1);
  const lines = new Lines(text);
  const after = lines.at(last ? Math.max(last.end - 1, last.start) : body.start);
  const indent = last
    ? /^[ \t]*/.exec(text.slice(lineStart(text, last.start)))?.[0]
    : `${/^[ \t]*/.exec(text.slice(lineStart(text, body.start)))?.[0] ?? ""}  `;
  const end = opening.endsWith("\r\n") ? "\r\n" : "\n";
  return { start: after, count: 0, lines: split(`${indent ?? ""}${name} = ${value}${end}`) };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function split(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
