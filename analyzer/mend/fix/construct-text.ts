import { escapeInvisible } from "../../base/invisible";
import { isObject, type Json } from "../../base/json";
import { quoteForComment } from "./comment";
import { Expression, type FixItem, type FixValue } from "./hcl-text";

/**
 * Properties of a CDKTF construct, below a comment with its path.
 *
 * @returns undefined when a value is a reference, which means another thing there
 */
export function constructText(path: string, items: readonly FixItem[]): string | undefined {
  const lines = items.map((item) => property(item));
  return lines.includes(undefined) ? undefined : `// ${quoteForComment(path)}\n${lines.join("\n")}\n`;
}

function property(item: FixItem): string | undefined {
  if (item.kind === "note") return `// ${quoteForComment(item.text)}`;
  const name = camelCase(item.kind === "block" ? item.type : item.name);
  const value = item.kind === "block" ? objectOf(item.body) : literal(item.value);
  return value === undefined ? undefined : `${name}: ${value},`;
}

function objectOf(items: readonly FixItem[]): string | undefined {
  const members = items.map(property);
  return members.includes(undefined) ? undefined : `{ ${members.join(" ").replace(/,$/, "")} }`;
}

function literal(value: FixValue): string | undefined {
  if (value instanceof Expression) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item: FixValue) => literal(item));
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  if (!isObject(value)) return text(value as Json);
  const entries = Object.entries(value).map(([key, item]) => `${text(key)}: ${text(item)}`);
  return `{ ${entries.join(", ")} }`;
}

/** JSON, with what would end a line of TypeScript, hide in it or reorder it escaped. */
function text(value: Json): string {
  return escapeInvisible(JSON.stringify(value));
}

/** `health_check` is `healthCheck` in the generated bindings. */
function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
