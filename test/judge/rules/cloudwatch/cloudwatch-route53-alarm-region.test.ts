import { rule } from "../../../../analyzer/judge/rules/cloudwatch/cloudwatch-route53-alarm-region";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const alarm = (namespace: string): Planned =>
  existing("aws_cloudwatch_metric_alarm.health", { id: "health", alarm_name: "health", namespace });

describe("cloudwatch-route53-alarm-region: alarms on health checks stand in us-east-1", () => {
  test("an alarm in the DR region", () => {
    expect(violationsOf(rule, { dr: [alarm("AWS/Route53")] })).toEqual([
      expect.objectContaining({
        dr: "aws_cloudwatch_metric_alarm.health",
        severity: "warning",
        paths: ["namespace"],
      }),
    ]);
  });

  test("compliant: an alarm in us-east-1", () => {
    expect(violationsOf(rule, { primary: [alarm("AWS/Route53")] })).toEqual([]);
  });

  test("not applicable: other metrics", () => {
    expect(violationsOf(rule, { dr: [alarm("AWS/SQS")] })).toEqual([]);
  });
});
