import { objectsIn, type JsonObject } from "../../base/json";
import { naturalName, shownValues } from "../names";
import type { Side } from "../sides";
import type { Resource } from "../../model/workspace/workspace";
import type { Lone, Role } from "./role";

/** What AWS itself makes the other region's counterpart of: no Terraform has one there. */
export function replicatedByService({ context, resource, side }: Lone): string | undefined {
  const { primary, dr } = context.sides;
  const [home, other] = side === "primary" ? [primary, dr] : [dr, primary];
  return isReplicatedByService(resource, home, other.region)
    ? "replicated into the other region by the service itself"
    : undefined;
}

/** Whether AWS itself makes the other region's counterpart. */
export function isReplicatedByService(resource: Resource, home: Side, region: string | undefined): boolean {
  if (region === undefined) return false;
  return resource.type === "aws_ecr_repository"
    ? home.resources.some((one) => replicatesRepository(one, naturalName(resource) ?? "", region))
    : hasReplicaIn(resource, region);
}

/** A `replica` block (Secrets Manager, DynamoDB) that names the region. */
function hasReplicaIn(resource: Resource, region: string): boolean {
  return objectsIn(shownValues(resource).replica).some(
    (replica) => (replica.region ?? replica.region_name) === region,
  );
}

/**
 * A registry's replication makes the repositories in its destination with the first image that is pushed.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
function replicatesRepository(configuration: Resource, repository: string, region: string): boolean {
  if (configuration.type !== "aws_ecr_replication_configuration") return false;
  const rules = objectsIn(shownValues(configuration).replication_configuration).flatMap((one) =>
    objectsIn(one.rule),
  );
  return rules.some((rule) => reaches(rule, region) && covers(rule, repository));
}

function reaches(rule: JsonObject, region: string): boolean {
  return objectsIn(rule.destination).some((destination) => destination.region === region);
}

function covers(rule: JsonObject, repository: string): boolean {
  const prefixes = objectsIn(rule.repository_filter).map(({ filter }) => String(filter));
  return prefixes.length === 0 || prefixes.some((prefix) => repository.startsWith(prefix));
}

/** What its service replicates. */
export const role: Role = {
  alone: { rank: 100, reason: replicatedByService },
};
