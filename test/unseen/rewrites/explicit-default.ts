import type { Value } from "../model/expression";
import type { Rewrite } from "./rewrite";

/** What the provider takes where nothing is said, by its documentation. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  aws_sqs_queue: { delay_seconds: 0, max_message_size: 262144 },
  aws_lambda_function: { package_type: "Zip", publish: false },
  aws_lb: { enable_http2: true, ip_address_type: "ipv4" },
  aws_lb_target_group: { slow_start: 0 },
  aws_kms_key: { key_usage: "ENCRYPT_DECRYPT", customer_master_key_spec: "SYMMETRIC_DEFAULT", is_enabled: true },
  aws_cloudwatch_metric_alarm: { actions_enabled: true, datapoints_to_alarm: null },
  aws_ecs_service: { scheduling_strategy: "REPLICA", deployment_maximum_percent: 200, deployment_minimum_healthy_percent: 100 },
  aws_vpc: { instance_tenancy: "default" },
  aws_subnet: { assign_ipv6_address_on_creation: false },
  aws_rds_cluster: { engine_mode: "provisioned", iam_database_authentication_enabled: null },
  aws_db_instance: { monitoring_interval: 0, apply_immediately: null },
  aws_iam_role: { path: "/", force_detach_policies: false },
  aws_iam_policy: { path: "/" },
  aws_s3_bucket: { force_destroy: false },
  aws_cloudwatch_log_group: { log_group_class: null, skip_destroy: false },
  aws_sns_topic: { fifo_topic: false, content_based_deduplication: false },
  aws_nat_gateway: { connectivity_type: "public" },
  aws_autoscaling_group: { default_cooldown: null, capacity_rebalance: false, force_delete: false },
  aws_ecr_repository: { force_delete: null },
  aws_route53_health_check: { disabled: false, measure_latency: false },
  aws_cloudwatch_event_rule: { force_destroy: false },
  aws_security_group: { revoke_rules_on_delete: false },
  aws_scheduler_schedule: { schedule_expression_timezone: "UTC" },
  aws_secretsmanager_secret: { force_overwrite_replica_secret: false },
};

const rewrite: Rewrite = {
  id: "explicit-default",
  what: "One side spells out what the other leaves to the provider.",
  sites: (side) =>
    side.resources.flatMap((resource) => {
      const free = Object.entries(DEFAULTS[resource.type] ?? {}).filter(([name]) => !(name in resource.args));
      if (free.length === 0 || side.application.twin(resource) === undefined) return [];
      const make = () => {
        for (const [name, value] of free) resource.args[name] = value;
      };
      return [{ resource, make }];
    }),
};

export default rewrite;
