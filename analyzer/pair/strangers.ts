import { isObject, objectsIn, own, type Json } from "../base/json";
import { shownValues } from "./names";
import type { Resource } from "../model/workspace/workspace";

/**
 * Whether two resources of a type are surely no twins, though nothing better may be left for either: roles that different
 * services take, endpoints of different services. What has the same name or address is paired all the same: there it is
 * the difference that is to be told.
 */
export function areStrangers(primary: Resource, dr: Resource): boolean {
  const marks = [primary, dr].map(markOf);
  const [left, right] = marks;
  return (
    left !== undefined &&
    right !== undefined &&
    left.length * right.length > 0 &&
    !left.some((one) => right.includes(one))
  );
}

/** A service of AWS's own; one of somebody's has an id that each region makes up. */
const AWS_SERVICE = /^(?:\w+\.)?com\.amazonaws\.[a-z]+-[a-z-]+-\d\.(.+)$/;

/** What a resource is for; undefined where its type or plan does not tell. */
function markOf(resource: Resource): readonly string[] | undefined {
  const values = shownValues(resource);
  if (resource.type === "aws_iam_role") return servicesTrusted(values.assume_role_policy);
  if (resource.type !== "aws_vpc_endpoint" || typeof values.service_name !== "string") return undefined;
  const [, service] = AWS_SERVICE.exec(values.service_name) ?? [];
  return service === undefined ? undefined : [service];
}

/** The AWS services that a trust policy admits, without what tells regions and partitions apart. */
function servicesTrusted(policy: Json | undefined): string[] | undefined {
  if (typeof policy !== "string") return undefined;
  let document: Json;
  try {
    document = JSON.parse(policy) as Json;
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  return objectsIn(own(document, "Statement")).flatMap((statement) => {
    const principal = own(statement, "Principal");
    const services = isObject(principal) ? [own(principal, "Service")].flat() : [];
    return services.flatMap((service) => (typeof service === "string" ? [service.split(".")[0] ?? ""] : []));
  });
}
