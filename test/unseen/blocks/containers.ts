import { block } from "../model/block";
import { json, policy, text, trust } from "../model/expression";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";
import web from "./web";

/** A service on Fargate behind the load balancer; the DR region runs fewer tasks, or none under a pilot light. */
export default block({
  id: "containers",
  service: "ECS",
  // The emulator cannot list a scalable target's tags.
  applies: false,
  choose: (rng) => ({
    cpu: rng.pick([256, 512, 1024]),
    tasks: rng.pick([2, 4, 6]),
    tag: rng.pick(["1.8.3", "2024.11.2", "sha-9f3c1d2"]),
    insights: rng.chance(0.7),
  }),
  build(region, { cpu, tasks, tag, insights }) {
    const { privateSubnets, vpc } = region.use(network);
    const { targets, group: balancerGroup, port } = region.use(web);
    const logs = region.resource("aws_cloudwatch_log_group", "app", {
      name: text`/ecs/${region.name("app")}`,
      retention_in_days: 30,
    });
    const cluster = region.resource("aws_ecs_cluster", "app", {
      name: region.name("app"),
      setting: nested({ name: "containerInsights", value: insights ? "enabled" : "disabled" }),
    });
    const execution = region.resource("aws_iam_role", "ecs_execution", {
      name: region.globalName("ecs-execution"),
      assume_role_policy: trust("ecs-tasks.amazonaws.com"),
    });
    region.resource("aws_iam_role_policy_attachment", "ecs_execution", {
      role: execution.attr("name"),
      policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    });
    const role = region.resource("aws_iam_role", "ecs_task", {
      name: region.globalName("ecs-task"),
      assume_role_policy: trust("ecs-tasks.amazonaws.com"),
    });
    region.resource("aws_iam_role_policy", "ecs_task", {
      name: "app",
      role: role.id,
      policy: policy({
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParametersByPath"],
        Resource: text`arn:aws:ssm:${region.region}:${region.account}:parameter/${region.app}/*`,
      }),
    });
    const group = securityGroup(region, "tasks", {
      name: region.name("tasks"),
      description: "Tasks",
      vpc,
      ingress: [{ port: port as number, from: balancerGroup, description: "From the load balancer" }],
    });
    const definition = region.resource("aws_ecs_task_definition", "app", {
      family: region.name("app"),
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: String(cpu),
      memory: String(cpu * 2),
      execution_role_arn: execution.arn,
      task_role_arn: role.arn,
      container_definitions: json([
        {
          name: "app",
          image: text`${region.account}.dkr.ecr.${region.region}.amazonaws.com/${region.app}/api:${tag}`,
          essential: true,
          portMappings: [{ containerPort: port, protocol: "tcp" }],
          environment: [
            { name: "AWS_REGION", value: region.region },
            { name: "LOG_LEVEL", value: "info" },
          ],
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": logs.attr("name"),
              "awslogs-region": region.region,
              "awslogs-stream-prefix": "app",
            },
          },
        },
      ]),
    });
    const running = region.floor(tasks);
    const service = region.resource("aws_ecs_service", "app", {
      name: region.name("app"),
      cluster: cluster.id,
      task_definition: definition.arn,
      desired_count: running,
      launch_type: "FARGATE",
      health_check_grace_period_seconds: 60,
      enable_execute_command: false,
      deployment_circuit_breaker: nested({ enable: true, rollback: true }),
      network_configuration: nested({
        subnets: privateSubnets.map((one) => one.id),
        security_groups: [group.id],
        assign_public_ip: false,
      }),
      load_balancer: nested({ target_group_arn: targets.arn, container_name: "app", container_port: port }),
    });
    const target = region.resource("aws_appautoscaling_target", "app", {
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
      resource_id: text`service/${cluster.attr("name")}/${service.attr("name")}`,
      min_capacity: running,
      max_capacity: tasks * 4,
    });
    region.resource("aws_appautoscaling_policy", "cpu", {
      name: region.name("cpu"),
      policy_type: "TargetTrackingScaling",
      service_namespace: target.attr("service_namespace"),
      scalable_dimension: target.attr("scalable_dimension"),
      resource_id: target.attr("resource_id"),
      target_tracking_scaling_policy_configuration: nested({
        target_value: 60,
        predefined_metric_specification: nested({
          predefined_metric_type: "ECSServiceAverageCPUUtilization",
        }),
      }),
    });
    return { cluster, service };
  },
});
