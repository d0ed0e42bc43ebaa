import { isGlobalType } from "../../analyzer/base/aws/global-types";
import type { Resource } from "../../analyzer/model/workspace/workspace";
import { asList } from "./mutators/policy";
import type { Strategy, SideName } from "../../analyzer/model/report";

/**
 * Whether a resource may rightly be without a counterpart, so that taking the counterpart away is no mistake.
 *
 * @param left the one that would be left alone
 * @param side the side that it is on
 */
export function mayStandAlone(left: Resource, side: SideName, strategy: Strategy): boolean {
  if (!left.type.startsWith("aws_")) return true; // helpers of the configuration are no part of AWS
  // ECR makes the repositories that a registry's replication covers; the corpora's registries replicate all.
  if (left.type === "aws_ecr_repository" && side === "primary") return true;
  // One of these serves every region; what fails over between regions through them is for readiness rules to say.
  if (isGlobalType(left.type) && !left.type.startsWith("aws_iam_")) return true;
  if (side === "dr" && isCopy(left)) return true;
  // A state in which the service itself replicates (DynamoDB, Secrets Manager; S3's replication is mirrored by the
  // bucket) shows that, whichever workspace has configured it.
  if (asList(left.values?.replica).length > 0) return true;
  // One-way replication is the rule: only DR's way back needs primary's way there.
  if (left.type === "aws_s3_bucket_replication_configuration" && (side === "primary" || left.before !== null))
    return true;
  if (isStandardEncryption(left)) return true;
  if (side !== "primary" || strategy === "active-active") return false;
  // Primary's plan backs up what runs; what DR needs of it are the copies. A pair without a plan in DR is the rule.
  return left.type === "aws_backup_plan" || isCapacity(left, strategy);
}

/**
 * Whether a resource is one of several of its like, numbered in its name, of which the strategy lets the other side have
 * fewer: with one of three taken away there are still more than the one in DR.
 */
export function isOneOfMany(resource: Resource, side: readonly Resource[], strategy: Strategy): boolean {
  if (strategy === "active-active") return false;
  const group = ({ type, parts }: Resource) =>
    `${type} ${parts.name.replace(/_[0-9A-F]{8}$/, "").replace(/\d+/g, "#")}`;
  const unit = /^aws_(?:instance|ebs_volume|volume_attachment|lb_target_group_attachment)$/;
  return unit.test(resource.type) && side.filter((other) => group(other) === group(resource)).length > 1;
}

/**
 * S3 encrypts with keys of its own where nothing is configured.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 */
function isStandardEncryption({ type, values }: Resource): boolean {
  return (
    type === "aws_s3_bucket_server_side_encryption_configuration" &&
    JSON.stringify(values?.rule ?? null).includes('"sse_algorithm":"AES256"')
  );
}

/** Made from a source that another workspace may hold. */
function isCopy({ type, expressions }: Resource): boolean {
  return (
    COPIES.has(type) ||
    ["replicate_source_db", "global_cluster_identifier"].some((name) => expressions?.[name])
  );
}

const COPIES = new Set([
  "aws_ami_copy",
  "aws_dynamodb_table_replica",
  "aws_ebs_snapshot_copy",
  "aws_kms_replica_key",
]);

/**
 * What runs before a failover: none in a pilot light, fewer in a warm standby.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
function isCapacity({ type, parts }: Resource, strategy: Strategy): boolean {
  const unit =
    /^aws_(?:rds|docdb|neptune)_cluster_instance$|^aws_instance$|^aws_lb_target_group_attachment$|^aws_lambda_provisioned_concurrency_config$/;
  return unit.test(type) && (strategy === "pilot-light" || parts.key !== undefined);
}

/** Arguments that size what runs before a failover. Same source. */
const FLOORS =
  /(?:^|\.)(?:min_size|desired_capacity|desired_size|desired_count|min_capacity|instance_class|instance_types?|node_type|num_cache_clusters|replicas_per_node_group|num_cache_nodes|provisioned_concurrent_executions|instance_count|number_of_nodes|read_capacity|write_capacity|shard_count|iops)$/;

/** Whether the strategy lets the DR side have less of it. */
export function isCapacityFloor(path: string, strategy: Strategy): boolean {
  return strategy !== "active-active" && FLOORS.test(path.replace(/\[[^\]]*\]/g, ""));
}
