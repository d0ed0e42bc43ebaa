import type { Resource } from "../model/workspace/workspace";
import type { Redactor } from "../base/secrets/redact";
import type { ResourceRef } from "../model/report";

/** How a report names a resource. */
export function refOf(resource: Resource, redactor: Redactor): ResourceRef {
  return {
    address: redactor.address(resource.address),
    type: resource.type,
    region: resource.region ?? null,
  };
}
