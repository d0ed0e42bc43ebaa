import type { Capacity } from "../compute/capacity";
import type { Front } from "../compute/front";
import type { SideNetwork } from "../network/pair-network";
import {
  AppautoscalingPolicy,
  AppautoscalingTarget,
  EcsCluster,
  EcsService,
  SecurityGroup,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { CONTAINER, type Task } from "./task";

export interface ServiceProps {
  readonly name: string;
  readonly network: SideNetwork;
  readonly port: number;
  readonly front: Front;
  readonly task: Task;
  readonly capacity: Capacity;
}

export interface Service {
  readonly cluster: EcsCluster;
  readonly service: EcsService;
  readonly scaling: AppautoscalingTarget;
  readonly securityGroup: SecurityGroup;
}

/** One side's tasks, behind its load balancer. */
export function createService(scope: Construct, props: ServiceProps): Service {
  const { name, network, port, front, task, capacity } = props;
  const securityGroup = new SecurityGroup(scope, "tasks", {
    name: `${name}-tasks`,
    description: "Tasks behind the load balancer",
    vpcId: network.vpcId,
    tags: { Name: `${name}-tasks` },
  });
  const cluster = new EcsCluster(scope, "cluster", {
    name,
    setting: [{ name: "containerInsights", value: "enabled" }],
  });
  const service = new EcsService(scope, "service", {
    name,
    cluster: cluster.id,
    taskDefinition: task.definition.arn,
    desiredCount: capacity.desired,
    launchType: "FARGATE",
    networkConfiguration: {
      subnets: [...network.privateSubnetIds],
      securityGroups: [securityGroup.id],
      assignPublicIp: false,
    },
    loadBalancer: [{ targetGroupArn: front.targetGroup.arn, containerName: CONTAINER, containerPort: port }],
    healthCheckGracePeriodSeconds: 120,
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    // Spelled out: the provider's majors and AWS have different defaults.
    availabilityZoneRebalancing: "ENABLED",
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    // ECS refuses a target group that no listener leads to.
    dependsOn: [...front.leads],
    // Scaling and a failover move it.
    lifecycle: { ignoreChanges: ["desired_count"] },
  });
  return { cluster, service, securityGroup, scaling: addScaling(scope, cluster, service, props) };
}

function addScaling(
  scope: Construct,
  cluster: EcsCluster,
  service: EcsService,
  { name, capacity }: ServiceProps,
): AppautoscalingTarget {
  const target = new AppautoscalingTarget(scope, "scaling-target", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: `service/${cluster.name}/${service.name}`,
    minCapacity: capacity.min,
    maxCapacity: capacity.max,
  });
  new AppautoscalingPolicy(scope, "scaling", {
    name: `${name}-cpu`,
    policyType: "TargetTrackingScaling",
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      targetValue: 50,
    },
  });
  return target;
}
