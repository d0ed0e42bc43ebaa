/**
 * What a policy file says, HCL or JSON, with the line of everything in it. It has the shape of HCL's JSON form: a block
 * is a member of its parent; each label is a level of members below it, and blocks that share a name are a list.
 */
export type Located = LocatedValue | LocatedList | LocatedObject | LocatedExpression;

interface Place {
  /** Counted from 1. */
  readonly line: number;
}

/** A text, number, boolean or null. */
export interface LocatedValue extends Place {
  readonly kind: "value";
  readonly value: string | number | boolean | null;
}

export interface LocatedList extends Place {
  readonly kind: "list";
  readonly items: readonly Located[];
}

/** An object or a block's body. */
export interface LocatedObject extends Place {
  readonly kind: "object";
  /** Each name stands once. */
  readonly members: readonly Member[];
}

export interface Member extends Place {
  readonly name: string;
  readonly value: Located;
  /** How HCL wrote it; absent for JSON, which writes both alike. */
  readonly form?: "attribute" | "block";
}

/** What only Terraform could evaluate: a variable, a function, an operator, an interpolation. */
export interface LocatedExpression extends Place {
  readonly kind: "expression";
}

/** The deepest nesting that is read; a policy file needs six levels. */
export const MAX_DEPTH = 32;
