import { allow } from "../../iam/policy";
import { branch, done } from "../branch";
import { type FailoverFleet, wanted } from "../fleets/fleet";
import { call, expression, type Machine } from "../language";
import { arnIn, type Place } from "../place";
import { type Timing, until } from "../until";
import type { Wave } from "../wave";

export interface ProbeProps {
  readonly place: Place;
  readonly fleets: readonly FailoverFleet[];
  /** Part of the wanted targets that must be healthy, above 0 up to 1. */
  readonly healthyShare: number;
  /** Names of CloudWatch alarms of the DR region that must be OK. */
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
    ...alarms.map((name) => alarmIs("OK", { title: `Probe ${name}`, name, timing: props.timing })),
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
      ...alarmStatements(place, alarms),
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

export interface AlarmIsProps {
  readonly title: string;
  readonly name: string;
  readonly timing: Timing;
}

/** Waits for an alarm's state. */
function alarmIs(state: "OK", { title, name, timing }: AlarmIsProps): Machine {
  return branch(title, {
    ...until("alarm", {
      look: call("cloudwatch:describeAlarms", { AlarmNames: [name] }),
      good: `$seen.MetricAlarms[0].StateValue = '${state}'`,
      what: `alarm ${name} to be ${state}`,
      stand: "'It is ' & $seen.MetricAlarms[0].StateValue & '.'",
      timing,
      then: "done",
    }),
    done: done(`${name} is ${state}`),
  });
}

export function alarmStatements(place: Place, names: readonly string[]): Wave["statements"] {
  if (names.length === 0) return [];
  return [
    allow(
      ["cloudwatch:DescribeAlarms"],
      names.map((name) => arnIn(place, "cloudwatch", `alarm:${name}`)),
    ),
  ];
}
