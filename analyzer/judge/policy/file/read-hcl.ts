import { loadHclParser, type HclParser } from "../../../read/hcl/parse-hcl";
import {
  HclSyntaxError,
  scanHcl,
  type HclAttribute,
  type HclBlock,
  type HclBody,
  type Span,
} from "../../../read/hcl/scan-hcl";
import { isObject, own, type Json, type JsonObject } from "../../../base/json";
import { Lines } from "../../../base/lines";
import { MAX_DEPTH, type Located, type LocatedObject, type Member } from "./located";

/**
 * Reads HCL. hcl2-parser tells the values; the scanner tells where they stand, and where the text is wrong.
 * @throws HclSyntaxError when it is not HCL
 */
export async function readHcl(text: string): Promise<LocatedObject> {
  const file = scanHcl(text, MAX_DEPTH);
  checkNames(file);
  const parse = await loadHclParser();
  const body = parse(literalText(text, itemsOf(file), file));
  if (body === undefined) throw faultIn(file, text, parse) ?? new HclSyntaxError(0, "This is not HCL.");
  return new Overlay(new Lines(text)).body(file, body, 1);
}

type HclItem = HclAttribute | HclBlock;

/** In the order of the text. */
function itemsOf({ attributes, blocks }: HclBody): HclItem[] {
  return [...attributes, ...blocks].sort((a, b) => a.start - b.start);
}

/** What HCL refuses without saying where: one name for two attributes, or for an attribute and a block. */
function checkNames(body: HclBody): void {
  const firsts = new Map<string, HclItem>();
  for (const item of itemsOf(body)) {
    const name = "body" in item ? item.type : item.name;
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, item);
    else if ("value" in first || "value" in item)
      throw new HclSyntaxError(item.start, `"${name}" is set twice.`);
    else if (first.labels.length !== item.labels.length)
      throw new HclSyntaxError(
        item.start,
        `This "${name}" has another number of labels than the one before.`,
      );
    if ("body" in item) checkNames(item.body);
  }
}

/**
 * A part of the text with null for every expression. They are errors anyhow, which the scanner has found; nobody has to
 * parse one that is made to take long or to overflow the stack. The line break is for a heredoc at the end.
 */
function literalText(text: string, items: readonly HclItem[], { start, end }: Span): string {
  const parts: string[] = [];
  let from = start;
  for (const { value } of expressionsIn(items)) {
    parts.push(text.slice(from, value.start), "null");
    from = value.end;
  }
  return [...parts, text.slice(from, end), "\n"].join("");
}

/** In the order of the text. */
function expressionsIn(items: readonly HclItem[]): HclAttribute[] {
  return items.flatMap((item) =>
    "body" in item ? expressionsIn(itemsOf(item.body)) : item.literal ? [] : [item],
  );
}

/** The first attribute that the parser refuses by itself, or else the smallest block. */
function faultIn(body: HclBody, text: string, parse: HclParser): HclSyntaxError | undefined {
  for (const item of itemsOf(body)) {
    if (parse(literalText(text, [item], item)) !== undefined) continue;
    if ("value" in item) return new HclSyntaxError(item.start, `The value of "${item.name}" is not HCL.`);
    return (
      faultIn(item.body, text, parse) ??
      new HclSyntaxError(item.start, `The block "${item.type}" is not HCL.`)
    );
  }
  return undefined;
}

/** Lays the places over the values. */
class Overlay {
  constructor(private readonly lines: Lines) {}

  body({ attributes, blocks }: HclBody, body: JsonObject, line: number): LocatedObject {
    const members = attributes.map(({ name, literal, start }): Member => {
      const line = this.lines.at(start);
      const value: Located = literal
        ? locatedAt(own(body, name) ?? null, line)
        : { kind: "expression", line };
      return { name, line, form: "attribute", value };
    });
    for (const [name, list] of grouped(blocks, ({ type }) => type)) {
      const line = this.lines.at(list[0]?.start ?? 0);
      members.push({ name, line, form: "block", value: this.blocks(list, own(body, name) ?? null, 0, line) });
    }
    return { kind: "object", line, members };
  }

  /** Blocks of one name: a level of members for each label, then a list. */
  private blocks(list: readonly HclBlock[], value: Json, level: number, line: number): Located {
    if (list[0]?.labels[level] === undefined) {
      const bodies = Array.isArray(value) ? value : [];
      const items = list.map((block, i) => {
        const body = bodies[i];
        return this.body(block.body, isObject(body) ? body : {}, this.lines.at(block.start));
      });
      return { kind: "list", line, items };
    }
    const labelled = grouped(list, ({ labels }) => labels[level] ?? "");
    const members = Array.from(labelled, ([name, same]): Member => {
      const at = this.lines.at(same[0]?.start ?? 0);
      const inner = isObject(value) ? (own(value, name) ?? null) : null;
      return { name, line: at, form: "block", value: this.blocks(same, inner, level + 1, at) };
    });
    return { kind: "object", line, members };
  }
}

function grouped(blocks: readonly HclBlock[], key: (block: HclBlock) => string): Map<string, HclBlock[]> {
  const groups = new Map<string, HclBlock[]>();
  for (const block of blocks) {
    const group = groups.get(key(block));
    if (group) group.push(block);
    else groups.set(key(block), [block]);
  }
  return groups;
}

/** A literal's value; its parts stand where the attribute does. */
function locatedAt(value: Json, line: number): Located {
  if (Array.isArray(value)) return { kind: "list", line, items: value.map((item) => locatedAt(item, line)) };
  if (!isObject(value)) return { kind: "value", line, value };
  const members = Object.entries(value).map(([name, member]) => ({
    name,
    line,
    value: locatedAt(member, line),
  }));
  return { kind: "object", line, members };
}
