import { DR_REGION, existing, type PairParts, type Planned, PRIMARY_REGION } from "./pair";

const ARC = "arn:aws:route53-recovery-control::111122223333";

/** A cluster of ARC with a control for each side, which health checks of failover records follow. */
function routingControls(): Planned[] {
  const endpoint = (host: string, region: string) => ({ endpoint: `https://${host}/v1`, region });
  return [
    existing("aws_route53recoverycontrolconfig_cluster.shop", {
      arn: `${ARC}:cluster/c`,
      cluster_endpoints: [
        endpoint("host-1.us-east-1.example", PRIMARY_REGION),
        endpoint("host-2.us-west-2.example", DR_REGION),
      ],
    }),
    ...(["primary", "dr"] as const).flatMap((side) => [
      existing(`aws_route53recoverycontrolconfig_routing_control.${side}`, {
        arn: `${ARC}:controlpanel/p/routingcontrol/${side}`,
        name: `shop-${side}`,
        cluster_arn: `${ARC}:cluster/c`,
      }),
      existing(`aws_route53_health_check.${side}`, {
        id: `check-${side}`,
        type: "RECOVERY_CONTROL",
        routing_control_arn: `${ARC}:controlpanel/p/routingcontrol/${side}`,
      }),
      existing(`aws_route53_record.${side}`, {
        name: "shop.example.com",
        type: "CNAME",
        zone_id: "Z1",
        records: [`web.${side === "dr" ? DR_REGION : PRIMARY_REGION}.elb.amazonaws.com`],
        failover_routing_policy: [{ type: side === "dr" ? "SECONDARY" : "PRIMARY" }],
        set_identifier: side,
        health_check_id: `check-${side}`,
      }),
    ]),
  ];
}

/** An application with one of everything that has a step. */
export const FULL: PairParts = {
  primary: [
    existing("aws_rds_global_cluster.orders", { id: "orders", global_cluster_identifier: "orders" }),
    existing("aws_rds_cluster.orders", {
      id: "orders-a",
      cluster_identifier: "orders-a",
      global_cluster_identifier: "orders",
      engine: "aurora-postgresql",
    }),
    existing("aws_rds_cluster_instance.orders", {
      identifier: "orders-a-1",
      cluster_identifier: "orders-a",
      instance_class: "db.r6g.large",
    }),
    existing("aws_dynamodb_table.carts", { name: "carts", replica: [{ region_name: DR_REGION }] }),
    existing("aws_db_instance.ledger", { identifier: "ledger-a", backup_retention_period: 14 }),
    existing("aws_autoscaling_group.web", { name: "web-a", min_size: 2, desired_capacity: 4, max_size: 8 }),
    existing("aws_ecs_service.api", {
      name: "api-a",
      cluster: "arn:aws:ecs:us-east-1:111122223333:cluster/main-a",
      desired_count: 6,
    }),
    existing("aws_appautoscaling_target.api", {
      resource_id: "service/main-a/api-a",
      min_capacity: 4,
      max_capacity: 12,
    }),
    existing("aws_eks_node_group.nodes", {
      cluster_name: "k-a",
      node_group_name: "nodes",
      scaling_config: [{ desired_size: 5, min_size: 3, max_size: 9 }],
    }),
  ],
  dr: [
    existing("aws_rds_cluster.orders", {
      id: "orders-b",
      cluster_identifier: "orders-b",
      global_cluster_identifier: "orders",
      engine: "aurora-postgresql",
      arn: `arn:aws:rds:${DR_REGION}:111122223333:cluster:orders-b`,
    }),
    existing("aws_db_instance.ledger", {
      identifier: "ledger-b",
      arn: `arn:aws:rds:${DR_REGION}:111122223333:db:ledger-b`,
      replicate_source_db: `arn:aws:rds:${PRIMARY_REGION}:111122223333:db:ledger-a`,
    }),
    existing("aws_autoscaling_group.web", { name: "web-b", min_size: 1, desired_capacity: 1, max_size: 3 }),
    existing("aws_ecs_service.api", { name: "api-b", cluster: "main-b", desired_count: 1 }),
    existing("aws_appautoscaling_target.api", {
      resource_id: "service/main-b/api-b",
      min_capacity: 1,
      max_capacity: 9,
    }),
    existing("aws_eks_node_group.nodes", {
      cluster_name: "k-b",
      node_group_name: "nodes",
      scaling_config: [{ desired_size: 1, min_size: 1, max_size: 9 }],
    }),
    existing("aws_elasticache_replication_group.sessions", {
      replication_group_id: "sessions-b",
      global_replication_group_id: "xyz-sessions",
    }),
    existing("aws_drs_replication_configuration_template.servers", { id: "rct-1" }),
    existing("aws_lb.web", { name: "web-b", internal: false }),
    existing("aws_backup_vault.copies", { name: "copies-b" }),
  ],
  shared: [
    existing("aws_cloudwatch_metric_alarm.latch", {
      alarm_name: "shop-name-take-over",
      namespace: "drparity",
      metric_name: "TakeOver",
      dimensions: { Name: "shop-name" },
      region: DR_REGION,
    }),
    ...routingControls(),
  ],
};
