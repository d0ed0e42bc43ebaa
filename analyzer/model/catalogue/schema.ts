/** A type without parts. A `dynamic` value may be anything: only the value itself tells. */
export type CtyPrimitive = "string" | "number" | "bool" | "dynamic";

/** An attribute's type, in the notation of `terraform providers schema -json`. */
export type CtyType =
  | CtyPrimitive
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["object", Readonly<Record<string, CtyType>>];

/** How often a nested block or object occurs, and how its occurrences are kept. */
export type Nesting = "single" | "list" | "set" | "map" | "group";

/** What the provider says of an attribute, as it says it: `computed` with `optional` is a provider's default. */
export interface AttributeFlags {
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
}

/** An attribute. Equal ones of different types are one object. */
export interface AttributeSchema extends AttributeFlags {
  readonly type: CtyType;
  /** The attributes within, with flags of their own, where the provider describes them (`nested_type`). */
  readonly nested?: NestedBlock;
}

/** A block within a block, or the objects of an attribute that has a `nested_type`. */
export interface NestedBlock {
  readonly nesting: Nesting;
  /** Absent when there is no such limit. */
  readonly minItems?: number;
  /** Absent when there is no such limit. */
  readonly maxItems?: number;
  /** Decoded when it is first read: some blocks nest a dozen deep. */
  readonly schema: BlockSchema;
}

/** The inside of a resource type, data source type or block. Equal ones of different types are one object. */
export interface BlockSchema {
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly blocks: ReadonlyMap<string, NestedBlock>;
  readonly deprecated: boolean;
}
