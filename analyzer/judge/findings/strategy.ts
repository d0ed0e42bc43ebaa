import { table, type Json } from "../../base/json";
import type { Strategy } from "../../model/report";

/**
 * Capacity that runs before a failover. A pilot light may run none, a warm standby less; what limits growth
 * (max_size, reserved concurrency) is not here, since it decides what DR can carry once it has scaled out.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
const FLOORS: Readonly<Record<string, RegExp>> = table({
  aws_autoscaling_group:
    /^(?:min_size|desired_capacity|warm_pool\..*|mixed_instances_policy\.instances_distribution\..*)$/,
  aws_autoscaling_schedule: /^(?:min_size|desired_capacity)$/,
  aws_ecs_service: /^desired_count$/,
  aws_appautoscaling_target: /^min_capacity$/,
  aws_eks_node_group: /^(?:scaling_config\.(?:min_size|desired_size)|instance_types)$/,
  aws_rds_cluster: /^(?:serverlessv2_scaling_configuration|scaling_configuration)\.min_capacity$/,
  aws_rds_cluster_instance: /^instance_class$/,
  aws_docdb_cluster_instance: /^instance_class$/,
  aws_neptune_cluster_instance: /^instance_class$/,
  aws_db_instance: /^instance_class$/,
  aws_instance: /^instance_type$/,
  aws_elasticache_replication_group:
    /^(?:replicas_per_node_group|num_cache_clusters|number_cache_clusters|node_type)$/,
  aws_elasticache_cluster: /^(?:num_cache_nodes|node_type)$/,
  aws_lambda_provisioned_concurrency_config: /^provisioned_concurrent_executions$/,
  aws_opensearch_domain: /^cluster_config\.(?:instance_count|instance_type|warm_count)$/,
  aws_redshift_cluster: /^(?:number_of_nodes|node_type)$/,
  aws_msk_cluster: /^(?:number_of_broker_nodes|broker_node_group_info\.instance_type)$/,
});

/** Throughput that is provisioned ahead, and scales by itself only where autoscaling is set up: low in a pilot light. */
const PROVISIONED: Readonly<Record<string, RegExp>> = table({
  aws_dynamodb_table: /^(?:global_secondary_index\.)?(?:read|write)_capacity$/,
  aws_kinesis_stream: /^shard_count$/,
  aws_db_instance: /^iops$/,
});

/** What autoscaling changes by itself, where it is set up. */
const AUTOSCALED: Readonly<Record<string, RegExp>> = table({
  aws_autoscaling_group: /^desired_capacity$/,
  aws_ecs_service: /^desired_count$/,
  aws_dynamodb_table: /^(?:global_secondary_index\.)?(?:read|write)_capacity$/,
  aws_rds_cluster: /^cluster_members$/,
});

/** Whether autoscaling changes the attribute at run time. */
export function isAutoscaledAttribute(type: string, path: string): boolean {
  return AUTOSCALED[type]?.test(path) === true;
}

/** Resources that are a unit of running capacity each: a pilot light may have none, a warm standby fewer. */
const UNITS = new Set([
  "aws_rds_cluster_instance",
  "aws_docdb_cluster_instance",
  "aws_neptune_cluster_instance",
  "aws_instance",
  "aws_lb_target_group_attachment",
  "aws_volume_attachment",
  "aws_emr_cluster",
  "aws_emr_instance_group",
  "aws_lambda_provisioned_concurrency_config",
]);

/** Whether each resource of the type is a unit of running capacity. */
export function isCapacityUnit(type: string): boolean {
  return UNITS.has(type);
}

/** Whether the attribute is capacity that runs before a failover. */
export function isCapacityFloor(strategy: Strategy, type: string, path: string): boolean {
  return (
    FLOORS[type]?.test(path) === true ||
    (strategy === "pilot-light" && PROVISIONED[type]?.test(path) === true)
  );
}

/** Why a lower capacity in DR is by design, or undefined when it is not. */
export function floorReason(
  strategy: Strategy,
  primary: Json | undefined,
  dr: Json | undefined,
): string | undefined {
  if (strategy === "active-active") return undefined;
  if (typeof primary !== "number" || typeof dr !== "number") {
    return `${strategy}: DR may run smaller until failover`;
  }
  if (dr > primary) return `${strategy}: DR runs more than primary`;
  // A warm standby serves, if little; a pilot light may be off.
  if (strategy === "warm-standby" && dr === 0) return undefined;
  return `${strategy}: DR may run less until failover`;
}
