import { isObject, own, table, type Json } from "../../base/json";
import type { SideName, Strategy } from "../../model/report";
import type { Resource } from "../../model/workspace/workspace";
import { groupName, shownValues } from "../names";
import type { Twins } from "../twins";
import { isFailedOver, waitingSide } from "../writer";
import type { Differing, Lone, Role } from "./role";

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
  aws_memorydb_cluster: /^(?:num_replicas_per_shard|node_type)$/,
  aws_dax_cluster: /^(?:replication_factor|node_type)$/,
  aws_dms_replication_instance: /^replication_instance_class$/,
  aws_mq_broker: /^host_instance_type$/,
  aws_lambda_provisioned_concurrency_config: /^provisioned_concurrent_executions$/,
  aws_opensearch_domain: /^cluster_config\.(?:instance_count|instance_type|warm_count)$/,
  aws_redshift_cluster: /^(?:number_of_nodes|node_type)$/,
  aws_kinesis_stream: /^shard_count$/,
  aws_msk_cluster: /^(?:number_of_broker_nodes|broker_node_group_info\.instance_type)$/,
});

/** Throughput that is provisioned ahead, and scales by itself only where autoscaling is set up: low in a pilot light. */
const PROVISIONED: Readonly<Record<string, RegExp>> = table({
  aws_dynamodb_table: /^(?:global_secondary_index\.)?(?:read|write)_capacity$/,
  aws_db_instance: /^iops$/,
});

/** What autoscaling changes by itself, where it is set up. */
const AUTOSCALED: Readonly<Record<string, RegExp>> = table({
  aws_autoscaling_group: /^desired_capacity$/,
  aws_ecs_service: /^desired_count$/,
  aws_dynamodb_table: /^(?:global_secondary_index\.)?(?:read|write)_capacity$/,
  aws_rds_cluster: /^cluster_members$/,
});

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

/**
 * Standby instances within the region: what a database, a cache or a broker runs in a second zone of its own region.
 * Source: "High availability" in the user guides of RDS, ElastiCache, OpenSearch, DMS, Amazon MQ and Redshift.
 */
const STANDBYS =
  /^(?:multi_az|multi_az_enabled|automatic_failover_enabled|deployment_mode|cluster_config\.(?:zone_awareness_enabled|zone_awareness_config(?:\..*)?|multi_az_with_standby_enabled|dedicated_master_\w+))$/;

/** Arguments by which a type counts the nodes that its high availability needs two of. */
const NODES: Readonly<Record<string, readonly string[]>> = table({
  aws_elasticache_replication_group: [
    "num_cache_clusters",
    "number_cache_clusters",
    "replicas_per_node_group",
  ],
});

/** What a strategy runs in DR before a failover. */
const BEFORE_FAILOVER: Readonly<Record<Strategy, "nothing" | "less" | "all">> = {
  "backup-and-restore": "nothing",
  "pilot-light": "nothing",
  "warm-standby": "less",
  "active-active": "all",
};

/** Floors that a plan lowers. */
export function floorsLowered({ type, before, values }: Resource): string[] {
  const floors = FLOORS[type];
  return floors === undefined ? [] : lowered(before, values, "").filter((path) => floors.test(path));
}

/** Numbers that get smaller, by their path without indices. */
function lowered(before: Json | undefined, after: Json | undefined, path: string): string[] {
  if (typeof before === "number" && typeof after === "number") return after < before ? [path] : [];
  if (Array.isArray(before) && Array.isArray(after))
    return before.flatMap((one, i) => lowered(one, after[i], path));
  if (!isObject(before) || !isObject(after)) return [];
  return Object.keys(before).flatMap((key) =>
    lowered(before[key], own(after, key), path === "" ? key : `${path}.${key}`),
  );
}

/** What runs in DR before a failover may be less; what autoscaling sets at run time says nothing. */
export function capacityDiffers({ context, twins, difference, plain }: Differing): string | undefined {
  const { strategy, autoscaled } = context;
  const { type } = twins.dr;
  // What is still to be created starts as written; only what runs has been scaled.
  const runs = twins.primary.before !== null && twins.dr.before !== null;
  const scaled = runs && [twins.primary, twins.dr].some((one) => autoscaled.has(one));
  if (scaled && AUTOSCALED[type]?.test(plain) === true) return "autoscaling sets it at run time";
  const floor =
    FLOORS[type]?.test(plain) === true ||
    (BEFORE_FAILOVER[strategy] === "nothing" && PROVISIONED[type]?.test(plain) === true);
  return floor ? floorReason(strategy, difference, waitingSide(context)) : undefined;
}

/**
 * High availability within the region is capacity, too: worth a word, since production may run on it for long after a
 * failover, but no more than that.
 */
export function standbyWeighs({ context, twins, difference, plain }: Differing): string | undefined {
  if (context.strategy === "active-active" || !STANDBYS.test(plain) || !savesNodes(twins)) return undefined;
  if (isFailedOver(context))
    return difference.primary === true
      ? undefined
      : "Primary is the standby until it is failed back, and does without one of its own.";
  return difference.dr === true
    ? "DR has a standby of its own, and primary has none."
    : `DR is the standby (${context.strategy}), and does without one of its own until it is given one after a failover.`;
}

/** Whether DR runs fewer nodes than primary; with as many, high availability would cost nothing more. */
function savesNodes({ primary, dr }: Twins): boolean {
  const counted = NODES[dr.type];
  if (!counted) return true;
  return counted.some((name) => {
    const [left, right] = [primary, dr].map((one) => own(shownValues(one), name));
    return typeof left === "number" && typeof right === "number" && right < left;
  });
}

/** Why a lower capacity in DR is by design, or undefined when it is not. */
function floorReason(
  strategy: Strategy,
  { primary, dr }: Readonly<Record<SideName, Json | undefined>>,
  waiting: SideName,
): string | undefined {
  if (BEFORE_FAILOVER[strategy] === "all") return undefined;
  if (typeof primary !== "number" || typeof dr !== "number") {
    return `${strategy}: ${MAY[waiting].replace("less", "smaller")}`;
  }
  const [waits, serves] = waiting === "dr" ? [dr, primary] : [primary, dr];
  // Once DR serves, it must not run less than primary did.
  if (waits > serves) return waiting === "dr" ? `${strategy}: DR runs more than primary` : undefined;
  // A warm standby serves, if little; a pilot light may be off.
  if (BEFORE_FAILOVER[strategy] === "less" && waits === 0) return undefined;
  return `${strategy}: ${MAY[waiting]}`;
}

const MAY: Readonly<Record<SideName, string>> = {
  dr: "DR may run less until failover",
  primary: "failed over: primary may run less until it is failed back",
};

/** Units of capacity that the strategy saves. */
export function capacityAlone({ context, resource, side }: Lone): string | undefined {
  const { strategy, pairing } = context;
  if (!isCapacityUnit(resource.type) || side === waitingSide(context) || BEFORE_FAILOVER[strategy] === "all")
    return undefined;
  if (isFailedOver(context)) return `${strategy}: ${MAY.primary}`;
  if (BEFORE_FAILOVER[strategy] === "nothing") return `${strategy}: DR runs no instances until failover`;
  const group = groupName(resource);
  const some = pairing.twins.some(
    ({ primary }) => primary.type === resource.type && groupName(primary) === group,
  );
  return some ? `${strategy}: DR runs fewer instances until failover` : undefined;
}

/** How much of a side runs before a failover. */
export const role: Role = {
  differs: { rank: 10, reason: capacityDiffers },
  weighs: { rank: 10, reason: standbyWeighs },
  alone: { rank: 110, reason: capacityAlone },
};
