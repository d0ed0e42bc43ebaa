import { block } from "../model/block";
import { text } from "../model/expression";
import { nested } from "../model/resource";
import topic from "./topic";

/** Logs with a metric made of them, an alarm on it and one alarm on alarms. */
export default block({
  id: "logging",
  service: "CloudWatch",
  // The emulator has no composite alarms.
  applies: false,
  choose: (rng) => ({ days: rng.pick([30, 90, 365]), threshold: rng.pick([5, 20]) }),
  build(region, { days, threshold }) {
    const { topic: told } = region.use(topic);
    const group = region.resource("aws_cloudwatch_log_group", "audit", {
      name: text`/audit/${region.name("audit")}`,
      retention_in_days: days,
    });
    const filter = region.resource("aws_cloudwatch_log_metric_filter", "denied", {
      name: region.name("denied"),
      log_group_name: group.attr("name"),
      pattern: '{ $.errorCode = "AccessDenied" }',
      metric_transformation: nested({ name: "Denied", namespace: "Audit", value: "1", default_value: "0" }),
    });
    const alarm = region.resource("aws_cloudwatch_metric_alarm", "denied", {
      alarm_name: region.name("denied"),
      alarm_description: "Many calls are denied",
      namespace: "Audit",
      metric_name: filter.attr("metric_transformation[0].name"),
      statistic: "Sum",
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold,
      evaluation_periods: 1,
      period: 300,
      treat_missing_data: "notBreaching",
      alarm_actions: [told.arn],
      ok_actions: [told.arn],
    });
    region.resource("aws_cloudwatch_composite_alarm", "security", {
      alarm_name: region.name("security"),
      alarm_rule: text`ALARM(${alarm.attr("alarm_name")})`,
      alarm_actions: [told.arn],
    });
  },
});
