import { Field } from "../../../judge/rules/lib/field";
import { recordSets, routedRecords, type RoutedRecord } from "../../../judge/rules/lib/records";
import { type Chapter, type Command, type Known, say, type Step } from "../runbook";
import { aws, command } from "../shell";
import type { World } from "../world";

/** Leads traffic to the DR region, without changing a record. */
export function traffic(world: World): Chapter {
  const turned = [...latches(world), ...controls(world)];
  const names = recordSets(routedRecords(world.pair));
  return {
    title: "Lead traffic to the DR region",
    notes: [
      say`Not before the data is writable and the application answers there. No record is edited: that needs us-east-1.`,
      ...(turned.length === 0 ? [how(names)] : []),
    ],
    steps: [...turned, ...names.flatMap((set) => look(world, set))],
  };
}

function how(names: readonly (readonly RoutedRecord[])[]): ReturnType<typeof say> {
  const moving = names.some((set) => set.some(({ routing }) => routing !== "simple"));
  return moving
    ? say`The plans show no switch: traffic moves by itself when the primary region's health check fails, and back when it passes. To keep it here, stop the application there.`
    : say`The plans show no record that would move: ${{ missing: "how traffic is led to the DR region" }}.`;
}

const NAMESPACE = "drparity";
const METRIC = "TakeOver";

/** The switches of `FailoverDns`: an alarm on a metric that an operator writes, which a health check follows. */
function latches(world: World): Step[] {
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

/**
 * Routing controls, whose state any of a cluster's five endpoints changes.
 * Source: https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.update.api.html
 */
function controls(world: World): Step[] {
  return world.graph.managed("aws_route53recoverycontrolconfig_routing_control").map((control) => {
    const [cluster] = world.graph.resolve(Field.of(control, "cluster_arn"), [
      "aws_route53recoverycontrolconfig_cluster",
    ]);
    const endpoint = (name: string, what: string) =>
      world.attribute(cluster, what, "cluster_endpoints", 0, name);
    const set = (state: "On" | "Off"): Command =>
      aws(
        endpoint("region", "a region of the cluster's endpoints"),
        "route53-recovery-cluster",
        "update-routing-control-state",
        "--endpoint-url",
        endpointUrl(endpoint("endpoint", "an endpoint of the cluster")),
        "--routing-control-arn",
        world.oneOf(control, "the routing control's ARN", "arn", "id"),
        "--routing-control-state",
        state,
      );
    return {
      title: say`Set the routing control ${world.attribute(control, "its name", "name")}`,
      notes: [
        say`On for the DR region's, Off for the primary region's. If an endpoint does not answer, take the cluster's next one: write all five down here. ${{ missing: "the other four endpoints" }}`,
      ],
      commands: [set("On")],
      back: { says: say`The same with the other state.`, commands: [set("Off")] },
    };
  });
}

function endpointUrl(endpoint: Known): Known {
  if (!("value" in endpoint)) return endpoint;
  return { value: /^https:/.test(endpoint.value) ? endpoint.value : `https://${endpoint.value}/v1` };
}

function look(world: World, [first]: readonly RoutedRecord[]): Step[] {
  if (first === undefined || first.routing === "simple") return [];
  const name = recordName(world, first);
  return [
    {
      title: say`See where ${name} leads`,
      commands: [command("dig", "+short", name)],
      check: {
        says: say`Addresses of the DR region's load balancer. Resolvers keep the old answer for a minute, some programs for longer.`,
      },
    },
  ];
}

/** With the zone's name, where the record's leaves it out. */
function recordName(world: World, { record, zone }: RoutedRecord): Known {
  const name = world.oneOf(record, "the application's name", "fqdn", "name");
  const suffix = zone === undefined ? undefined : Field.of(zone, "name").text;
  if (!("value" in name) || suffix === undefined || `.${name.value}`.endsWith(`.${suffix}`)) return name;
  return world.value(`${name.value}.${suffix}`, "the application's name");
}
