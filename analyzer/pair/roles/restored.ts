import type { Lone, Role } from "./role";

/**
 * What costs while it runs or is kept, and is made or restored when a failover needs it. What costs nothing (security groups, launch
 * templates, roles) is expected in DR: it is what a restore is in a hurry for.
 * Source: "Backup and restore" in https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
const RESTORED = new Set([
  "aws_autoscaling_group",
  "aws_dax_cluster",
  "aws_db_instance",
  "aws_docdb_cluster",
  "aws_docdb_cluster_instance",
  "aws_dynamodb_table",
  "aws_ebs_volume",
  "aws_ecs_service",
  "aws_efs_file_system",
  "aws_eks_cluster",
  "aws_eks_fargate_profile",
  "aws_eks_node_group",
  "aws_elasticache_cluster",
  "aws_elasticache_replication_group",
  "aws_elasticache_serverless_cache",
  "aws_elb",
  "aws_instance",
  "aws_lb",
  "aws_memorydb_cluster",
  "aws_mq_broker",
  "aws_msk_cluster",
  "aws_neptune_cluster",
  "aws_neptune_cluster_instance",
  "aws_opensearch_domain",
  "aws_rds_cluster",
  "aws_rds_cluster_instance",
  "aws_redshift_cluster",
]);

const REASON = "backup-and-restore: a failover makes it, or restores it from backups";

/** What a failover makes, and whatever refers to that: it cannot be there before. */
export function restoredAlone({ context, resource, side, uses, reasonOf }: Lone): string | undefined {
  if (context.strategy !== "backup-and-restore" || side !== "primary") return undefined;
  const waits = uses.dependenciesOf(resource).some((one) => reasonOf(one) === REASON);
  return RESTORED.has(resource.type) || waits ? REASON : undefined;
}

/** What is not in DR before a failover. */
export const role: Role = {
  alone: { rank: 105, reason: restoredAlone },
};
