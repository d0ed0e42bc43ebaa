import { isObject, type Json } from "../../analyzer/base/json";
import type { Resource } from "../../analyzer/model/workspace/workspace";
import { valueAt, type Path } from "./edit/tree";

/**
 * What a change to does not change the infrastructure, or has no counterpart across regions: the only attributes that
 * are written in a configuration and yet are not mutated. What the analyzer compares has no say here.
 */
export function isMeaningless(type: string, path: Path): boolean {
  const names = path.filter((key) => typeof key === "string");
  const [top = ""] = names;
  return (
    TERRAFORM_ONLY.has(top) ||
    IDENTITY.has(top) ||
    OWN_NAMES[type]?.includes(top) === true ||
    (OWN_NAMES[type] === undefined && top === "name") ||
    isNameTag(names) ||
    OWN_PARTS[type]?.includes(names.join(".")) === true
  );
}

/**
 * Arguments that steer the provider or what `destroy` does, and change nothing that runs.
 * Source: each type's "Argument Reference" in https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
const TERRAFORM_ONLY = new Set([
  "allow_major_version_upgrade", // permits an upgrade while it is made
  "allow_overwrite",
  "apply_immediately", // when a change is made, not which
  "bypass_policy_lockout_safety_check",
  "delete_automated_backups", // on deletion
  "deletion_window_in_days", // on deletion
  "filename", // a path on the machine that runs Terraform; source_code_hash tells the content
  "final_snapshot_identifier", // on deletion
  "force_delete",
  "force_destroy",
  "force_detach_policies",
  "force_new_deployment",
  "force_overwrite_replica_secret",
  "recovery_window_in_days", // on deletion
  "replace_security_groups_on_destroy",
  "revoke_rules_on_delete",
  "skip_destroy",
  "skip_final_snapshot", // on deletion
  "source", // as filename
  "source_region", // where the request to make a replica is signed for; the source's ARN says where it is
  "timeouts",
  "triggers", // when a deployment is made anew, not which
  "update_default_version", // whether Terraform moves the default version; default_version is what is
  "user_data_replace_on_change",
  "wait_for_capacity_timeout",
  "wait_for_deployment",
  "wait_for_elb_capacity",
  "wait_for_fulfillment",
  "wait_for_steady_state",
]);

/** What identifies a resource rather than configures it: its twin has its own. */
const IDENTITY = new Set([
  "id",
  "arn",
  "name_prefix",
  "bucket_prefix",
  "identifier_prefix",
  "tags_all",
  "region",
]);

/** Arguments that hold the resource's own name where it is not `name`, or beside it. Same source. */
const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: [],
  aws_api_gateway_stage: ["stage_name"],
  aws_cloudwatch_composite_alarm: ["alarm_name"],
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_cloudwatch_event_target: ["target_id"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_cognito_user_pool_domain: ["domain"],
  aws_db_instance: ["identifier"],
  aws_ecs_task_definition: ["family"],
  aws_efs_file_system: ["creation_token"],
  aws_elasticache_cluster: ["cluster_id"],
  aws_elasticache_replication_group: ["replication_group_id"],
  aws_key_pair: ["key_name"],
  aws_lambda_function: ["function_name"],
  aws_lambda_permission: ["statement_id"],
  aws_rds_cluster: ["cluster_identifier"],
  aws_rds_cluster_instance: ["identifier"],
  aws_rds_global_cluster: ["global_cluster_identifier"],
  aws_s3_bucket: ["bucket"],
};

/**
 * Names of blocks, and what each region's resource has of its own, of which its twin's says nothing: which share of the traffic a member
 * of a routing set takes, by which number a network is known to its neighbours.
 * Sources: the types' pages as above; https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html;
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html ("we recommend a unique ASN for each")
 */
const OWN_PARTS: Readonly<Record<string, readonly string[]>> = {
  aws_backup_plan: ["rule.rule_name"],
  aws_ec2_transit_gateway: ["amazon_side_asn"],
  aws_route53_record: ["set_identifier", "weighted_routing_policy.weight"],
  aws_s3_bucket_cors_configuration: ["cors_rule.id"],
  aws_s3_bucket_lifecycle_configuration: ["rule.id"],
  aws_s3_bucket_replication_configuration: ["rule.id"],
  aws_wafv2_rule_group: ["rule.name"],
  aws_wafv2_web_acl: ["rule.name"],
};

function isNameTag(names: readonly string[]): boolean {
  return names.at(-1) === "Name" && /^tags?$/.test(names.at(-2) ?? "");
}

/**
 * Names of availability zones: which zone a letter stands for differs by region (and, in older regions, by account),
 * so one side's letter says nothing about the other's.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 */
export function isZone(text: string): boolean {
  return /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$|^[a-z]{3,4}\d-az\d$/.test(text);
}

/**
 * Ids that AWS makes for objects of one region. One that no resource or data source of the plan has says nothing that
 * could be compared: the twin's has to be another one, and no plan tells what either stands for.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
export function isRegionalId(text: string): boolean {
  return /^[a-z]+(?:-[a-z]+)?-[0-9a-f]{8,17}$/.test(text);
}

/**
 * The range of a whole VPC: ranges of VPCs that may be peered must not overlap, so twins have their own; only the size
 * can be compared. Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
export function hasOwnRange(type: string, path: Path): boolean {
  return /^aws_(?:default_)?vpc$/.test(type) && path[0] === "cidr_block";
}

/**
 * Texts for people. They are changed as texts, but whose region they name is of no consequence: "tags don't have any
 * semantic meaning ... and are interpreted strictly as a string of characters".
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
 */
export function isProse(path: Path): boolean {
  return /(?:^|\.)(?:tags?|description|alarm_description|comment)(?:\.|$)/.test(path.join("."));
}

/**
 * Ports of a rule for all protocols: AWS ignores them, and the provider takes none but 0. ICMP's code and type in a rule for another
 * protocol: AWS ignores them, too.
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html
 */
export function isIgnoredPort(path: Path, values: Json | undefined): boolean {
  const name = String(path.at(-1));
  const rule = valueAt(values, path.slice(0, -1));
  if (!isObject(rule)) return false;
  const protocol = rule.protocol ?? rule.ip_protocol;
  if (/^icmp_(?:code|type)$/.test(name)) return !["1", "icmp", "58", "icmpv6"].includes(String(protocol));
  return /^(?:from|to)_port$/.test(name) && protocol === "-1";
}

/**
 * Capacity that Application Auto Scaling sets at run time where a target for it is registered: what the configuration
 * says is where it once began. Source: https://docs.aws.amazon.com/autoscaling/application/userguide/what-is-application-auto-scaling.html
 */
export function isAutoscaled({ type, values }: Resource, path: Path, side: readonly Resource[]): boolean {
  const names = path.filter((key) => typeof key === "string").join(".");
  if (!AUTOSCALED[type]?.test(names)) return false;
  return side.some(
    (other) =>
      other.type === "aws_appautoscaling_target" &&
      String(other.values?.resource_id ?? "")
        .split("/")
        .at(-1) === values?.name,
  );
}

const AUTOSCALED: Readonly<Record<string, RegExp>> = {
  aws_dynamodb_table: /^(?:read|write)_capacity$/,
  aws_ecs_service: /^desired_count$/,
};

/**
 * The argument by which the state shows the resource a second time, in the one that it belongs to: a route in its table's `route`, a
 * bucket's versioning in its computed `versioning`. A state that lacks the one and still has the other tells of a thing that is there
 * all the same, so that these are removed and put elsewhere by the plan at hand only. Undefined where there is no second time.
 * Source: the computed arguments of https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket
 */
export function mirroredBy({ type }: Resource): string | undefined {
  if (type === "aws_route") return "route_table_id";
  return MIRRORED_IN_BUCKET.test(type) ? "bucket" : undefined;
}

const MIRRORED_IN_BUCKET =
  /^aws_s3_bucket_(?:acl|cors_configuration|lifecycle_configuration|logging|object_lock_configuration|policy|replication_configuration|request_payment_configuration|server_side_encryption_configuration|versioning|website_configuration)$/;
