import { CloudwatchMetricAlarm } from "../pair/aws";
import type { Pair } from "../pair/pair";
import type { Direction } from "./direction";

/** Failures are counted in the source's region and latency is measured in the target's: the alarms go there. */
export function addReplicationAlarms(pair: Pair, direction: Direction): CloudwatchMetricAlarm[] {
  const { id, ruleId, source, target } = direction;
  const common = {
    namespace: "AWS/S3",
    dimensions: { SourceBucket: source.bucket, DestinationBucket: target.bucket, RuleId: ruleId },
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    // S3 publishes nothing while there is nothing to replicate.
    treatMissingData: "notBreaching",
  };
  const failed = new CloudwatchMetricAlarm(pair.link, `${id}_failed`, {
    ...common,
    provider: pair.link.providerFor(source.side.region),
    alarmName: `${source.bucket}-replication-failed`,
    alarmDescription: `Objects of ${source.bucket} could not be copied to ${target.bucket}: a failover would miss them.`,
    metricName: "OperationsFailedReplication",
    statistic: "Sum",
    period: 300,
    threshold: 0,
    alarmActions: [pair.alerts.topicArnInLink(source.side.region)],
  });
  const late = new CloudwatchMetricAlarm(pair.link, `${id}_late`, {
    ...common,
    provider: pair.link.providerFor(target.side.region),
    alarmName: `${source.bucket}-replication-late`,
    alarmDescription: `${target.bucket} is more than 15 minutes behind ${source.bucket}.`,
    metricName: "ReplicationLatency",
    statistic: "Maximum",
    period: 300,
    threshold: 900,
    alarmActions: [pair.alerts.topicArnInLink(target.side.region)],
  });
  return [failed, late];
}
