import { nameAttributes } from "../../base/aws/families";
import { table } from "../../base/json";
import { schemaOf } from "../catalogue/schema-of";
import type { Resource } from "../workspace/workspace";

/**
 * Attributes that the provider computes from one argument alone, and so hand it on.
 * Source: the "Attribute Reference" of each type in the providers' documentation.
 */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  aws_kms_alias: table({ target_key_arn: "target_key_id" }),
  aws_secretsmanager_secret_version: table({ arn: "secret_id", secret_arn: "secret_id" }),
  aws_efs_mount_target: table({ file_system_arn: "file_system_id" }),
  aws_efs_access_point: table({ file_system_arn: "file_system_id" }),
  aws_sqs_queue_policy: table({ id: "queue_url" }),
  aws_sns_topic_policy: table({ id: "arn" }),
  aws_ecs_cluster_capacity_providers: table({ id: "cluster_name" }),
  aws_vpc_peering_connection_accepter: table({ id: "vpc_peering_connection_id" }),
  aws_vpc_peering_connection_options: table({ id: "vpc_peering_connection_id" }),
  aws_ec2_transit_gateway_vpc_attachment_accepter: table({ id: "transit_gateway_attachment_id" }),
  aws_ec2_transit_gateway_peering_attachment_accepter: table({ id: "transit_gateway_attachment_id" }),
  terraform_data: table({ output: "input" }),
});

/** Parts of a bucket, whose id is the bucket's name. */
const BUCKET_PART = /^aws_s3_bucket_(?!object|notification_)\w+$/;

/**
 * The argument whose value an attribute has once it is applied: the attribute itself where the schema says that it is
 * written and not computed, since the provider may return nothing else then. Undefined for what the resource itself
 * brings into the world: its id, its ARN, its name.
 */
export function argumentBehind({ mode, type }: Resource, attribute: string): string | undefined {
  if (mode === "data" || attribute === "") return undefined;
  const computed = COMPUTED[type]?.[attribute];
  if (computed !== undefined) return computed;
  if (attribute === "id" && BUCKET_PART.test(type)) return "bucket";
  if (nameAttributes(type).includes(attribute)) return undefined;
  const node = schemaOf({ mode, type })?.member(attribute);
  return node === undefined || node.computedOnly ? undefined : attribute;
}
