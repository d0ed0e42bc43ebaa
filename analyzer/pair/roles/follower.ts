import type { Resource } from "../../model/workspace/workspace";
import { isOnePerParent } from "../parents";
import type { Lone, Role } from "./role";
import { isLoneMember } from "./routing-set";

/** IAM resources that only complete a role, user or group. */
const IAM_SATELLITE =
  /^aws_iam_(?:role_policy|role_policy_attachment|instance_profile|policy|policy_attachment|user_policy|user_policy_attachment|group_policy|group_policy_attachment|role_policies_exclusive|role_policy_attachments_exclusive)$/;

/** What serves by itself: that a record leads to it, or that it is copied, does not say that one side is enough. */
const SERVES =
  /^aws_(?:lb|alb|elb|ecs_service|eks_cluster|autoscaling_group|instance|apigatewayv2_api|api_gateway_rest_api|db_instance|rds_cluster|docdb_cluster|neptune_cluster|redshift_cluster|dynamodb_table|efs_file_system|elasticache_(?:cluster|replication_group)|opensearch_domain|msk_cluster)$/;

/** Other resources that have no life of their own. */
const SATELLITE =
  /alarm|_policy$|_attachment$|secret_version$|secret_rotation$|_association$|_record$|_validation$|appautoscaling_|kms_alias|backup_selection|_item$|_replica$|_webhook$/;

/**
 * What only goes with others that are alone by design: everything that uses it is, or (for an IAM policy, a secret's
 * version, an alarm) what it belongs to.
 */
export function followerAlone({ context, resource, uses, reasonOf }: Lone): string | undefined {
  if (isLoneMember(context, resource)) return undefined;
  const isAlone = (other: Resource) => reasonOf(other) !== undefined;
  const owners = uses.dependenciesOf(resource);
  if (
    isSatellite(resource) &&
    owners.some(isAlone) &&
    owners.every((owner) => isAlone(owner) || owner.type !== owners.find(isAlone)?.type)
  ) {
    return "goes with a resource that has no twin by design";
  }
  // A part of something that has a twin (a bucket's versioning) goes with the whole, whoever else relies on it.
  if (isOnePerParent(resource.type) && owners.some((owner) => !isAlone(owner) && context.twinsOf.has(owner)))
    return undefined;
  const users = uses.usersOf(resource).filter((user) => !isIamSatelliteOf(user, resource));
  if (SERVES.test(resource.type)) return undefined;
  if (users.length > 0 && users.every(isAlone)) return "used only by what has no twin by design";
  if (users.length === 0 && resource.type === "aws_iam_role")
    return "IAM is global: no resource of this side uses the role";
  return undefined;
}

function isSatellite({ type }: Resource): boolean {
  return IAM_SATELLITE.test(type) || SATELLITE.test(type);
}

function isIamSatelliteOf(user: Resource, resource: Resource): boolean {
  return resource.type === "aws_iam_role" && IAM_SATELLITE.test(user.type);
}

/** What belongs to something that stands alone. */
export const role: Role = {
  alone: { rank: 140, reason: followerAlone },
};
