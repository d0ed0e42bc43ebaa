import { isObject } from "../../../analyzer/base/json";
import { marksAny, maskAt, type Mask } from "../../../analyzer/model/workspace/mask";
import type { Rewriter, Spot } from "./rewriter";

/** A set's elements in another order: Terraform orders them by content, ids included. */
export const reorderSets: Rewriter = {
  kind: "set-order",
  rewrite: ({ value, node, path, resource }) =>
    Array.isArray(value) && node?.kind === "set" && !isMasked(resource, path) ? value.toReversed() : value,
};

/** Lists whose order AWS does not keep or heed. Source: the API reference of each service. */
const ORDER_FREE: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ["subject_alternative_names"],
  aws_autoscaling_group: ["enabled_metrics", "target_group_arns", "vpc_zone_identifier"],
  aws_cloudwatch_metric_alarm: ["alarm_actions", "ok_actions"],
  aws_cognito_user_pool: ["schema", "auto_verified_attributes"],
  aws_dynamodb_table: ["attribute", "global_secondary_index"],
  aws_launch_template: ["block_device_mappings", "tag_specifications", "vpc_security_group_ids"], // by device and type
  aws_network_acl: ["ingress", "egress"], // by rule_no
  aws_rds_cluster: ["enabled_cloudwatch_logs_exports"],
  aws_s3_bucket_lifecycle_configuration: ["rule"], // by id; the shortest expiration wins
  aws_wafv2_web_acl: ["rule"], // by priority
};

/** Elements of a list that is kept by name, number or not at all. */
export const reorderLists: Rewriter = {
  kind: "list-order",
  rewrite: ({ value, path, resource }) => {
    const free = path.length === 1 && ORDER_FREE[resource.type]?.includes(String(path[0]));
    return Array.isArray(value) && free && !isMasked(resource, path) ? value.toReversed() : value;
  },
};

/** A map's members in another order. */
export const reorderMaps: Rewriter = {
  kind: "map-order",
  rewrite: ({ value, node }) =>
    isObject(value) && node?.kind === "map" ? Object.fromEntries(Object.entries(value).toReversed()) : value,
};

/** Masks mirror lists by position. */
function isMasked(resource: Spot["resource"], path: Spot["path"]): boolean {
  return marksAny(path.reduce<Mask>((mask, key) => maskAt(mask, key), resource.sensitive));
}
