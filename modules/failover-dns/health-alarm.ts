import { CloudwatchMetricAlarm, type Route53HealthCheck } from "../pair/aws";
import type { Pair } from "../pair/pair";
import { Region } from "../pair/region";

export interface HealthAlarmProps {
  readonly check: Route53HealthCheck;
  readonly name: string;
  /** What follows from it, for whoever is called. */
  readonly consequence: string;
}

/** Route 53 publishes the state of health checks in us-east-1 alone, whatever they check. */
export function addHealthAlarm(
  pair: Pair,
  id: string,
  { check, name, consequence }: HealthAlarmProps,
): CloudwatchMetricAlarm {
  return new CloudwatchMetricAlarm(pair.link, id, {
    provider: pair.link.providerFor(Region.usEast1),
    alarmName: `${name}-unhealthy`,
    alarmDescription: `Health check ${name} fails: ${consequence}`,
    namespace: "AWS/Route53",
    metricName: "HealthCheckStatus",
    dimensions: { HealthCheckId: check.id },
    statistic: "Minimum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
    alarmActions: [pair.alerts.topicArnInLink(Region.usEast1)],
  });
}
