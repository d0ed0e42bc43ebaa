import { type CloudfrontDistribution, CloudwatchMetricAlarm } from "../pair/aws";
import type { Pair } from "../pair/pair";
import { Region } from "../pair/region";

/** Per cent of answers that may be errors. */
const MOST_ERRORS = 5;

/** Calls when neither origin answers as it should. CloudFront has its metrics in us-east-1 alone. */
export function addErrorAlarm(pair: Pair, id: string, distribution: CloudfrontDistribution): void {
  const topicArn = pair.alerts.topicArnInLink(Region.usEast1);
  const alarm = new CloudwatchMetricAlarm(pair.link, `${id}_errors`, {
    provider: pair.link.providerFor(Region.usEast1),
    alarmName: `${pair.name}-${id}-errors`,
    alarmDescription: `More than ${MOST_ERRORS} % of the answers of ${pair.name} ${id} are errors: neither region's origin serves as it should.`,
    namespace: "AWS/CloudFront",
    metricName: "5xxErrorRate",
    dimensions: { DistributionId: distribution.id, Region: "Global" },
    statistic: "Average",
    period: 60,
    evaluationPeriods: 5,
    threshold: MOST_ERRORS,
    comparisonOperator: "GreaterThanThreshold",
    // Without requests there is none.
    treatMissingData: "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
  });
  pair.design.differs(alarm, "CloudFront has its metrics in us-east-1 alone");
}
