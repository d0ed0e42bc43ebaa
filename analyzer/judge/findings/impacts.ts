import type { Divergence } from "../../compare/difference";
import { plainPath } from "../../compare/difference";
import type { Severity } from "../../model/report";

/** What breaks at failover where twins differ; the first entry that fits tells. */
interface Impact {
  /** The resource's type; absent stands for all. */
  readonly type?: RegExp;
  /** The path without indices and keys' quotes; absent stands for all. */
  readonly path?: RegExp;
  readonly text: string;
}

const OF_DIFFERENCES: readonly Impact[] = [
  {
    path: /(?:^|\.)(?:tags|tags_all|description|comment)(?:\.|$)/,
    text: "What finds resources by tag or reads descriptions (automation, backup selections, cost reports) treats DR otherwise.",
  },
  {
    type: /^aws_(?:security_group|vpc_security_group|network_acl)/,
    text: "Traffic that passes in primary is refused in DR, or the other way round.",
  },
  {
    type: /^aws_(?:route$|route_table|main_route|nat_gateway|vpn_|ec2_transit|internet_gateway|vpc_peering)/,
    text: "Packets from DR take another way, or none.",
  },
  {
    type: /^aws_route53_(?:record|health_check)/,
    text: "DNS leads elsewhere, later, or not at all once primary is gone.",
  },
  {
    path: /(?:^|\.)health_check(?:\.|$)|^(?:grace_period|health_check_\w+)$/,
    text: "Health is judged by other measures in DR: healthy targets are taken out of service, or sick ones stay in.",
  },
  {
    path: /(?:^|\.)(?:certificate_arn|ssl_policy|security_policy|minimum_protocol_version|domain_name|domain_validation_options|subject_alternative_names)$/,
    text: "Clients that connect to primary may fail their TLS handshake with DR.",
  },
  {
    type: /alarm|^aws_cloudwatch_event_|^aws_sns_topic_subscription/,
    text: "Events and alarms in DR reach somebody else, or nobody, while it carries the load.",
  },
  {
    path: /(?:^|\.)(?:backup_retention_period|point_in_time_recovery|deletion_protection|skip_final_snapshot|automatic_failover_enabled|multi_az|versioning_configuration|snapshot_retention_limit|lifecycle)(?:\.|$)/,
    text: "The data that serves after a failover is protected less, or otherwise, than it was in primary.",
  },
  {
    path: /(?:^|\.)(?:kms_\w+|storage_encrypted|encrypted|encryption\w*|server_side_encryption\w*|sse_\w+|at_rest_encryption_enabled|transit_encryption_enabled)(?:\.|$)/,
    text: "Data in DR is encrypted otherwise: who reads it may lack the key, or it lies unprotected.",
  },
  {
    path: /(?:^|\.)(?:engine|engine_version|engine_mode|family|kafka_version|runtime|platform_version|node_type|version)$/,
    text: "The application meets another version after a failover than the one that it was tested with.",
  },
  {
    path: /(?:^|\.)(?:image|image_id|image_uri|ami|source_code_hash|s3_key|s3_object_version|package_type|task_definition|container_definitions)(?:\.|$)/,
    text: "Other code runs after a failover than the code that served before it.",
  },
  {
    path: /(?:^|\.)(?:environment|user_data|user_data_base64|parameter|parameters|settings?|configuration|variables|secret_string|value)(?:\.|$)/,
    text: "The application runs with other settings after a failover.",
  },
  {
    path: /(?:^|\.)(?:memory|memory_size|cpu|timeout|reserved_concurrent_executions|ephemeral_storage|ulimits)(?:\.|$)/,
    text: "Under the same load DR is throttled, times out or runs out of memory where primary does not.",
  },
  {
    path: /(?:^|\.)(?:max_size|max_capacity|desired_count|instance_type|instance_class|allocated_storage|max_allocated_storage|iops|throughput|read_capacity|write_capacity|num_cache_nodes|shard_count|number_of_broker_nodes|provisioned_\w+|burst_limit|rate_limit|quota_settings|min_size|min_capacity|desired_capacity|throttling_\w+)(?:\.|$)/,
    text: "DR cannot carry, or grow to, the load that primary carries.",
  },
  {
    type: /^aws_s3_bucket_replication/,
    text: "Objects that are written in primary do not reach DR, or reach it otherwise.",
  },
  {
    type: /^aws_(?:s3_bucket_lifecycle|ecr_lifecycle|dlm_)/,
    text: "What DR keeps is deleted earlier, or later, than in primary.",
  },
  {
    type: /^aws_sfn_/,
    text: "Workflows take other steps after a failover.",
  },
  {
    path: /(?:^|\.)\w*password\w*$/,
    text: "The application may not be able to log in after a failover.",
  },
  {
    type: /^aws_sqs_queue/,
    text: "Messages are retried, delayed or given up otherwise than in primary.",
  },
  {
    type: /^aws_(?:iam_|lambda_permission)|_policy$/,
    text: "Calls that succeed in primary are denied in DR, or what is denied there succeeds.",
  },
  {
    path: /(?:^|\.)(?:retention_in_days|log_\w+|access_logs|logging\w*|enabled_cloudwatch_logs_exports)(?:\.|$)/,
    text: "What happened during the failover may not be there to be looked into afterwards.",
  },
  {
    type: /^aws_(?:lb|alb|elb|api_?gateway|apigateway|cloudfront|globalaccelerator|wafv2)/,
    text: "Requests that primary answers are answered otherwise in DR, or not at all.",
  },
];

const BY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "After a failover the application does not serve, or serves without its data.",
  warning: "After a failover DR behaves otherwise than primary did.",
  info: "Operating DR differs; users do not notice.",
};

const OF_PERMISSIONS: Readonly<Partial<Record<Divergence["nature"], string>>> = {
  peer: "DR depends on the region that is down.",
  "lacks-permission": "Calls that succeed in primary are denied in DR.",
  "extra-permission": "Something in DR may do what it may not do in primary.",
};

/** What breaks at failover because twins differ there: told of the difference that weighs most. */
export function impactOfDifference(
  type: string,
  { path, nature }: Pick<Divergence, "path" | "nature">,
  severity: Severity,
): string {
  const plain = plainPath(path);
  const fits = ({ type: types, path: paths }: Impact) =>
    (types?.test(type) ?? true) && (paths?.test(plain) ?? true);
  const known = OF_PERMISSIONS[nature] ?? OF_DIFFERENCES.find(fits)?.text ?? BY_SEVERITY[severity];
  // What is minor for operation is no failure, whatever the attribute is about.
  return severity === "info" && nature === "value" && !/tag|log/.test(plain) ? BY_SEVERITY.info : known;
}

const OF_ABSENCE: readonly (readonly [RegExp, string])[] = [
  [
    /^aws_(?:security_group|vpc_security_group|network_acl)/,
    "Traffic that this admits in primary is refused in DR.",
  ],
  [
    /^aws_(?:route|nat_gateway|internet_gateway|vpc_endpoint|ec2_transit|vpn_)/,
    "What DR reaches over this in primary it does not reach.",
  ],
  [
    /alarm|^aws_sns_topic_subscription/,
    "Nobody is told when this goes wrong in DR, which then carries the load.",
  ],
  [/^aws_wafv2|^aws_shield/, "Requests that are blocked in primary reach the application in DR."],
  [/^aws_subnet/, "The application can run in fewer zones, or has nowhere to run."],
  [/^aws_s3_bucket_public_access_block/, "The bucket in DR may be made public."],
  [
    /^aws_(?:lb|alb|elb|api_?gateway|apigateway|cloudfront|globalaccelerator)/,
    "Requests that it answers in primary find nothing in DR.",
  ],
  [/^aws_route53_/, "DNS does not lead there once primary is gone."],
  [/^aws_acm_/, "Clients fail their TLS handshake with DR."],
  [/^aws_(?:autoscaling_(?:policy|schedule)|appautoscaling)/, "DR does not grow with the load."],
  [
    /^aws_(?:autoscaling_group|launch_|ecs_|eks_|lambda_function|lambda_alias|instance|batch_|apprunner)/,
    "What it runs in primary runs nowhere after a failover.",
  ],
  [
    /^aws_(?:lambda_event_source_mapping|cloudwatch_event|scheduler_schedule|pipes_|sfn_|sns_topic$|s3_bucket_notification)/,
    "What it sets off in primary does not happen after a failover.",
  ],
  [
    /^aws_(?:db_|rds_|docdb|neptune|dynamodb|elasticache|memorydb|redshift|opensearch|s3_bucket$|efs_|fsx_|ebs_|volume_attachment|kinesis|msk|sqs_queue$|secretsmanager_secret|ssm_parameter)/,
    "After a failover the application does not find its data, its messages or its settings.",
  ],
  [/^aws_(?:iam_|lambda_permission|kms_|.*_policy$)/, "Calls that it allows in primary are denied in DR."],
  [/^aws_backup_/, "What serves after a failover is not backed up."],
  [/^aws_cloudwatch_log|^aws_flow_log/, "What happens in DR leaves no trace to be looked into."],
];

/** What breaks at failover because DR lacks a resource of this type. */
export function impactOfAbsence(type: string): string {
  return OF_ABSENCE.find(([types]) => types.test(type))?.[1] ?? "After a failover it is not there.";
}
