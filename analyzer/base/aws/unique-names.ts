import { familyOf } from "./families";

/**
 * Types of whose names AWS lets only one exist in an account and region (or anywhere): a resource is known by it,
 * whatever its address. Names that are unique only within a parent (ECS services, security groups in a VPC) are not here.
 * Source: the API reference of each service's Create operation.
 */
const UNIQUELY_NAMED: ReadonlySet<string> = new Set([
  "aws_autoscaling_group",
  "aws_backup_vault",
  "aws_cloudwatch_composite_alarm",
  "aws_cloudwatch_dashboard",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_codebuild_project",
  "aws_db_instance",
  "aws_db_parameter_group",
  "aws_db_subnet_group",
  "aws_docdb_cluster",
  "aws_docdb_cluster_instance",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_ecs_cluster",
  "aws_eks_cluster",
  "aws_elasticache_cluster",
  "aws_elasticache_parameter_group",
  "aws_elasticache_replication_group",
  "aws_elasticache_subnet_group",
  "aws_iam_instance_profile",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_user",
  "aws_key_pair",
  "aws_kinesis_firehose_delivery_stream",
  "aws_kinesis_stream",
  "aws_kms_alias",
  "aws_lambda_function",
  "aws_launch_template",
  "aws_lb",
  "aws_lb_target_group",
  "aws_msk_cluster",
  "aws_neptune_cluster",
  "aws_neptune_cluster_instance",
  "aws_opensearch_domain",
  "aws_rds_cluster",
  "aws_rds_cluster_instance",
  "aws_rds_cluster_parameter_group",
  "aws_redshift_cluster",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_sfn_state_machine",
  "aws_sns_topic",
  "aws_sqs_queue",
  "aws_ssm_parameter",
]);

/** Whether AWS lets only one resource of this type have a name. */
export function isUniquelyNamed(type: string): boolean {
  return UNIQUELY_NAMED.has(familyOf(type));
}
