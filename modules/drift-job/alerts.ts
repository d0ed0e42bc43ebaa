import { allowPublishing } from "../alerts/topic-policy";
import {
  CloudwatchEventRule,
  CloudwatchEventTarget,
  CloudwatchMetricAlarm,
  type SnsTopic,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Duration } from "../pair/duration";

export interface AlertsProps {
  /** Of the job and of its topic. */
  readonly name: string;
  readonly account: string;
  readonly topic: SnsTopic;
  readonly every: Duration;
}

/** Says so when a run fails, and when there is none: silence must mean that nothing has changed. */
export function addAlerts(scope: Construct, props: AlertsProps): void {
  allowPublishing(scope, "topic-policy", props.topic, props.account);
  reportFailures(scope, props);
  reportAbsence(scope, props);
}

function reportFailures(scope: Construct, { name, topic }: AlertsProps): void {
  const rule = new CloudwatchEventRule(scope, "failed", {
    name: `${name}-failed`,
    description: `The drift job ${name} did not come to an end.`,
    eventPattern: JSON.stringify({
      source: ["aws.codebuild"],
      "detail-type": ["CodeBuild Build State Change"],
      detail: { "project-name": [name], "build-status": ["FAILED", "FAULT", "STOPPED", "TIMED_OUT"] },
    }),
  });
  new CloudwatchEventTarget(scope, "failed-topic", {
    rule: rule.name,
    targetId: "topic",
    arn: topic.arn,
    inputTransformer: {
      inputPaths: {
        project: "$.detail.project-name",
        status: "$.detail.build-status",
        log: "$.detail.additional-information.logs.deep-link",
      },
      inputTemplate:
        '"The drift job <project> ended with <status>: whether the regions are equal is unknown. Log: <log>"',
    },
  });
}

/** Two intervals, since a run may end a little later than the one before. A schedule that was switched off is noticed too. */
function reportAbsence(scope: Construct, { name, topic, every }: AlertsProps): void {
  new CloudwatchMetricAlarm(scope, "missing", {
    alarmName: `${name}-missing`,
    alarmDescription: `The drift job ${name} has not succeeded in two intervals: whether the regions are equal is unknown.`,
    namespace: "AWS/CodeBuild",
    metricName: "SucceededBuilds",
    dimensions: { ProjectName: name },
    statistic: "Sum",
    period: every.seconds,
    evaluationPeriods: 2,
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    treatMissingData: "breaching",
    alarmActions: [topic.arn],
    okActions: [topic.arn],
  });
}
