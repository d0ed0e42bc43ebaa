import { CloudwatchMetricAlarm, type EcsCluster, type EcsService } from "../pair/aws";
import type { Construct } from "../pair/cdk";

export interface MissingTasksProps {
  readonly cluster: EcsCluster;
  readonly service: EcsService;
  readonly name: string;
  readonly topicArn: string;
}

/** Longer than tasks take to start when the service scales out. */
const MINUTES = 15;

/**
 * Calls when fewer tasks run than the service wants: an image that is not in the region's repository, or a deployment that ECS has given
 * up and does not try again. The standby's tasks are asked for by nobody, so nobody else would notice.
 */
export function addMissingTasksAlarm(scope: Construct, props: MissingTasksProps): CloudwatchMetricAlarm {
  const { cluster, service, name, topicArn } = props;
  const metric = (metricName: string) => ({
    // Container Insights', which the cluster has switched on.
    namespace: "ECS/ContainerInsights",
    metricName,
    dimensions: { ClusterName: cluster.name, ServiceName: service.name },
    stat: "Average",
    period: 60,
  });
  return new CloudwatchMetricAlarm(scope, "missing-tasks", {
    alarmName: `${name}-missing-tasks`,
    alarmDescription: `Fewer tasks of ${name} run than it wants. Is the image in this region's repository? Then: aws ecs update-service --cluster ${name} --service ${name} --force-new-deployment`,
    metricQuery: [
      { id: "missing", expression: "wanted - FILL(running, 0)", label: "Missing tasks", returnData: true },
      { id: "wanted", metric: metric("DesiredTaskCount") },
      { id: "running", metric: metric("RunningTaskCount") },
    ],
    evaluationPeriods: MINUTES,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
    // A service that wants no task publishes nothing.
    treatMissingData: "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
  });
}
