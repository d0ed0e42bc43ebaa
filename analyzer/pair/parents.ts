import { familyOf } from "../base/aws/families";
import { isObject, type Json } from "../base/json";
import type { Resource } from "../model/workspace/workspace";
import type { Neutral } from "./learn";
import { shownValues } from "./names";
import type { TwinBlocks } from "./twin-blocks";

/** Types of which a parent has one at most: with the same parents they are twins, however they differ. */
const ONE_PER_PARENT =
  /^aws_(?:s3_bucket_(?!notification|object|metric|inventory|analytics)\w+|\w+_policy|secretsmanager_secret_(?:version|rotation)|iam_instance_profile|iam_role_policy|kms_alias|route_table_association|\w+_attachment|lb_listener_certificate|sqs_queue_redrive_\w+|eip_association|nat_gateway|db_proxy_default_target_group|efs_backup_policy|apigatewayv2_stage|api_gateway_stage|efs_mount_target)$/;

/** Whether two resources of the type with the same parents are surely twins. */
export function isOnePerParent(type: string): boolean {
  return ONE_PER_PARENT.test(type);
}

/** Members of a cluster: those of twin clusters are twins, as many as both have, whatever they are called. */
const MEMBER = /^aws_\w+_cluster_instance$/;

/** Whether two resources of the type with the same parents are twins, however they differ. */
export function isPairedByParent(type: string): boolean {
  return isOnePerParent(type) || MEMBER.test(type);
}

/**
 * Keys resources by what they belong to: type and the twins that they refer to, by value or by configuration.
 * A bucket's policy pairs with the policy of the bucket's twin, whatever the two are called.
 */
export function parentKeys(
  blocks: TwinBlocks,
  neutral: Neutral,
): (resource: Resource, side: "primary" | "dr") => string {
  const block = (resource: Resource, address: string) => {
    const twins = blocks.twinsOf(resource, address);
    return twins.length === 0 ? undefined : `twins ${twins.join(" ")}`;
  };
  return (resource, side) => {
    const family = `${resource.mode} ${familyOf(resource.type)}`;
    if (isPairedByParent(resource.type)) {
      const parent = parentOf(resource, neutral[side], blocks);
      if (parent !== undefined) return `${family} ${parent}`;
    }
    const known = new Set<string>();
    collect(shownValues(resource), neutral[side], known);
    for (const address of resource.dependencies) {
      const twins = block(resource, address);
      // Unknown values are told by reference alone; a known one would be counted twice.
      if (twins !== undefined && resource.before === null) known.add(twins);
    }
    return known.size === 0 ? "" : `${family} ${[...known].sort().join(" ")}`;
  };
}

/** Attributes that name the one parent. */
const PARENT_ATTRIBUTES = [
  "bucket",
  "cluster_identifier",
  "role",
  "queue_url",
  "secret_id",
  "topic_arn",
  "function_name",
  "target_key_id",
  "table_name",
  "file_system_id",
  "subnet_id",
  "repository",
  "policy_arn",
  "arn",
  "resource_arn",
  "backup_vault_name",
  "api_id",
  "rest_api_id",
  "name",
];

/** The parent's twins: by value where it is known, else by what the configuration refers to. */
function parentOf(
  resource: Resource,
  neutralizer: Neutral["primary"],
  blocks: TwinBlocks,
): string | undefined {
  const values = shownValues(resource);
  for (const name of PARENT_ATTRIBUTES) {
    const value = values[name];
    const text = typeof value === "string" ? neutralizer.text(value) : "";
    if (/^⟨\d+⟩$/.test(text)) return text;
    const [twins] = blocks.twinsMeant(resource, resource.expressions?.[name]);
    if (twins !== undefined) return `twins ${twins.join(" ")}`;
  }
  return undefined;
}

/** Top-level values that are nothing but a twin's identity. */
function collect(
  values: Readonly<Record<string, Json>>,
  neutralizer: Neutral["primary"],
  found: Set<string>,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (name === "id" || isObject(value)) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item !== "string") continue;
      const text = neutralizer.text(item);
      if (/^⟨\d+⟩$/.test(text)) found.add(text);
    }
  }
}
