import { body, type Body, hcl, type NamedBody, print, printBody, type Tree } from "./tree";

/**
 * How code says "this here, that there": an index into a list, a condition on the workspace, a variable. `at` names the
 * place, as an identifier: `aws_sqs_queue_orders_delay_seconds`.
 */
export type Choose = (alternatives: readonly string[], at: string) => string;

const NULL = hcl("null");
const EMPTY: Body = body({});

/**
 * One body for several variants of it: what they share is written once, where they differ the code chooses. A variant
 * that is undefined does not have the block at all.
 */
export function mergeBodies(variants: readonly (Body | undefined)[], choose: Choose, at: string): Body {
  const present = variants.filter((variant) => variant !== undefined);
  const bodies = variants.map((variant) => variant ?? present[0] ?? EMPTY);
  const names = new Set(bodies.flatMap(({ attributes }) => [...attributes.keys()]));
  const attributes = new Map<string, Tree>();
  for (const name of names) {
    attributes.set(
      name,
      mergeTrees(
        bodies.map((one) => one.attributes.get(name) ?? NULL),
        choose,
        `${at}_${name}`,
      ),
    );
  }
  const blockNames = new Set(bodies.flatMap(({ blocks }) => blocks.map(({ name }) => name)));
  const blocks = [...blockNames].flatMap((name) => mergeBlocks(name, bodies, choose, `${at}_${name}`));
  return { attributes, blocks };
}

export function mergeTrees(trees: readonly Tree[], choose: Choose, at: string): Tree {
  const [first, ...rest] = trees;
  if (first === undefined) return NULL;
  const texts = trees.map((tree) => print(tree));
  if (new Set(texts).size === 1) return first;
  if (first.kind === "map" && rest.every((tree) => sameKeys(first, tree))) {
    const merged = [...first.entries.keys()].map((key): [string, Tree] => [
      key,
      mergeTrees(
        trees.map((tree) => (tree.kind === "map" ? tree.entries.get(key) : undefined) ?? NULL),
        choose,
        `${at}_${identifier(key)}`,
      ),
    ]);
    return { kind: "map", entries: new Map(merged) };
  }
  if (
    first.kind === "list" &&
    rest.every((tree) => tree.kind === "list" && tree.items.length === first.items.length)
  ) {
    return {
      kind: "list",
      items: mergeLists(
        trees.map((tree) => (tree.kind === "list" ? tree.items : [])),
        choose,
        at,
      ),
    };
  }
  if (
    first.kind === "call" &&
    rest.every(
      (tree) => tree.kind === "call" && tree.name === first.name && tree.args.length === first.args.length,
    )
  ) {
    const args = mergeLists(
      trees.map((tree) => (tree.kind === "call" ? tree.args : [])),
      choose,
      at,
    );
    return { kind: "call", name: first.name, args };
  }
  return hcl(choose(texts, at));
}

function mergeLists(lists: readonly (readonly Tree[])[], choose: Choose, at: string): Tree[] {
  return (lists[0] ?? []).map((_, i) =>
    mergeTrees(
      lists.map((list) => list[i] ?? NULL),
      choose,
      `${at}_${i}`,
    ),
  );
}

function sameKeys(map: Tree & { kind: "map" }, other: Tree): boolean {
  return (
    other.kind === "map" &&
    other.entries.size === map.entries.size &&
    [...map.entries.keys()].every((key) => other.entries.has(key))
  );
}

/** Blocks of one name: as many everywhere are merged one by one; what only some have becomes dynamic. */
function mergeBlocks(name: string, bodies: readonly Body[], choose: Choose, at: string): NamedBody[] {
  const lists = bodies.map(({ blocks }) =>
    blocks.filter((block) => block.name === name).map((block) => block.body),
  );
  const counts = new Set(lists.map(({ length }) => length));
  if (counts.size === 1) {
    return (lists[0] ?? []).map((_, i) => ({
      name,
      body: mergeBodies(
        lists.map((list) => list[i]),
        choose,
        `${at}_${i}`,
      ),
    }));
  }
  const byText = new Map<string, Body>();
  for (const one of lists.flat()) byText.set(printBody(one, ""), one);
  return [...byText].map(([text, one], i) => {
    const has = lists.map((list) => list.some((other) => printBody(other, "") === text));
    return has.every(Boolean)
      ? { name, body: one }
      : dynamic(
          name,
          one,
          choose(
            has.map((yes) => (yes ? "[1]" : "[]")),
            `${at}_${i}`,
          ),
        );
  });
}

/** A block that stands for every element of a list. */
function dynamic(name: string, content: Body, forEach: string): NamedBody {
  return {
    name: `dynamic "${name}"`,
    body: body({ for_each: hcl(forEach) }, [{ name: "content", body: content }]),
  };
}

const identifier = (key: string): string => key.replaceAll(/\W+/g, "_").toLowerCase();
