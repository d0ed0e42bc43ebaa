import type { Pair } from "./pair";

/**
 * How a construct becomes plain Terraform modules. A file under `modules/` that exports one as `capability` is in the library
 * and is exported: nothing else has to name it. The comment of the file's class is the modules' README.
 */
export interface Capability {
  /** Name of the exported modules' directory. */
  readonly name: string;
  /** Adds the construct to a pair under `id`, with stand-ins for its arguments. */
  readonly build: (pair: Pair, id: string) => void;
  /**
   * Other forms of it by name, which no variable can choose since they have other resources: `one-way` becomes the directory
   * NAME-one-way. @default - none
   */
  readonly variants?: Readonly<Record<string, (pair: Pair, id: string) => void>>;
  /** What its stand-ins are turned into, longer ones before those that they contain. @default - it has none of its own */
  readonly parameters?: readonly Parameter[];
}

/** A variable of an exported module, and what stands for it in the text. */
export interface Parameter {
  readonly name: string;
  /** As Terraform writes it: `list(string)`. */
  readonly type: string;
  readonly description: string;
  /** HCL of the default. @default - the variable is mandatory */
  readonly default?: string;
  readonly find: RegExp;
  /** What is put in its place; `$1` is the pattern's first group. @default - `var.NAME`, in strings `${var.NAME}` */
  readonly put?: string;
}

/** A variable that holds a text. */
export function text(name: string, find: RegExp, description: string, put?: string): Parameter {
  return { name, type: "string", description, find, put };
}

/** A variable that holds a number. @param value its default */
export function number(name: string, find: RegExp, description: string, value?: number): Parameter {
  return {
    name,
    type: "number",
    description,
    find,
    put: `var.${name}`,
    ...(value === undefined ? {} : { default: String(value) }),
  };
}

/** Networks of an exported capability's pair; `keys` and `network` are the ids of what it stands on. */
export const STAND_IN_CIDRS = { primary: "10.251.0.0/16", dr: "10.252.0.0/16" } as const;
