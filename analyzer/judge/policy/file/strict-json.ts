import { InputError } from "../../../base/errors";
import { isObject, type Json } from "../../../base/json";
import { Lines } from "../../../base/lines";
import { JsonSyntaxError, readJson } from "./read-json";

/**
 * A JSON document that decides what counts. A name that stands twice in an object is an error: `JSON.parse` silently drops
 * the first, so that a reviewer reads one thing and the gate another.
 *
 * @throws SyntaxError when it is not JSON
 * @throws InputError when a name stands twice
 */
export function parseStrictJson(text: string, where: string): Json {
  const value = JSON.parse(text) as Json;
  if (!isObject(value)) return value;
  try {
    readJson(text);
    return value;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const line = String(new Lines(text).at(error.offset));
    throw new InputError(
      { where: `${where}:${line}`, what: error.message, fix: "Keep one of both." },
      { cause: error },
    );
  }
}
