import type { Resource } from "./workspace";

/** Whether the address is the resource's own, its block's or its module's. */
export function isPartOf(resource: Resource, address: string): boolean {
  const rest = resource.address.slice(address.length);
  return (
    resource.address.startsWith(address) && (rest === "" || rest.startsWith("[") || rest.startsWith("."))
  );
}
