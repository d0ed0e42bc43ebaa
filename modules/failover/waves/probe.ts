import { allow } from "../../iam/policy";
import { branch, done } from "../branch";
import { type FailoverFleet, wanted } from "../fleets/fleet";
import { call, expression, type Machine } from "../language";
import type { Place } from "../place";
import { type Timing, until } from "../until";
import type { Wave } from "../wave";
import { untilAlarm } from "./alarm";

export interface ProbeProps {
  readonly place: Place;
  readonly fleets: readonly FailoverFleet[];
  /** Part of the wanted targets that must be healthy, above 0 up to 1. */
  readonly healthyShare: number;
  /** Names of CloudWatch alarms of the DR region that must be OK: of metrics, or composite ones. */
  readonly alarms: readonly string[];
  readonly timing: Timing;
}

/**
 * Whether the application can serve, by its load balancers: they ask each target for its health path from inside, whether traffic comes or not.
 * A call from Step Functions itself would need a connection with credentials and a certificate that every caller trusts, and would ask one
 * target alone. What only the whole tells, such as a canary's walk through a purchase, is an alarm.
 */
export function probeWave(props: ProbeProps): Wave | undefined {
  const { place, fleets, alarms } = props;
  const branches = [
    ...fleets.map((fleet) => targetsOf(fleet, props)),
    ...alarms.map((name) => alarmIsOk(name, props.timing)),
  ];
  if (branches.length === 0) return undefined;
  return {
    name: "probe",
    does: `see the application healthy in ${place.region}`,
    branches,
    leaves: `The data is writable in ${place.region} and the capacity is there, but the application is not healthy; traffic still goes to ${place.primaryRegion}.`,
    mend: "Look at the application's log, mend it, then resume.",
    statements: [
      // Neither can be held to a target group.
      ...(fleets.length === 0
        ? []
        : [
            allow(
              ["elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"],
              "*",
            ),
          ]),
      // CloudWatch shows composite alarms to nobody who may not look at all alarms.
      ...(alarms.length === 0 ? [] : [allow(["cloudwatch:DescribeAlarms"], "*")]),
    ],
  };
}

function targetsOf(fleet: FailoverFleet, { healthyShare, timing }: ProbeProps): Machine {
  const healthy = "$count($seen.TargetHealthDescriptions[TargetHealth.State = 'healthy'])";
  const enough = `$max([1, $ceil(${wanted(fleet)} * ${healthyShare})])`;
  return branch(`Probe ${fleet.id}`, {
    "target group": call(
      "elasticloadbalancingv2:describeTargetGroups",
      // AWS chooses a part of its ARN.
      { Names: [fleet.name] },
      { Assign: { arn: expression("$states.result.TargetGroups[0].TargetGroupArn") }, Next: "healthy" },
    ),
    ...until("healthy", {
      look: call("elasticloadbalancingv2:describeTargetHealth", { TargetGroupArn: expression("$arn") }),
      good: `${healthy} >= ${enough}`,
      what: `${fleet.id} to be healthy`,
      stand: `$string(${healthy}) & ' targets are healthy, ' & $string(${enough}) & ' are needed.'`,
      timing,
      then: "done",
    }),
    done: done(`${fleet.id} is healthy`),
  });
}

function alarmIsOk(name: string, timing: Timing): Machine {
  return branch(`Probe ${name}`, {
    ...untilAlarm("alarm", { name, state: "OK", types: ["MetricAlarm", "CompositeAlarm"], timing }),
    done: done(`${name} is OK`),
  });
}
