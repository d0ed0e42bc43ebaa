// Turns `terraform providers schema -json` into the catalogue's text. Pure: same schema, same text.
// The format is described in docs/catalogue.md; analyzer/model/catalogue/ reads it.

/** Raised when the format changes such that an older reader would misread it. */
const FORMAT = 1;

const FLAGS = [
  ["required", "r"],
  ["optional", "o"],
  ["computed", "c"],
  ["sensitive", "s"],
  ["write_only", "w"],
  ["deprecated", "d"],
];
const PRIMITIVES = new Set(["string", "number", "bool", "dynamic"]);
const COLLECTIONS = new Set(["list", "set", "map"]);
const NESTINGS = new Set(["single", "list", "set", "map", "group"]);

/** Gives each distinct text a number, in order of first appearance. */
class Interned {
  #numbers = new Map();

  number(text) {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  get texts() {
    return [...this.#numbers.keys()];
  }
}

/** By code unit, so that the order depends neither on the locale nor on the Terraform that printed the schema. */
function sortedEntries(object = {}) {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The type in Terraform's notation with sorted members; throws on one that the reader does not know. */
function canonicalType(type, where) {
  if (PRIMITIVES.has(type)) return type;
  if (Array.isArray(type)) {
    const [kind, inner] = type;
    if (COLLECTIONS.has(kind)) return [kind, canonicalType(inner, where)];
    if (kind === "object") {
      const members = sortedEntries(inner).map(([name, member]) => [name, canonicalType(member, where)]);
      return ["object", Object.fromEntries(members)];
    }
  }
  throw new Error(`${where}: the catalogue's format has no type ${JSON.stringify(type)}`);
}

function checkedName(name, where) {
  if (!/^[\w-]+$/.test(name)) throw new Error(`${where}: "${name}" is not a Terraform identifier`);
  return name;
}

function checkedNesting(nesting, where) {
  if (!NESTINGS.has(nesting)) throw new Error(`${where}: the catalogue's format has no nesting "${nesting}"`);
  return nesting;
}

class Encoder {
  attributeKinds = new Interned();
  blockKinds = new Interned();
  shapes = new Interned();

  /** The number of the shape of a block, or of a nested attribute type, which has no blocks. */
  shape(block, where) {
    const fields = block.deprecated ? ["!"] : [];
    for (const [name, attribute] of sortedEntries(block.attributes)) {
      const kind = this.#attributeKind(attribute, `${where}.${name}`);
      fields.push(`${checkedName(name, where)}=${kind}`);
    }
    for (const [name, nested] of sortedEntries(block.block_types)) {
      const [kind, shape] = this.#nestedBlock(nested, `${where}.${name}`);
      fields.push(`${checkedName(name, where)}>${kind},${shape}`);
    }
    return this.shapes.number(fields.join(" "));
  }

  #attributeKind(attribute, where) {
    const flags = FLAGS.filter(([flag]) => attribute[flag]).map(([, letter]) => letter);
    const nested = attribute.nested_type;
    const type = nested
      ? { nesting: checkedNesting(nested.nesting_mode, where), shape: this.shape(nested, where) }
      : canonicalType(attribute.type, where);
    return this.attributeKinds.number(`${flags.join("")} ${JSON.stringify(type)}`);
  }

  #nestedBlock(nested, where) {
    const nesting = checkedNesting(nested.nesting_mode, where);
    const kind = [nesting, nested.min_items ?? 0, nested.max_items ?? 0];
    return [this.blockKinds.number(JSON.stringify(kind)), this.shape(nested.block, where)];
  }

  /** The types of a line: each with the number of its shape. */
  types(schemas) {
    const fields = sortedEntries(schemas).map(
      ([type, { block }]) => `${checkedName(type, "schema")}=${this.shape(block, type)}`,
    );
    return fields.join(" ");
  }
}

function awsProvider(document) {
  const providers = Object.entries(document?.provider_schemas ?? {});
  const found = providers.find(([source]) => source.endsWith("/hashicorp/aws"));
  if (!found)
    throw new Error("no hashicorp/aws in it: is this the output of `terraform providers schema -json`?");
  return found;
}

/**
 * The catalogue's text: a line of JSON, a line of resource types, one of data source types, a line for each kind of
 * attribute and one for each distinct shape of a block. The JSON is small, as it is parsed at every start; a kind can
 * take 700 KB (data.aws_quicksight_analysis), and a line is only parsed when it is needed.
 * @param document the parsed output of `terraform providers schema -json`
 * @param providerVersion the AWS provider's version, which that output does not tell
 */
export function encodeCatalogue(document, providerVersion) {
  const [provider, schemas] = awsProvider(document);
  const encoder = new Encoder();
  const resources = encoder.types(schemas.resource_schemas);
  const dataSources = encoder.types(schemas.data_source_schemas);
  const [attributeKinds, shapes] = [encoder.attributeKinds.texts, encoder.shapes.texts];
  const header = {
    format: FORMAT,
    provider,
    providerVersion,
    schemaFormatVersion: document.format_version,
    blockKinds: encoder.blockKinds.texts.map((text) => JSON.parse(text)),
    attributeKinds: attributeKinds.length,
    shapes: shapes.length,
  };
  return [JSON.stringify(header), resources, dataSources, ...attributeKinds, ...shapes, ""].join("\n");
}
