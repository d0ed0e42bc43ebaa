import { CloudwatchMetricAlarm } from "../pair/aws";
import type { Construct } from "../pair/cdk";

/** What an alarm about a copy that lags looks at. */
export interface LagAlarmProps extends Pick<
  ConstructorParameters<typeof CloudwatchMetricAlarm>[2],
  "provider" | "namespace" | "metricName" | "dimensions" | "metricQuery" | "treatMissingData"
> {
  readonly name: string;
  /** What is behind what, for whoever is called. */
  readonly description: string;
  /** The most that may be lost, in the metric's unit. */
  readonly threshold: number;
  readonly topicArn: string;
}

/** Five minutes in a row beyond the promise: a copy catches up from shorter delays by itself. */
export function addLagAlarm(scope: Construct, id: string, props: LagAlarmProps): CloudwatchMetricAlarm {
  const { name, description, threshold, topicArn, ...metric } = props;
  return new CloudwatchMetricAlarm(scope, id, {
    // Nothing is published by the side that writes, nor while there is nothing to copy.
    treatMissingData: "notBreaching",
    ...metric,
    ...(metric.metricQuery === undefined ? { statistic: "Maximum", period: 60 } : {}),
    alarmName: name,
    alarmDescription: description,
    evaluationPeriods: 5,
    threshold,
    comparisonOperator: "GreaterThanThreshold",
    alarmActions: [topicArn],
    okActions: [topicArn],
  });
}
