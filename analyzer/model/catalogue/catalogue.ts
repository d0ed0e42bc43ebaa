import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { embedded } from "../../base/embedded";
import { type Header, parseHeader } from "./header";
import type { BlockSchema } from "./schema";
import { Shapes } from "./shapes";

export { type CollectionNode, type LeafNode, type ObjectNode, type SchemaNode, type Traits } from "./node";
export { descend, NO_TRAITS, nodeAt, rootNode } from "./node";
export type * from "./schema";

/** The lines that list the types of the catalogue. */
interface TypeLines {
  readonly resources: string;
  readonly dataSources: string;
}

/** The schema of every resource and data source type of one version of the AWS provider. */
export class Catalogue {
  /** The provider's source address. */
  readonly provider: string;
  /** The provider's version, such as "5.100.0". Another version's types may differ. */
  readonly providerVersion: string;
  /** The `format_version` of the `terraform providers schema -json` that the catalogue was made from. */
  readonly schemaFormatVersion: string;
  readonly #resources: ReadonlyMap<string, number>;
  readonly #dataSources: ReadonlyMap<string, number>;
  readonly #shapes: Shapes;

  /** Made by `loadCatalogue` and `readCatalogue`. */
  constructor(header: Header, { resources, dataSources }: TypeLines, shapes: Shapes) {
    this.provider = header.provider;
    this.providerVersion = header.providerVersion;
    this.schemaFormatVersion = header.schemaFormatVersion;
    this.#resources = shapeNumbers(resources);
    this.#dataSources = shapeNumbers(dataSources);
    this.#shapes = shapes;
  }

  /** The names of all resource types, sorted. */
  get resourceTypes(): readonly string[] {
    return [...this.#resources.keys()];
  }

  /** The names of all data source types, sorted. */
  get dataSourceTypes(): readonly string[] {
    return [...this.#dataSources.keys()];
  }

  /** A resource type's schema, or undefined for a type that this version of the provider does not have. */
  resource(type: string): BlockSchema | undefined {
    return this.#schema(this.#resources.get(type));
  }

  /** A data source type's schema, or undefined for a type that this version of the provider does not have. */
  dataSource(type: string): BlockSchema | undefined {
    return this.#schema(this.#dataSources.get(type));
  }

  #schema(shape: number | undefined): BlockSchema | undefined {
    return shape === undefined ? undefined : this.#shapes.block(shape);
  }
}

/** Reads `type=SHAPE type=SHAPE ...`. */
function shapeNumbers(line: string): ReadonlyMap<string, number> {
  const fields = line === "" ? [] : line.split(" ");
  return new Map(
    fields.map((field) => {
      const mark = field.indexOf("=");
      return [field.slice(0, mark), Number(field.slice(mark + 1))];
    }),
  );
}

function parse(text: string): Catalogue {
  const [first = "", resources = "", dataSources = "", ...lines] = text.split("\n");
  const header = parseHeader(first);
  const { attributeKinds, blockKinds } = header;
  // The last line ends too: what follows it is empty.
  const whole = lines.pop() === "" && lines.length === attributeKinds + header.shapes;
  if (!whole) throw new Error("it is cut short");
  const kinds = lines.slice(0, attributeKinds);
  const shapes = new Shapes({ attributeKinds: kinds, blockKinds, shapes: lines.slice(attributeKinds) });
  return new Catalogue(header, { resources, dataSources }, shapes);
}

/**
 * Reads a catalogue from a file that `scripts/generate-catalogue.mjs` made.
 * @throws when the file cannot be read or is not a catalogue in the format that this version reads
 */
export function readCatalogue(file: string): Catalogue {
  try {
    return parse(brotliDecompressSync(bytesOf(file)).toString());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot read the provider catalogue ${file}: ${reason}`, { cause: error });
  }
}

let loaded: Catalogue | undefined;

/** The catalogue that drparity comes with. It is read on the first call; later calls give the same object. */
export function loadCatalogue(): Catalogue {
  loaded ??= readCatalogue(path.join(__dirname, "aws.txt.br"));
  return loaded;
}

function bytesOf(file: string): Buffer {
  return embedded(path.basename(file)) ?? readFileSync(file);
}
