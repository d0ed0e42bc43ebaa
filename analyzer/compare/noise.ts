import { isLookedUpByName, nameAttributes } from "../base/aws/families";
import { isObject, own, table, type Json } from "../base/json";
import type { SchemaNode } from "../model/catalogue/catalogue";
import { isEmpty, saysNothing } from "./presence";
import { isMarked, marksAny } from "../model/workspace/mask";
import type { Slot } from "./slot";

/** Attributes that are Terraform's own (`triggers` has it act again) or repeat others, on every type. */
const NEVER = new Set(["id", "arn", "tags_all", "timeouts", "triggers", "region", "name_prefix", "owner_id"]);

/** A resource's own unique names under other spellings; its twin has its own. */
const OWN_NAME =
  /^(?:bucket_prefix|identifier_prefix|cluster_identifier_prefix|creation_token|final_snapshot_identifier|dns_name_prefix)$/;

/**
 * Attributes of one resource that mirror others: a bucket shows its versioning, a group its rules. They say something
 * only where the configuration writes them; `mirrored by` names what else they stand for.
 */
const MIRRORS: Readonly<Record<string, readonly string[]>> = table({
  aws_s3_bucket: [
    "acceleration_status",
    "acl",
    "cors_rule",
    "grant",
    "lifecycle_rule",
    "logging",
    "object_lock_configuration",
    "object_lock_enabled",
    "policy",
    "replication_configuration",
    "request_payer",
    "server_side_encryption_configuration",
    "versioning",
    "website",
  ],
  aws_security_group: ["ingress", "egress"],
  aws_default_security_group: ["ingress", "egress"],
  aws_network_acl: ["ingress", "egress", "subnet_ids"],
  aws_default_network_acl: ["subnet_ids"],
  aws_route_table: ["route", "propagating_vgws"],
  aws_default_route_table: ["route"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_iam_policy: [],
  aws_autoscaling_group: [
    "load_balancers",
    "target_group_arns",
    "traffic_source",
    "suspended_processes",
    "availability_zones",
  ],
  aws_sqs_queue: ["policy", "redrive_policy", "redrive_allow_policy"],
  aws_sns_topic: ["policy"],
  aws_secretsmanager_secret: ["policy"],
  aws_kms_key: ["policy"],
  aws_kms_replica_key: ["policy"],
  aws_vpc_endpoint: ["policy", "route_table_ids", "subnet_ids", "security_group_ids", "subnet_configuration"],
  aws_rds_cluster: ["iam_roles", "cluster_members", "availability_zones"],
  aws_lb: ["subnet_mapping"],
  aws_instance: ["ebs_block_device", "network_interface", "ephemeral_block_device"],
  aws_dynamodb_table: ["replica"],
  aws_opensearch_domain: ["access_policies"],
  aws_elasticsearch_domain: ["access_policies"],
  aws_efs_file_system: [],
});

/** Counters that grow with each change: their histories differ, their meaning does not. */
const COUNTERS: Readonly<Record<string, readonly string[]>> = table({
  aws_launch_template: ["default_version", "latest_version"],
  aws_ecs_task_definition: ["revision"],
  aws_ssm_parameter: ["version"],
});

/**
 * Values that AWS takes where nothing is written, for arguments whose default no plan shows.
 * Source: the "Argument Reference" of each type in the AWS provider's documentation.
 */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = table({
  aws_cloudwatch_event_rule: table({ state: "ENABLED" }),
  aws_scheduler_schedule: table({ state: "ENABLED", group_name: "default" }),
  aws_dynamodb_table: table({ table_class: "STANDARD" }),
  aws_lambda_function: table({ package_type: "Zip", architectures: "x86_64" }),
  aws_lb: table({ ip_address_type: "ipv4" }),
  aws_lb_target_group: table({ protocol_version: "HTTP1", ip_address_type: "ipv4" }),
  aws_ecs_service: table({ availability_zone_rebalancing: "DISABLED", scheduling_strategy: "REPLICA" }),
  aws_ssm_parameter: table({ data_type: "text", tier: "Standard" }),
  aws_ebs_volume: table({ type: "gp2" }),
  aws_efs_file_system: table({ performance_mode: "generalPurpose", throughput_mode: "bursting" }),
  aws_eip: table({ domain: "vpc" }),
  aws_nat_gateway: table({ connectivity_type: "public" }),
  aws_instance: table({ tenancy: "default" }),
  // Redis OSS and Valkey alone have replication groups: "Creating a cluster" in the ElastiCache user guide.
  aws_elasticache_replication_group: table({ port: 6379 }),
  aws_cloudwatch_log_group: table({ log_group_class: "STANDARD" }),
  aws_api_gateway_rest_api: table({ api_key_source: "HEADER" }),
  aws_vpc_endpoint: table({ ip_address_type: "ipv4" }),
});

/** Whether the values that are written are AWS's default, or say nothing: then it is no matter who writes them. */
export function isDefault(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): boolean {
  const standard = DEFAULTS[dr.resource.type]?.[path];
  const unwritten = (slot: Slot) =>
    slot.configured && slot.expression === undefined && isMarked(slot.unknown);
  const unset = ({ value, unknown }: Slot) =>
    !marksAny(unknown) &&
    (saysNothing(value, node) || (standard !== undefined && [value].flat().every((one) => one === standard)));
  return [primary, dr].every((slot) => unwritten(slot) || unset(slot));
}

/** Nested counters: a launch template's version number counts the changes of its own region. */
const NESTED_COUNTER = /(?:^|\.)launch_template(?:_specification)?\.version$/;

/** Whether the block says which version of which launch template is used. */
export function isTemplateChoice(path: string): boolean {
  return /(?:^|\.)launch_template(?:_specification)?\[\d+\]$/.test(path);
}

/** Whether two values under this path only count changes. */
export function isCounter(path: string, primary: Json | undefined, dr: Json | undefined): boolean {
  return NESTED_COUNTER.test(path) && [primary, dr].every((value) => /^\d+$/.test(String(value)));
}

/** What AWS assigns where nobody chooses; without a configuration nobody can tell who chose. */
const ASSIGNED =
  /^(?:private_ips?|private_ip_list|public_ip|private_dns_name|ipv6_\w+|primary_private_ip|secondary_private_ip_\w+|network_interface_id|availability_zone_id|preferred_\w+_window|maintenance_window|snapshot_window|target_id|statement_id|snapshot_id|ca_cert_identifier|ca_certificate_identifier)$/;

/** Whether a top-level attribute says something about the twins' equality. */
export function isCompared(name: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): boolean {
  const { type } = primary.resource;
  if (type !== dr.resource.type && !isCommon(name, primary, dr)) return false;
  if (NEVER.has(name) || OWN_NAME.test(name) || node?.computedOnly) return false;
  if (nameAttributes(type).includes(name) && !isLookedUpByName(type)) return false;
  if (COUNTERS[type]?.includes(name)) return false;
  if (ASSIGNED.test(name) && !(primary.configured && dr.configured)) return false;
  if (isMirror(type, name)) return isWritten(primary, name) || isWritten(dr, name);
  return true;
}

/** A replica's type (`aws_kms_replica_key`) lacks much of the original's: only what both say can be compared. */
function isCommon(name: string, primary: Slot, dr: Slot): boolean {
  const [left, right] = [primary, dr].map(({ value }) => (isObject(value) ? own(value, name) : undefined));
  return !isEmpty(left) && !isEmpty(right) && Array.isArray(left) === Array.isArray(right);
}

/** Attributes that are Terraform's own or repeat others, on every type. */
export function isNever(name: string): boolean {
  return NEVER.has(name);
}

/** Whether the attribute only shows what other resources configure. */
export function isMirror(type: string, name: string): boolean {
  return MIRRORS[type]?.includes(name) === true;
}

function isWritten(slot: Slot, name: string): boolean {
  if (!slot.configured) return false;
  const { expressions } = slot.resource;
  return expressions !== undefined && Object.prototype.hasOwnProperty.call(expressions, name);
}
