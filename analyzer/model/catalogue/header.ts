import { type JsonObject, isObject } from "../../base/json";
import type { Nesting } from "./schema";

/** The format that this reader understands; `scripts/catalogue/encode.mjs` writes it. */
const FORMAT = 1;

/** How a block is nested; 0 items stand for no limit. */
export type BlockKind = readonly [nesting: Nesting, minItems: number, maxItems: number];

/** The catalogue's first line. */
export interface Header {
  readonly provider: string;
  readonly providerVersion: string;
  readonly schemaFormatVersion: string;
  readonly blockKinds: readonly BlockKind[];
  /** How many lines of attribute kinds there are. */
  readonly attributeKinds: number;
  /** How many lines of shapes there are. */
  readonly shapes: number;
}

function isHeader(header: JsonObject): header is JsonObject & Header {
  const { provider, providerVersion, schemaFormatVersion, attributeKinds, blockKinds, shapes } = header;
  return (
    [provider, providerVersion, schemaFormatVersion].every((text) => typeof text === "string") &&
    [attributeKinds, shapes].every((count) => typeof count === "number") &&
    Array.isArray(blockKinds)
  );
}

/**
 * Reads the catalogue's first line. The kinds in it are taken on trust: the generator made them.
 * @throws when it is not a catalogue, or one in another format
 */
export function parseHeader(line: string): Header {
  const header: unknown = JSON.parse(line);
  if (!isObject(header) || typeof header["format"] !== "number") throw new Error("not a catalogue");
  if (header["format"] !== FORMAT) {
    throw new Error(`format ${header["format"]}, but this version of drparity reads format ${FORMAT}`);
  }
  if (!isHeader(header)) throw new Error("not a whole catalogue");
  return header;
}
