import { loadHclParser, type HclParser } from "../../hcl/parse-hcl";
import { isObject, own, type Json, type JsonObject } from "../../json";
import type { Span } from "../../locate/hcl-body";
import { outlineHcl, type HclAttribute, type HclBlock, type HclItem } from "./hcl-outline";
import { Lines } from "../../locate/lines";
import type { Located, LocatedObject, Member } from "./located";
import { PolicySyntaxError } from "./syntax-error";

/**
 * Reads HCL. hcl2-parser tells the values; the outline tells where they stand, and where the text is wrong.
 * @throws PolicySyntaxError when it is not HCL
 */
export async function readHcl(text: string): Promise<LocatedObject> {
  const items = outlineHcl(text);
  const parse = await loadHclParser();
  const body = parse(literalText(text, items, { start: 0, end: text.length }));
  if (body === undefined) throw faultIn(items, text, parse) ?? new PolicySyntaxError(0, "This is not HCL.");
  return new Overlay(new Lines(text)).body(items, body, 1);
}

/**
 * A part of the text with null for every expression. They are errors anyhow, which the outline has found; nobody has to
 * parse one that is made to take long or to overflow the stack.
 */
function literalText(text: string, items: readonly HclItem[], { start, end }: Span): string {
  const parts: string[] = [];
  let from = start;
  for (const { valueStart, end: valueEnd } of expressionsIn(items)) {
    parts.push(text.slice(from, valueStart), " null");
    from = valueEnd;
  }
  return [...parts, text.slice(from, end)].join("");
}

function expressionsIn(items: readonly HclItem[]): HclAttribute[] {
  return items.flatMap((item) =>
    item.kind === "block" ? expressionsIn(item.items) : item.literal ? [] : [item],
  );
}

/** The first attribute that the parser refuses by itself, or else the smallest block. */
function faultIn(items: readonly HclItem[], text: string, parse: HclParser): PolicySyntaxError | undefined {
  for (const item of items) {
    if (parse(literalText(text, [item], item)) !== undefined) continue;
    if (item.kind === "attribute")
      return new PolicySyntaxError(item.start, `The value of "${item.name}" is not HCL.`);
    return (
      faultIn(item.items, text, parse) ??
      new PolicySyntaxError(item.start, `The block "${item.name}" is not HCL.`)
    );
  }
  return undefined;
}

/** Lays the places over the values. */
class Overlay {
  constructor(private readonly lines: Lines) {}

  body(items: readonly HclItem[], body: JsonObject, line: number): LocatedObject {
    const blocks = new Map<string, HclBlock[]>();
    const members: Member[] = [];
    for (const item of items) {
      const at = this.lines.at(item.start);
      if (item.kind === "block") addTo(blocks, item.name, item);
      else {
        const value = own(body, item.name) ?? null;
        const located: Located = item.literal ? locatedAt(value, at) : { kind: "expression", line: at };
        members.push({ name: item.name, line: at, form: "attribute", value: located });
      }
    }
    for (const [name, list] of blocks) {
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
        return this.body(block.items, isObject(body) ? body : {}, this.lines.at(block.start));
      });
      return { kind: "list", line, items };
    }
    const labelled = new Map<string, HclBlock[]>();
    for (const block of list) addTo(labelled, block.labels[level] ?? "", block);
    const members = Array.from(labelled, ([name, same]): Member => {
      const at = this.lines.at(same[0]?.start ?? 0);
      const inner = isObject(value) ? (own(value, name) ?? null) : null;
      return { name, line: at, form: "block", value: this.blocks(same, inner, level + 1, at) };
    });
    return { kind: "object", line, members };
  }
}

function addTo(lists: Map<string, HclBlock[]>, name: string, block: HclBlock): void {
  const list = lists.get(name);
  if (list) list.push(block);
  else lists.set(name, [block]);
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
