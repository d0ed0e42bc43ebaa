import { asText, objectsIn, own, type JsonObject } from "../../base/json";

/** Every resource of a module tree as `values` and `planned_values` hold it, by address; deposed ones left out. */
export function moduleResources(root: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const entry of moduleEntries(root)) {
    const address = asText(entry.address);
    if (address !== undefined && own(entry, "deposed_key") === undefined) found.set(address, entry);
  }
  return found;
}

/** Every entry of a module tree, deposed ones included. */
export function* moduleEntries(root: JsonObject): Iterable<JsonObject> {
  const queue = [root];
  for (let module = queue.pop(); module; module = queue.pop()) {
    yield* objectsIn(module.resources);
    queue.push(...objectsIn(module.child_modules));
  }
}
