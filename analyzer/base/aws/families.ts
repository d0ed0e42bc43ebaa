import { table } from "../json";

/**
 * Types whose objects are counterparts of each other although Terraform has different types for them:
 * a replica or copy stands on the DR side for what the primary side has. The first of each list names the family.
 */
const FAMILIES: readonly (readonly string[])[] = [
  ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"],
  ["aws_ami", "aws_ami_copy", "aws_ami_from_instance"],
  ["aws_ebs_snapshot", "aws_ebs_snapshot_copy", "aws_ebs_snapshot_import"],
  ["aws_db_snapshot", "aws_db_snapshot_copy"],
  ["aws_db_cluster_snapshot", "aws_rds_cluster_snapshot_copy"],
  ["aws_dynamodb_table", "aws_dynamodb_table_replica"],
  ["aws_s3_object", "aws_s3_bucket_object"],
  ["aws_lb", "aws_alb"],
  ["aws_lb_listener", "aws_alb_listener"],
  ["aws_lb_listener_rule", "aws_alb_listener_rule"],
  ["aws_lb_target_group", "aws_alb_target_group"],
  ["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"],
  ["aws_launch_template", "aws_launch_configuration"],
  ["aws_instance", "aws_spot_instance_request"],
];

const FAMILY_OF = new Map(FAMILIES.flatMap((types) => types.map((type) => [type, types[0] as string])));

/** What accepts a connection is the other end of what asks for it: `aws_vpc_peering_connection_accepter`. */
const ACCEPTER = /_accepter$/;

/** The family of a type: the type itself for most. Twins are of one family. */
export function familyOf(type: string): string {
  return FAMILY_OF.get(type) ?? type.replace(ACCEPTER, "");
}

/**
 * Attributes that hold a resource's own name where it is not `name`.
 * Source: the "Argument Reference" of each type in the AWS provider's documentation.
 */
const NAME_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = table({
  aws_s3_bucket: ["bucket"],
  aws_lambda_function: ["function_name"],
  aws_rds_cluster: ["cluster_identifier"],
  aws_rds_cluster_instance: ["identifier"],
  aws_docdb_cluster: ["cluster_identifier"],
  aws_docdb_cluster_instance: ["identifier"],
  aws_neptune_cluster: ["cluster_identifier"],
  aws_neptune_cluster_instance: ["identifier"],
  aws_redshift_cluster: ["cluster_identifier"],
  aws_db_snapshot: ["db_snapshot_identifier"],
  aws_db_cluster_snapshot: ["db_cluster_snapshot_identifier"],
  aws_db_instance: ["identifier"],
  aws_rds_global_cluster: ["global_cluster_identifier"],
  aws_docdb_global_cluster: ["global_cluster_identifier"],
  aws_elasticache_replication_group: ["replication_group_id"],
  aws_elasticache_cluster: ["cluster_id"],
  aws_elasticache_global_replication_group: ["global_replication_group_id_suffix"],
  aws_opensearch_domain: ["domain_name"],
  aws_elasticsearch_domain: ["domain_name"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_cloudwatch_composite_alarm: ["alarm_name"],
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_msk_cluster: ["cluster_name"],
  aws_efs_file_system: ["creation_token"],
  aws_cloudfront_distribution: ["comment"],
  aws_key_pair: ["key_name"],
  aws_iam_user: ["name"],
  aws_api_gateway_domain_name: ["domain_name"],
  aws_apigatewayv2_domain_name: ["domain_name"],
  aws_acm_certificate: ["domain_name"],
  aws_eks_cluster: ["name"],
  aws_eks_node_group: ["node_group_name"],
  aws_eks_fargate_profile: ["fargate_profile_name"],
  aws_ecs_task_definition: ["family"],
  aws_codebuild_project: ["name"],
  aws_dms_replication_instance: ["replication_instance_id"],
  aws_dms_replication_task: ["replication_task_id"],
  aws_cognito_user_pool_domain: ["domain"],
  aws_lambda_layer_version: ["layer_name"],
  aws_api_gateway_stage: ["stage_name"],
  aws_ssm_maintenance_window: ["name"],
  aws_lambda_permission: ["statement_id"],
  aws_cloudwatch_event_target: ["target_id"],
  // An endpoint has no name: it is the one for its service.
  aws_vpc_endpoint: ["service_name"],
});

/** The attributes that hold a resource's own name, most telling first. */
export function nameAttributes(type: string): readonly string[] {
  return NAME_ATTRIBUTES[type] ?? ["name"];
}

/** Types whose name is what others look them up by: it has to be the same on both sides but for the region. */
const LOOKED_UP = new Set([
  "aws_route53_record",
  "aws_acm_certificate",
  "aws_ssm_parameter",
  "aws_secretsmanager_secret",
  "aws_kms_alias",
  "aws_vpc_endpoint",
  "aws_api_gateway_domain_name",
  "aws_apigatewayv2_domain_name",
]);

/** Whether the resource's name is an interface, rather than its own affair. */
export function isLookedUpByName(type: string): boolean {
  return LOOKED_UP.has(type);
}
