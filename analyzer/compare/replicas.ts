import { own, table, type Json } from "../base/json";
import { shownValues } from "../pair/names";
import type { Twins } from "../pair/twins";
import { maskAt, isMarked } from "../model/workspace/mask";
import type { Resource } from "../model/workspace/workspace";
import { isEmpty } from "./presence";

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

/** Whether the resource is a member of a cross-region replication, by what it says of itself. */
export function isReplica(resource: Resource): boolean {
  const rule = REPLICAS[resource.type];
  if (!rule) return false;
  return rule.says.some((name) => {
    const value: Json | undefined = own(shownValues(resource), name);
    return (
      !isEmpty(value) ||
      (isMarked(maskAt(resource.unknown, name)) && resource.expressions?.[name] !== undefined)
    );
  });
}

/** Why a difference comes with the role of source and replica, or undefined when it does not. */
export function replicaReason({ primary, dr }: Twins, path: string): string | undefined {
  const rule = REPLICAS[dr.type];
  if (!rule?.inherits.test(path)) return undefined;
  return isReplica(dr) || isReplica(primary) ? "a replica takes this over from its source" : undefined;
}
