import { loadCatalogue, rootNode, type ObjectNode } from "./catalogue";

/** The schema of a resource or data source type, or undefined for a type that the catalogue lacks. */
export function schemaOf(resource: {
  readonly mode: "managed" | "data";
  readonly type: string;
}): ObjectNode | undefined {
  const catalogue = loadCatalogue();
  const block =
    resource.mode === "data" ? catalogue.dataSource(resource.type) : catalogue.resource(resource.type);
  return block && rootNode(block);
}
