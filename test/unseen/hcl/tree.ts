/** An argument's value, rendered but for the choice between variants: leaves are HCL. */
export type Tree =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Tree[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Tree> }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Tree[] };

/** A block's content. Blocks stand in order. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Tree>;
  readonly blocks: readonly NamedBody[];
}

export interface NamedBody {
  readonly name: string;
  readonly body: Body;
}

export const hcl = (text: string): Tree => ({ kind: "text", text });

export function body(attributes: Readonly<Record<string, Tree>>, blocks: readonly NamedBody[] = []): Body {
  return { attributes: new Map(Object.entries(attributes)), blocks };
}

/** Text as an HCL string. Templates in it are escaped: it is literal. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** The inside of a quoted template. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll("${", "$${").replaceAll("%{", "%%{");
}

/** A tree as HCL, with `indent` in front of every line but the first. */
export function print(tree: Tree, indent = ""): string {
  const deeper = `${indent}  `;
  switch (tree.kind) {
    case "text":
      return tree.text;
    case "call":
      return `${tree.name}(${tree.args.map((arg) => print(arg, indent)).join(", ")})`;
    case "list": {
      const items = tree.items.map((item) => print(item, deeper));
      const short = `[${items.join(", ")}]`;
      if (short.length < 80 && !short.includes("\n")) return short;
      return `[\n${items.map((item) => `${deeper}${item},\n`).join("")}${indent}]`;
    }
    case "map": {
      if (tree.entries.size === 0) return "{}";
      const lines = [...tree.entries].map(
        ([key, value]) => `${deeper}${keyText(key)} = ${print(value, deeper)}\n`,
      );
      return `{\n${lines.join("")}${indent}}`;
    }
  }
}

function keyText(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

/** The lines of a block's content. */
export function printBody({ attributes, blocks }: Body, indent: string): string {
  const lines = [...attributes].map(([name, value]) => `${indent}${name} = ${print(value, indent)}\n`);
  const nested = blocks.map(
    ({ name, body: inner }) => `${indent}${name} {\n${printBody(inner, `${indent}  `)}${indent}}\n`,
  );
  return [...lines, ...nested].join("");
}
