import { Field } from "../../../judge/rules/lib/field";
import { type Command, type Known, say, type Step } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";

const NAMESPACE = "drparity";
const METRIC = "TakeOver";

/** The switches of `FailoverDns`: an alarm on a metric that an operator writes, which a health check follows. */
export function latches(world: World): Step[] {
  const { dr } = world.region;
  return world.graph
    .managed("aws_cloudwatch_metric_alarm")
    .filter(
      (alarm) =>
        Field.of(alarm, "namespace").text === NAMESPACE && Field.of(alarm, "metric_name").text === METRIC,
    )
    .map((alarm) => {
      const name = world.attribute(alarm, "the latch's name", "dimensions", "Name");
      const turn = (value: "0" | "1"): Command =>
        aws(
          dr,
          "cloudwatch",
          "put-metric-data",
          "--namespace",
          NAMESPACE,
          "--metric-name",
          METRIC,
          "--dimensions",
          "value" in name ? { value: `Name=${name.value}` } : name,
          "--value",
          value,
        );
      return {
        title: say`Turn the latch ${name}`,
        notes: [say`It stays as it is turned, whatever the old primary region does.`],
        commands: [turn("1")],
        check: {
          says: say`The alarm is in ALARM within two minutes; Route 53 follows it within one more.`,
          commands: [alarmState(dr, world.attribute(alarm, "the alarm's name", "alarm_name"))],
        },
        back: {
          says: say`When the primary region's data is the one that is written, and not before:`,
          commands: [turn("0")],
        },
      };
    });
}

function alarmState(region: Known, name: Known): Command {
  return aws(
    region,
    "cloudwatch",
    "describe-alarms",
    "--alarm-names",
    name,
    "--query",
    "MetricAlarms[].[AlarmName,StateValue,StateUpdatedTimestamp]",
    "--output",
    "text",
  );
}
