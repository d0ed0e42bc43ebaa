import type { Severity } from "../../model/report";
import type { Divergence } from "../../compare/difference";
import { plainPath } from "../../compare/difference";
import { isProse } from "../../compare/text";

/** Differences that an operator notices and a user does not. */
const MINOR =
  /(?:^|\.)(?:retention_in_days|log_group_class|preferred_maintenance_window|preferred_backup_window|maintenance_window|backup_window|snapshot_window|weekly_maintenance_start_time|force_destroy|skip_final_snapshot|skip_destroy|apply_immediately|deletion_window_in_days|recovery_window_in_days|force_overwrite_replica_secret|force_delete|wait_for_\w+|copy_tags_to_snapshot|publish|enabled_metrics|metrics_granularity|performance_insights\w*|monitoring_interval|monitoring_role_arn|tracing_config|propagate_tags|allow_overwrite|auto_minor_version_upgrade|replace_security_groups_on_destroy|enable_ecs_managed_tags|force_new_deployment|filename)(?:\.|$)/;

/** Types that exist to watch or to try something, not to serve. */
const OBSERVING =
  /^aws_(?:cloudwatch_(?:log_group|log_stream|dashboard|query_definition)|flow_log|resourcegroups_|xray_|servicecatalog_|budgets_|cloudwatch_contributor|fis_)/;

/** What decides whether such a type's records are kept from others (logs hold what users sent), and which there are. */
const RECORDS = /^(?:kms_key_id|traffic_type)$/;

/** Types of which every argument decides whether traffic passes. */
const TRAFFIC =
  /^aws_(?:security_group_rule|vpc_security_group_(?:ingress|egress)_rule|network_acl_rule|route|lb_listener(?:_rule)?|alb_listener(?:_rule)?|lambda_event_source_mapping|lambda_permission|route53_record)$/;

/** Arguments that decide whether the application serves at all, on whatever type. */
const VITAL =
  /(?:^|\.)(?:ingress|egress|route|port|from_port|to_port|protocol|ip_protocol|cidr_blocks?|cidr_ipv[46]|security_groups?|security_group_ids|vpc_security_group_ids|source_security_group_id|referenced_security_group_id|handler|runtime|image|image_id|image_uri|ami|engine|family|global_cluster_identifier|replicate_source_db|secret_string|kms_master_key_id|kms_key_id|kms_key_arn|kms_data_key_reuse_period_seconds|target_group_arn|load_balancer_arn|certificate_arn|event_source_arn|event_pattern|definition|hash_key|range_key|attribute|versioning_configuration|storage_encrypted|status|state|enabled|is_enabled|portMappings|health_check\.(?:path|port|protocol|matcher|enabled)|redrive_policy|deadLetterTargetArn|endpoint|integration_uri|uri|route_key|path_part|http_method|authorization|authorization_type|authorizer_id|api_key_required|web_acl_id|fifo_queue|replica|policy_arn|role|target_type|environment\.variables\.\w*(?:URL|HOST|ENDPOINT|ARN|BUCKET|TABLE|QUEUE|TOPIC)\w*)(?:\.|$)/;

/**
 * What a region may well have of its own: the office's end of a VPN may be another one there, a metric's name is what
 * dashboards know, and whether a file system may be overwritten matters to a replication alone.
 */
const OWN_END =
  /^aws_customer_gateway\.ip_address$|^aws_vpn_gateway\.amazon_side_asn$|^aws_wafv2_\w+\.(?:rule\.)?visibility_config\.metric_name$|^aws_efs_file_system\.protection(?:\.|$)/;

/** How bad a difference between twins is: by what it breaks at failover. */
export function severityOf(type: string, divergence: Divergence): Severity {
  const path = plainPath(divergence.path);
  if (isProse(path) || MINOR.test(path) || OWN_END.test(`${type}.${path}`)) return "info";
  if (OBSERVING.test(type)) return divergence.nature === "peer" || RECORDS.test(path) ? "warning" : "info";
  if (/alarm/.test(type)) return "warning";
  if (divergence.nature === "peer" || divergence.nature === "lacks-permission") return "critical";
  if (divergence.nature === "extra-permission") return "warning";
  if (TRAFFIC.test(type) || VITAL.test(path)) return "critical";
  return "warning";
}

/** Types whose absence alone does not stop the application. */
const SUPPORTING =
  /^aws_(?:iam_|cloudwatch_|route53_(?:hosted_zone_dnssec|key_signing_key|query_log)$|sns_topic_subscription|subnet$|route_table_association|autoscaling_(?:policy|schedule)|appautoscaling_|backup_|wafv2_|lambda_permission|ssm_(?:maintenance|patch|association|document)|key_pair|placement_group|db_parameter_group|rds_cluster_parameter_group|db_option_group|elasticache_parameter_group|s3_bucket_(?!notification)|inspector|guardduty|config_|securityhub|ecr_lifecycle|eip$|network_acl|vpc_dhcp|vpc_endpoint|db_event|sqs_queue_policy|acm_certificate_validation|kms_alias|scheduler_schedule_group|rds_cluster_instance|docdb_cluster_instance|cloudtrail)/;

/** How bad it is that DR lacks a resource of this type. */
export function severityOfAbsence(type: string): Severity {
  if (OBSERVING.test(type)) return "info";
  return SUPPORTING.test(type) ? "warning" : "critical";
}

/** How bad it is that DR has what primary lacks: nothing stops serving, but DR is not what was tested. */
export function severityOfExtra(type: string): Severity {
  return OBSERVING.test(type) ? "info" : "warning";
}

/** The worse of two. */
export function worse(a: Severity, b: Severity): Severity {
  const order: Severity[] = ["info", "warning", "critical"];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
