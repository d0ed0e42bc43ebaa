import type { Latch } from "../../failover-dns/latch";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { branch, done } from "../branch";
import { call, expression, type Machine } from "../language";
import type { Place } from "../place";
import type { Timing } from "../until";
import type { Wave } from "../wave";
import { untilAlarm } from "./alarm";

/** A latch's metric, and the alarm that it turns. */
export type Switch = Pick<Latch, "alarmName" | "metric">;

/** Turns the latches: health checks follow their alarms, and Route 53's data plane answers. No record is touched. */
export function takeOverWave(place: Place, switches: readonly Switch[], timing: Timing): Wave | undefined {
  if (switches.length === 0) return undefined;
  const namespaces = [...new Set(switches.map(({ metric }) => metric.namespace))];
  return {
    name: "take-over",
    does: `send traffic to ${place.region}`,
    branches: switches.map((one) => turn(one, timing)),
    leaves: `The application is ready in ${place.region}; whether traffic goes there is not sure.`,
    mend: "Resume; or turn the latch by the command in the description of its alarm.",
    statements: [
      // The action has no resource, but a condition.
      allow(["cloudwatch:PutMetricData"], "*", { StringEquals: { "cloudwatch:namespace": namespaces } }),
      allow(
        ["cloudwatch:DescribeAlarms"],
        switches.map(({ alarmName }) => arnIn(place, "cloudwatch", `alarm:${alarmName}`)),
      ),
    ],
  };
}

/** Written again before each look: an alarm may pass over a point that comes late. */
function turn({ alarmName, metric }: Switch, timing: Timing): Machine {
  const { namespace, metricName, dimensions } = metric;
  const states = untilAlarm("turned", { name: alarmName, state: "ALARM", timing });
  const { turned, "turned wait": wait, ...rest } = states;
  return branch(`Turn ${alarmName}`, {
    ...(turned === undefined ? {} : { turned: { ...turned, Next: "write" } }),
    write: call(
      "cloudwatch:putMetricData",
      {
        Namespace: namespace,
        MetricData: [
          {
            MetricName: metricName,
            Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            Value: 1,
          },
        ],
      },
      { Output: expression("$states.input"), Next: "turned look" },
    ),
    ...rest,
    ...(wait === undefined ? {} : { "turned wait": { ...wait, Next: "write" } }),
    done: done(`${alarmName} is turned`),
  });
}
