import { isExpression, JsonText, type Value } from "./expression";
import { type Args, Nested } from "./resource";

type Node = unknown;

/** `rule[0].apply_server_side_encryption_by_default.sse_algorithm` as its steps. */
function stepsOf(path: string): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** A block that stands once is its own first element; a JSON text is what it says. */
function step(node: Node, by: string | number): Node {
  if (by === 0 && (node instanceof Nested || (!Array.isArray(node) && node !== undefined))) return node;
  const inside = node instanceof Nested ? node.body : node instanceof JsonText ? node.value : node;
  const first = Array.isArray(inside) && typeof by === "string" ? step(inside[0], 0) : inside;
  const place = first instanceof Nested ? first.body : first;
  if (typeof place !== "object" || place === null || isExpression(place)) return undefined;
  return (place as Record<string | number, Node>)[by];
}

/** The value at a path of a resource's arguments; undefined where there is none. */
export function get(args: Args, path: string): Value | Nested | Nested[] | undefined {
  return stepsOf(path).reduce<Node>(step, args) as Value | Nested | Nested[] | undefined;
}

/** Puts a value at a path whose parents exist; undefined takes the argument away. */
export function set(args: Args, path: string, value: Value | Nested | Nested[] | undefined): void {
  const steps = stepsOf(path);
  const last = steps.pop();
  const parent = steps.reduce<Node>(step, args);
  const inside = parent instanceof JsonText ? parent.value : parent;
  const first: Node = Array.isArray(inside) && typeof last === "string" ? inside[0] : inside;
  const place = first instanceof Nested ? first.body : first;
  if (last === undefined || typeof place !== "object" || place === null || isExpression(place)) {
    throw new Error(`there is no ${path} to set`);
  }
  const container = place as Record<string | number, Node>;
  if (value === undefined && Array.isArray(container)) container.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(container, last);
  else container[last] = value;
}

/** The blocks of a name, as a list whichever way they are held. */
export function blocksOf(args: Args, name: string): Nested[] {
  const value = args[name];
  if (value instanceof Nested) return [value];
  return Array.isArray(value) ? value.filter((one): one is Nested => one instanceof Nested) : [];
}
