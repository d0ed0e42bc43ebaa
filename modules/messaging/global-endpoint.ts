import { allow, assumedBy, policyDocument } from "../iam/policy";
import {
  CloudwatchEventEndpoint,
  CloudwatchMetricAlarm,
  IamRole,
  IamRolePolicy,
  Route53HealthCheck,
} from "../pair/aws";
import { TerraformOutput } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";

export interface GlobalEndpointProps {
  /** Of the endpoint, as of the buses. */
  readonly name: string;
  /** Of each region's bus. */
  readonly arn: (side: Side) => string;
}

/**
 * One endpoint in front of both regions' buses, in the link: it takes events to the primary's bus and copies them to the other, and
 * takes them there alone while the health check fails. That follows EventBridge's own latency in the primary region, as AWS
 * recommends; silence counts as failure, since a region that is away says nothing.
 */
export function addGlobalEndpoint(pair: Pair, id: string, { name, arn }: GlobalEndpointProps): void {
  const { link, design, primary } = pair;
  const provider = link.providerFor(primary.region);
  const buses = pair.sides.map(arn);
  const role = new IamRole(link, `${id}_replication-role`, {
    name: `${name}-replication`,
    assumeRolePolicy: assumedBy("events.amazonaws.com"),
  });
  const policy = new IamRolePolicy(link, `${id}_replication-policy`, {
    name: "replication",
    role: role.name,
    policy: policyDocument([allow(["events:PutEvents"], buses)]),
  });
  const alarm = new CloudwatchMetricAlarm(link, `${id}_latency`, {
    provider,
    alarmName: `${name}-latency`,
    alarmDescription: `EventBridge takes more than 30 s to deliver in ${primary.region}: the endpoint ${name} sends events to ${pair.dr.region}.`,
    namespace: "AWS/Events",
    metricName: "IngestionToInvocationStartLatency",
    statistic: "Average",
    period: 60,
    evaluationPeriods: 5,
    threshold: 30_000,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "breaching",
    alarmActions: [pair.alerts.topicArnInLink(primary.region)],
  });
  const check = new Route53HealthCheck(link, `${id}_health`, {
    type: "CLOUDWATCH_METRIC",
    cloudwatchAlarmName: alarm.alarmName,
    cloudwatchAlarmRegion: primary.region.name,
    insufficientDataHealthStatus: "Unhealthy",
    tags: { Name: name },
  });
  const endpoint = new CloudwatchEventEndpoint(link, `${id}_endpoint`, {
    provider,
    name,
    roleArn: role.arn,
    eventBus: buses.map((eventBusArn) => ({ eventBusArn })),
    replicationConfig: { state: "ENABLED" },
    routingConfig: {
      failoverConfig: { primary: { healthCheck: check.arn }, secondary: { route: pair.dr.region.name } },
    },
    dependsOn: [policy],
  });
  new TerraformOutput(link, `${id}_endpoint-url`, { value: endpoint.endpointUrl });
  for (const resource of [role, policy, alarm, check, endpoint])
    design.differs(
      resource,
      "one endpoint for both regions' buses, which follows the primary region's health",
    );
}
