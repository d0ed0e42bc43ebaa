import { leaves, type Mistake, removed } from "./mistake";

/** What only watches: an operator wants to read of it, and nothing fails over the worse for it. */
const OBSERVERS = new Set(["flow-log-missing", "log-group-missing"]);

/** Without one a bucket encrypts all the same with AES256, since January 2023; what is missing must have said more. */
const SAYS_NOTHING = /"sse_algorithm":"AES256"/;

/** Resources that one side forgot; by id, what they are. */
const FORGOTTEN: Readonly<Record<string, readonly [types: readonly string[], why: string]>> = {
  "rule-missing": [["aws_vpc_security_group_ingress_rule"], "clients are refused"],
  "queue-policy-missing": [["aws_sqs_queue_policy"], "senders are refused"],
  "topic-policy-missing": [["aws_sns_topic_policy"], "publishers are refused"],
  "subscription-missing": [["aws_sns_topic_subscription"], "messages go nowhere"],
  "bucket-policy-missing": [["aws_s3_bucket_policy"], "plain HTTP is accepted"],
  "bucket-public-block-missing": [["aws_s3_bucket_public_access_block"], "the bucket can be made public"],
  "bucket-encryption-missing": [["aws_s3_bucket_server_side_encryption_configuration"], "encryption differs"],
  "bucket-lifecycle-missing": [["aws_s3_bucket_lifecycle_configuration"], "old versions are kept for ever"],
  "listener-missing": [["aws_lb_listener"], "nothing answers on that port"],
  "firewall-association-missing": [
    ["aws_wafv2_web_acl_association"],
    "the balancer stands without its firewall",
  ],
  "function-permission-missing": [["aws_lambda_permission"], "the caller is refused"],
  "role-policy-missing": [["aws_iam_role_policy", "aws_iam_role_policy_attachment"], "calls are denied"],
  "event-target-missing": [["aws_cloudwatch_event_target"], "events go nowhere"],
  "archive-missing": [["aws_cloudwatch_event_archive"], "events cannot be replayed"],
  "schedule-missing": [["aws_scheduler_schedule"], "nothing is scheduled"],
  "workflow-missing": [["aws_sfn_state_machine"], "the workflow does not exist here"],
  "route-missing": [["aws_apigatewayv2_route", "aws_route"], "requests find no way"],
  "stage-missing": [["aws_apigatewayv2_stage", "aws_api_gateway_usage_plan"], "the API is not reachable"],
  "autoscaling-missing": [["aws_appautoscaling_policy", "aws_autoscaling_policy"], "nothing scales out"],
  "mount-target-missing": [
    ["aws_efs_mount_target", "aws_efs_access_point"],
    "files cannot be reached from a zone",
  ],
  "backup-policy-missing": [["aws_efs_backup_policy", "aws_backup_selection"], "nothing is backed up"],
  "vault-lock-missing": [["aws_backup_vault_lock_configuration"], "recovery points can be deleted"],
  "parameter-missing": [["aws_ssm_parameter"], "code does not find its setting"],
  "secret-missing": [["aws_secretsmanager_secret"], "code does not find its secret"],
  "alias-missing": [["aws_kms_alias"], "code does not find its key"],
  "record-missing": [["aws_route53_record"], "traffic never comes here"],
  "endpoint-missing": [["aws_vpc_endpoint"], "private subnets do not reach AWS"],
  "acl-rule-missing": [["aws_network_acl_rule"], "traffic is treated differently"],
  "flow-log-missing": [["aws_flow_log"], "traffic is not recorded"],
  "composite-alarm-missing": [["aws_cloudwatch_composite_alarm"], "nobody is told"],
  "log-group-missing": [["aws_cloudwatch_log_group"], "logs go nowhere"],
  "detection-missing": [
    ["aws_guardduty_detector_feature", "aws_accessanalyzer_analyzer", "aws_ebs_encryption_by_default"],
    "this region is not watched",
  ],
  "domain-missing": [["aws_cognito_user_pool_domain", "aws_cognito_user_pool_client"], "nobody can log in"],
  "cluster-instance-missing": [["aws_eks_addon", "aws_eks_node_group"], "workloads do not run"],
  "lifecycle-policy-missing": [["aws_ecr_lifecycle_policy"], "images are kept for ever"],
  "attachment-missing": [
    ["aws_volume_attachment", "aws_ec2_transit_gateway_vpc_attachment"],
    "what it attaches is not reached",
  ],
  "delivery-missing": [
    ["aws_kinesis_firehose_delivery_stream", "aws_kinesis_stream"],
    "records are not delivered",
  ],
  "store-missing": [
    ["aws_opensearch_domain", "aws_msk_cluster", "aws_mq_broker", "aws_redshift_cluster", "aws_db_instance"],
    "there is nothing to fail over to",
  ],
  "machine-missing": [
    ["aws_autoscaling_group", "aws_instance", "aws_ecs_service"],
    "there is nothing to fail over to",
  ],
};

const mistakes = Object.entries(FORGOTTEN).map(([id, [types, why]]): Mistake => ({
  id,
  what: `One side has no ${types.join(" or ")}.`,
  sides: ["dr", "primary"],
  sites: (side) =>
    leaves(side, ...types)
      .filter(({ args }) => !SAYS_NOTHING.test(JSON.stringify(args)))
      .map((resource) => ({
        resource,
        make: () => {
          const also = side.application.resources.filter((one) => side.referrers(one).includes(resource));
          const twins = also.map((one) => side.application.twin(one));
          const named = [...also, ...twins].filter((one) => one !== undefined);
          return removed(side, resource, OBSERVERS.has(id) ? "info" : "warning", why, { also: named });
        },
      })),
}));

export default mistakes;
