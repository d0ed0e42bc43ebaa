import type { Resource } from "../terraform/workspace";
import type { Redactor } from "./redact";
import type { ResourceRef } from "./report";

/** How a report names a resource. */
export function refOf(resource: Resource, redactor: Redactor): ResourceRef {
  return {
    address: redactor.text(resource.address),
    type: resource.type,
    region: resource.region ?? null,
  };
}
