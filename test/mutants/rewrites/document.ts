import { isObject, type Json } from "../../../analyzer/base/json";
import { parseDocument } from "../mutators/document";
import type { Rewriter } from "./rewriter";

/** A JSON text with its keys in another order and with line breaks. */
export const reformatDocuments: Rewriter = {
  kind: "document-form",
  rewrite: ({ value }) => {
    const document = parseDocument(value);
    return document === undefined ? value : JSON.stringify(reversedKeys(document), null, 2);
  },
};

function reversedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}
