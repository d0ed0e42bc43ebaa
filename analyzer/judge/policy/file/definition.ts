import type { Field } from "./field";

/** `NAME = VALUE`. */
export interface Attribute<T = unknown, Required extends boolean = boolean> {
  readonly field: Field<T>;
  readonly required: Required;
  /** A sentence for editors and for the reference. */
  readonly description: string;
}

/** `NAME { ... }`. */
export interface Nested {
  /** What is in it; by its label, where it has one: `notify "sns" { ... }`. */
  readonly block:
    BlockDefinition | Readonly<Record<string, BlockDefinition & { readonly description: string }>>;
  /** Whether several of the name may stand in one block. */
  readonly many: boolean;
  /** What to write where there is none. @default - it may be left out */
  readonly missing?: string;
  readonly description: string;
}

/** What a block may hold, in the order in which messages and the reference list it. */
export interface BlockDefinition {
  /** Its name in the schema. */
  readonly name: string;
  readonly description?: string;
  readonly members: Readonly<Record<string, Attribute | Nested>>;
  /** Of these attributes one at least has to be there. */
  readonly anyOf?: readonly string[];
}

/** What the attributes of a block are read to; its blocks are read apart. */
export type Values<Definition extends BlockDefinition> = {
  readonly [
    Name in keyof Definition["members"] as Definition["members"][Name] extends Attribute ? Name : never
  ]: Definition["members"][Name] extends Attribute<infer T, infer Required>
    ? Required extends true
      ? T
      : T | undefined
    : never;
};

export function isAttribute(member: Attribute | Nested): member is Attribute {
  return "field" in member;
}

/** Whether a block's bodies are told apart by a label. */
export function isLabelled(block: Nested["block"]): block is Exclude<Nested["block"], BlockDefinition> {
  return !("members" in block && "name" in block);
}

/** An attribute that may be left out. */
export function optional<T>(field: Field<T>, description: string): Attribute<T, false> {
  return { field, required: false, description };
}

/** An attribute that has to be there. */
export function required<T>(field: Field<T>, description: string): Attribute<T, true> {
  return { field, required: true, description };
}
