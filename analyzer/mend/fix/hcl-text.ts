import { INVISIBLES } from "../../base/invisible";
import { isObject, type Json } from "../../base/json";
import { disarm } from "../../base/runner-commands";
import { quoteForComment } from "./comment";

/** A value of a snippet: JSON, or text that is an expression already (a reference). */
export type FixValue = Json | Expression | readonly FixValue[];

/** An expression of the language that stands as it is: `aws_vpc.main.id`. */
export class Expression {
  constructor(readonly text: string) {}
}

/** A line of a snippet, or a block with its lines. */
export type FixItem =
  | { readonly kind: "attribute"; readonly name: string; readonly value: FixValue }
  | {
      readonly kind: "block";
      readonly type: string;
      readonly labels: readonly string[];
      readonly body: readonly FixItem[];
    }
  | { readonly kind: "note"; readonly text: string };

/** Terraform's native syntax, as `terraform fmt` would leave it. */
export function hclText(items: readonly FixItem[], indent = ""): string {
  let text = "";
  for (let at = 0; at < items.length;) {
    const run = attributesFrom(items, at);
    text += isApart(items[at - 1], items[at]) ? "\n" : "";
    if (run > 0) text += aligned(items.slice(at, at + run), indent);
    else text += single(items[at] as FixItem, indent);
    at += Math.max(run, 1);
  }
  return text;
}

/** Whether a blank line parts two items: what is tall stands alone, with the notes before it. */
function isApart(before: FixItem | undefined, item: FixItem | undefined): boolean {
  return before !== undefined && before.kind !== "note" && [before, item].some(isTall);
}

function isTall(item: FixItem | undefined): boolean {
  return item?.kind === "block" || (item?.kind === "attribute" && isLong(item.value));
}

/** How many attributes with a value on one line follow each other: `terraform fmt` aligns these. */
function attributesFrom(items: readonly FixItem[], start: number): number {
  let at = start;
  for (let item = items[at]; item?.kind === "attribute" && !isLong(item.value); item = items[at]) at++;
  return at - start;
}

function aligned(items: readonly FixItem[], indent: string): string {
  const attributes = items.filter((item) => item.kind === "attribute");
  const width = Math.max(...attributes.map(({ name }) => name.length));
  return attributes
    .map(({ name, value }) => `${indent}${name.padEnd(width)} = ${hclValue(value, indent)}\n`)
    .join("");
}

function single(item: FixItem, indent: string): string {
  if (item.kind === "note") return `${indent}# ${quoteForComment(item.text)}\n`;
  if (item.kind === "attribute") return `${indent}${item.name} = ${hclValue(item.value, indent)}\n`;
  const head = `${indent}${[item.type, ...item.labels.map(quoted)].join(" ")} {`;
  return `${head}\n${hclText(item.body, `${indent}  `)}${indent}}\n`;
}

/** What stands on several lines. */
function isLong(value: FixValue): boolean {
  if (Array.isArray(value)) return value.some((item: FixValue) => isLong(item));
  return isMap(value) && Object.keys(value).length > 0;
}

function isMap(value: FixValue): value is Readonly<Record<string, Json>> {
  return !(value instanceof Expression) && isObject(value);
}

/** A value as an expression; maps on several lines. */
export function hclValue(value: FixValue, indent = ""): string {
  if (value instanceof Expression) return value.text;
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value) && isLong(value)) return list(value, indent);
  if (Array.isArray(value)) return `[${value.map((item: FixValue) => inline(item)).join(", ")}]`;
  if (isMap(value)) return Object.keys(value).length === 0 ? "{}" : map(value, indent);
  return String(value);
}

function list(values: readonly FixValue[], indent: string): string {
  const inner = `${indent}  `;
  return `[\n${values.map((value) => `${inner}${hclValue(value, inner)},\n`).join("")}${indent}]`;
}

function map(value: Readonly<Record<string, Json>>, indent: string): string {
  const entries = Object.entries(value).map(([key, item]) => [keyText(key), inline(item)] as const);
  const width = Math.max(...entries.map(([key]) => key.length));
  return `{\n${entries.map(([key, item]) => `${indent}  ${key.padEnd(width)} = ${item}\n`).join("")}${indent}}`;
}

function inline(value: FixValue): string {
  if (!isMap(value)) return hclValue(value);
  const entries = Object.entries(value).map(([key, item]) => `${keyText(key)} = ${inline(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quoted(key);
}

const SHORT: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
/** A string literal in which nothing is a template, and nothing that an editor would hide or turn around stands as it is. */
export function quoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, "\\$&")
    .replace(INVISIBLES, (character) => SHORT[character] ?? escapedCode(character));
  // A pipeline's runner would take `##[...]` in a printed report for a command.
  return disarm(`"${escaped.replace(/([$%])\{/g, "$1$1{")}"`, "\\u0023", "\\u003a");
}

/** HCL has `\\uNNNN` and, beyond, `\\UNNNNNNNN`. */
function escapedCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
