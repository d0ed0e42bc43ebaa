import type { BlockKind } from "./header";
import type { AttributeFlags, AttributeSchema, BlockSchema, CtyType, NestedBlock, Nesting } from "./schema";

/** The encoded schema. */
export interface EncodedShapes {
  /** `FLAGS TYPE` each: the initials of its flags, and its type as JSON. */
  readonly attributeKinds: readonly string[];
  readonly blockKinds: readonly BlockKind[];
  readonly shapes: readonly string[];
}

/** The encoded type of an attribute with a `nested_type`: its attributes are those of a shape. */
interface NestedShape {
  readonly nesting: Nesting;
  readonly shape: number;
}

/**
 * Decodes the shapes of blocks, each when it is first asked for and once.
 *
 * A shape is a line of fields: `name=KIND` is an attribute, `name>KIND,SHAPE` a nested block, `!` says deprecated.
 */
export class Shapes {
  readonly #encoded: EncodedShapes;
  readonly #blocks = new Map<number, BlockSchema>();
  readonly #attributes = new Map<number, AttributeSchema>();

  constructor(encoded: EncodedShapes) {
    this.#encoded = encoded;
  }

  /** The block schema of a shape. */
  block(shape: number): BlockSchema {
    return memoized(this.#blocks, shape, () => this.#decode(entry(this.#encoded.shapes, shape)));
  }

  #decode(line: string): BlockSchema {
    const attributes = new Map<string, AttributeSchema>();
    const blocks = new Map<string, NestedBlock>();
    let deprecated = false;
    for (const field of line.split(" ")) {
      const [, name = "", mark, kind, shape] = /^([\w-]+)([=>])(\d+)(?:,(\d+))?$/.exec(field) ?? [];
      if (mark === "=") attributes.set(name, this.#attribute(Number(kind)));
      else if (mark === ">") blocks.set(name, this.#nestedBlock(Number(kind), Number(shape)));
      else if (field === "!") deprecated = true;
      else if (field !== "") throw new Error(`not a field of the catalogue: ${field}`);
    }
    return { attributes, blocks, deprecated };
  }

  #attribute(kind: number): AttributeSchema {
    return memoized(this.#attributes, kind, () => {
      const line = entry(this.#encoded.attributeKinds, kind);
      const space = line.indexOf(" ");
      const flags = flagsOf(line.slice(0, space));
      const type = JSON.parse(line.slice(space + 1)) as CtyType | NestedShape;
      if (!isNestedShape(type)) return { type, ...flags };
      const nested = { nesting: type.nesting, schema: this.block(type.shape) };
      return { type: typeOfNested(nested), ...flags, nested };
    });
  }

  #nestedBlock(kind: number, shape: number): NestedBlock {
    const [nesting, minItems, maxItems] = entry(this.#encoded.blockKinds, kind);
    const decode = () => this.block(shape);
    return {
      nesting,
      ...(minItems > 0 && { minItems }),
      ...(maxItems > 0 && { maxItems }),
      get schema() {
        return decode();
      },
    };
  }
}

function memoized<T>(known: Map<number, T>, key: number, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

function entry<T>(table: readonly T[], index: number): T {
  const found = table[index];
  if (found === undefined)
    throw new Error(`the catalogue has no entry ${index} in a table of ${table.length}`);
  return found;
}

function flagsOf(letters: string): AttributeFlags {
  return {
    required: letters.includes("r"),
    optional: letters.includes("o"),
    computed: letters.includes("c"),
    sensitive: letters.includes("s"),
    writeOnly: letters.includes("w"),
    deprecated: letters.includes("d"),
  };
}

function isNestedShape(type: CtyType | NestedShape): type is NestedShape {
  return typeof type === "object" && "shape" in type;
}

function typeOfNested(nested: { nesting: Nesting; schema: BlockSchema }): CtyType {
  const members = [...nested.schema.attributes].map(([name, { type }]) => [name, type] as const);
  const object = ["object", Object.fromEntries(members)] as const;
  return nested.nesting === "single" || nested.nesting === "group" ? object : [nested.nesting, object];
}
