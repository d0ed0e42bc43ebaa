import type {
  AttributeFlags,
  AttributeSchema,
  BlockSchema,
  CtyPrimitive,
  CtyType,
  NestedBlock,
} from "./schema";

/** What holds of a value at a place of the schema. Parts of an attribute without flags of their own have its. */
export interface Traits {
  /** Only the provider sets it: it says nothing about what was configured. */
  readonly computedOnly: boolean;
  /** The provider sets it where the configuration does not. */
  readonly optionalComputed: boolean;
  readonly required: boolean;
  readonly sensitive: boolean;
  /** Always null in plans and states. */
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
}

/** A value without parts, or a `dynamic` one, of whose parts nothing is known. */
export interface LeafNode extends Traits {
  readonly kind: "leaf";
  readonly type: CtyPrimitive;
}

/** A list, a set (whose order means nothing) or a map, of blocks or of values. */
export interface CollectionNode extends Traits {
  readonly kind: "list" | "set" | "map";
  readonly element: SchemaNode;
  /** Of blocks only; absent when there is no such limit. */
  readonly minItems?: number;
  /** Of blocks only; absent when there is no such limit. */
  readonly maxItems?: number;
}

/** A block's inside or an object value: members with names. */
export interface ObjectNode extends Traits {
  readonly kind: "object";
  readonly names: readonly string[];
  /** The member of that name, or undefined. */
  member(name: string): SchemaNode | undefined;
}

/**
 * A place in a schema. Blocks and attributes look alike: a set of blocks and an attribute that is a set of objects
 * are both a set of objects. Asking twice gives the same object.
 */
export type SchemaNode = LeafNode | CollectionNode | ObjectNode;

/** Neither computed nor secret as such: a block, of which what it holds may be. */
export const NO_TRAITS: Traits = {
  computedOnly: false,
  optionalComputed: false,
  required: false,
  sensitive: false,
  writeOnly: false,
  deprecated: false,
};

const blockNodes = new WeakMap<BlockSchema, ObjectNode>();

/** The node of a block's inside: where a walk through a resource's values starts. */
export function rootNode(block: BlockSchema): ObjectNode {
  let node = blockNodes.get(block);
  if (!node) {
    node = blockNode(block);
    blockNodes.set(block, node);
  }
  return node;
}

/**
 * The node of a part of a value: a member of an object, an element of a list or set (any number), a value of a map.
 * Undefined where the schema has no such part. The parts of a `dynamic` value are `dynamic`.
 */
export function descend(node: SchemaNode, key: string | number): SchemaNode | undefined {
  switch (node.kind) {
    case "leaf":
      return node.type === "dynamic" ? node : undefined;
    case "list":
    case "set":
      return typeof key === "number" ? node.element : undefined;
    case "map":
      return typeof key === "string" ? node.element : undefined;
    case "object":
      return typeof key === "string" ? node.member(key) : undefined;
  }
}

/** The node at the end of a path, such as `["ingress", 0, "cidr_blocks"]`, or undefined. */
export function nodeAt(root: SchemaNode, path: readonly (string | number)[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>((node, key) => node && descend(node, key), root);
}

function blockNode(block: BlockSchema): ObjectNode {
  const names = [...block.attributes.keys(), ...block.blocks.keys()];
  return objectNode(names, { ...NO_TRAITS, deprecated: block.deprecated }, (name) => {
    const attribute = block.attributes.get(name);
    if (attribute) return attributeNode(attribute, NO_TRAITS);
    const nested = block.blocks.get(name);
    return nested && nestedNode(nested, NO_TRAITS, rootNode(nested.schema));
  });
}

function attributeNode(attribute: AttributeSchema, within: Traits): SchemaNode {
  const traits = traitsOf(attribute, within);
  const { nested } = attribute;
  return nested
    ? nestedNode(nested, traits, nestedObject(nested.schema, traits))
    : typeNode(attribute.type, traits);
}

/** The objects of a `nested_type`: their attributes have flags of their own beside what they inherit. */
function nestedObject({ attributes }: BlockSchema, traits: Traits): ObjectNode {
  return objectNode([...attributes.keys()], traits, (name) => {
    const attribute = attributes.get(name);
    return attribute && attributeNode(attribute, traits);
  });
}

function nestedNode(
  { nesting, minItems, maxItems }: NestedBlock,
  traits: Traits,
  inside: ObjectNode,
): SchemaNode {
  if (nesting === "single" || nesting === "group") return inside;
  return { kind: nesting, ...traits, element: inside, minItems, maxItems };
}

function typeNode(type: CtyType, traits: Traits): SchemaNode {
  if (typeof type === "string") return { kind: "leaf", ...traits, type };
  if (type[0] !== "object") return { kind: type[0], ...traits, element: typeNode(type[1], traits) };
  const members = new Map(Object.entries(type[1]));
  return objectNode([...members.keys()], traits, (name) => {
    const member = members.get(name);
    return member && typeNode(member, traits);
  });
}

function objectNode(
  names: readonly string[],
  traits: Traits,
  make: (name: string) => SchemaNode | undefined,
): ObjectNode {
  const made = new Map<string, SchemaNode>();
  const member = (name: string) => {
    const node = made.get(name) ?? make(name);
    if (node) made.set(name, node);
    return node;
  };
  return { kind: "object", ...traits, names, member };
}

/** Inside what only the provider sets nothing is configured, and inside a secret everything is secret. */
function traitsOf(flags: AttributeFlags, within: Traits): Traits {
  const { required, optional, computed } = flags;
  const computedOnly = within.computedOnly || (computed && !optional && !required);
  return {
    computedOnly,
    optionalComputed: !computedOnly && computed && optional,
    required,
    sensitive: within.sensitive || flags.sensitive,
    writeOnly: within.writeOnly || flags.writeOnly,
    deprecated: within.deprecated || flags.deprecated,
  };
}
