/** One `module.NAME` or `module.NAME["key"]` step of an address. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

/** A resource instance's address, taken apart. */
export interface Address {
  readonly modules: readonly ModuleStep[];
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
}

/** `aws_x.y`, then what follows the name: an index or nothing. */
const NAME = /[A-Za-z_][\w-]*/y;
/** The same in a pattern, where `*` stands for any characters. */
const NAME_PATTERN = /[A-Za-z_*][\w*-]*/y;

/**
 * Takes an instance address apart. Keys are real Terraform string literals: they may hold dots, brackets
 * and escaped quotes, so splitting at dots is not enough.
 *
 * @returns undefined when the text is not an address.
 */
export function parseAddress(text: string): Address | undefined {
  const steps = parseSteps(text);
  if (!steps) return undefined;
  const modules: ModuleStep[] = [];
  let at = 0;
  while (steps[at]?.name === "module" && steps[at]?.key === undefined && steps[at + 1]) {
    modules.push(steps[at + 1] as ModuleStep);
    at += 2;
  }
  const mode = steps[at]?.name === "data" ? "data" : "managed";
  if (mode === "data") at++;
  const [type, resource, ...rest] = steps.slice(at);
  if (!type || !resource || rest.length > 0 || type.key !== undefined) return undefined;
  return { modules, mode, type: type.name, name: resource.name, key: resource.key };
}

/** The steps of a module's address (`module.a["x"].module.b`); empty for the root. */
export function parseModulePath(text: string | undefined): readonly ModuleStep[] {
  const steps = text ? (parseSteps(text) ?? []) : [];
  return steps.filter((_, i) => i % 2 === 1);
}

/** A module path as Terraform writes it: `module.a["x"].module.b`; empty for the root. */
export function formatModulePath(modules: readonly ModuleStep[]): string {
  return modules
    .map(({ name, key }) => (key === undefined ? `module.${name}` : `module.${name}[${JSON.stringify(key)}]`))
    .join(".");
}

/** The address of a module path in the configuration tree, which knows no instance keys: `module.a.module.b`. */
export function configModulePath(modules: readonly ModuleStep[]): string {
  return modules.map((step) => `module.${step.name}`).join(".");
}

/** The names between an address's dots, with their keys; undefined when the text is not an address. */
export function parseSteps(text: string): ModuleStep[] | undefined {
  return tokenize(text, NAME, readKey);
}

/**
 * The same of a pattern: names may hold `*`, and a key may be `[*]`, which is told as the text `*`.
 *
 * @returns undefined when the text is not a pattern of addresses.
 */
export function parsePatternSteps(text: string): ModuleStep[] | undefined {
  return tokenize(text, NAME_PATTERN, (all, open) =>
    all.startsWith("[*]", open) ? { key: "*", end: open + 3 } : readKey(all, open),
  );
}

function tokenize(text: string, pattern: RegExp, keyAt: typeof readKey): ModuleStep[] | undefined {
  const steps: ModuleStep[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const name = pattern.exec(text)?.[0];
    if (!name) return undefined;
    at += name.length;
    const index = text[at] === "[" ? keyAt(text, at) : undefined;
    if (text[at] === "[" && !index) return undefined;
    if (index) at = index.end;
    steps.push(index ? { name, key: index.key } : { name });
    if (at === text.length) return steps;
    if (text[at] !== ".") return undefined;
    at++;
  }
  return undefined;
}

function readKey(text: string, open: number): { key: string | number; end: number } | undefined {
  if (text[open + 1] !== '"') {
    const close = text.indexOf("]", open);
    const inner = text.slice(open + 1, close);
    if (close < 0 || !/^\d+$/.test(inner)) return undefined;
    return { key: Number(inner), end: close + 1 };
  }
  for (let at = open + 2; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') {
      if (text[at + 1] !== "]") return undefined;
      return { key: unquote(text.slice(open + 1, at + 1)), end: at + 2 };
    }
  }
  return undefined;
}

/** Terraform's string literals escape as JSON does, but for `$${` and `%%{`. */
function unquote(literal: string): string {
  try {
    return (JSON.parse(literal) as string).replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
  } catch {
    return literal.slice(1, -1);
  }
}
