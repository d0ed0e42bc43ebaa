import { own, table, type Json } from "../../base/json";
import { isMarked, maskAt } from "../../model/workspace/mask";
import type { Resource } from "../../model/workspace/workspace";
import { shownValues } from "../names";
import { promotedFrom } from "../writer";
import { type Differing, isSet, type Lone, type Role } from "./role";

/** How a type says that it is a replica, and what only the source of a replication may say. */
interface ReplicaRule {
  /** Arguments of which one is set on a replica. */
  readonly says: readonly string[];
  /** Arguments that the replica takes over from its source, and must or may leave out. */
  readonly inherits: RegExp;
}

/**
 * Sources: the AWS provider's pages of these types, and "Replication" in the RDS, Aurora and ElastiCache user guides.
 */
const REPLICAS: Readonly<Record<string, ReplicaRule>> = table({
  aws_rds_cluster: {
    says: ["global_cluster_identifier", "replication_source_identifier"],
    inherits:
      /^(?:master_username|master_password(?:_wo(?:_version)?)?|manage_master_user_password|master_user_secret.*|database_name|source_region|replication_source_identifier|snapshot_identifier|enable_global_write_forwarding|enable_local_write_forwarding|restore_to_point_in_time.*|iam_roles)$/,
  },
  aws_docdb_cluster: {
    says: ["global_cluster_identifier"],
    inherits:
      /^(?:master_username|master_password(?:_wo(?:_version)?)?|manage_master_user_password|snapshot_identifier)$/,
  },
  aws_neptune_cluster: {
    says: ["global_cluster_identifier", "replication_source_identifier"],
    inherits: /^(?:replication_source_identifier|snapshot_identifier)$/,
  },
  aws_db_instance: {
    says: ["replicate_source_db"],
    inherits:
      /^(?:replicate_source_db|username|password(?:_wo(?:_version)?)?|manage_master_user_password|master_user_secret.*|db_name|name|engine|engine_version|allocated_storage|storage_encrypted|snapshot_identifier|character_set_name|timezone|replica_mode|domain.*)$/,
  },
  aws_elasticache_replication_group: {
    says: ["global_replication_group_id"],
    inherits:
      /^(?:global_replication_group_id|engine|engine_version|node_type|num_node_groups|at_rest_encryption_enabled|transit_encryption_enabled|auth_token.*|snapshot_name|parameter_group_name)$/,
  },
});

/** Types that stand on the destination's side, made from what the other side has. */
const COPIES = new Set([
  "aws_kms_replica_key",
  "aws_kms_replica_external_key",
  "aws_ami_copy",
  "aws_ebs_snapshot_copy",
  "aws_db_snapshot_copy",
  "aws_rds_cluster_snapshot_copy",
  "aws_dynamodb_table_replica",
  "aws_db_instance_automated_backups_replication",
  "aws_redshift_snapshot_copy_grant",
]);

/** The argument by which a replica names the key of its own region. */
const OWN_KEY = /^(?:kms_key_id|kms_key_arn)$/;

/** Whether the resource is a member of a cross-region replication, by what it says of itself. */
export function isReplica(resource: Resource): boolean {
  const rule = REPLICAS[resource.type];
  if (!rule) return false;
  return rule.says.some((name) => {
    const value: Json | undefined = own(shownValues(resource), name);
    return (
      isSet(value) || (isMarked(maskAt(resource.unknown, name)) && resource.expressions?.[name] !== undefined)
    );
  });
}

/** Whether objects of the type are made from what the other region has. */
export function isCopy({ type }: Resource): boolean {
  return COPIES.has(type);
}

/** A replica takes much over from its source, and is encrypted with a key of its own region. */
export function replicaDiffers({
  context,
  twins: { primary, dr },
  difference,
  plain,
}: Differing): string | undefined {
  // Promoted outside Terraform, it is still written as a replica.
  const follows = isReplica(dr) || promotedFrom(dr, context.workspaces) !== undefined;
  const rule = REPLICAS[dr.type];
  if (rule?.inherits.test(plain) && (follows || isReplica(primary)) && !isSwitchedOff(dr, plain, difference))
    return "a replica takes this over from its source";
  if (!follows || difference.nature === "peer" || difference.dr === false) return undefined;
  const own = isSet(difference.dr) || (difference.unknown.dr && dr.expressions?.[plain] !== undefined);
  if (OWN_KEY.test(plain) && own) return "a replica is encrypted with a key of its own region";
  // Encrypted as its source is, where that one leaves it to AWS.
  const open = difference.unknown.primary && primary.expressions?.[plain] === undefined;
  return plain === "storage_encrypted" && open ? "a replica is encrypted as its source is" : undefined;
}

/** Whether DR's configuration switches off what primary has on: that is no leaving it to the source. */
function isSwitchedOff(
  { expressions }: Resource,
  plain: string,
  { primary, dr }: Differing["difference"],
): boolean {
  return primary === true && dr === false && expressions?.[plain] !== undefined;
}

/** A replica or copy of what primary has, although its source was not recognised. */
export function replicaAlone({ resource, side }: Lone): string | undefined {
  return side === "dr" && (isCopy(resource) || isReplica(resource))
    ? "a replica or copy: it exists on the DR side only"
    : undefined;
}

/** What follows a source on the other side. */
export const role: Role = {
  differs: { rank: 20, reason: replicaDiffers },
  alone: { rank: 60, reason: replicaAlone },
};
