import type { Compute } from "../../compute/compute";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { branch } from "../branch";
import { call, expression } from "../language";
import type { Place } from "../place";
import { until } from "../until";
import { type FailoverFleet, wanted } from "./fleet";

/**
 * An Auto Scaling group. Floor and desired capacity are raised in one call: without the floor, scaling takes the idle instances away before
 * traffic comes. What runs more is left so.
 */
export function autoScalingFleet(
  place: Place,
  { id, name, capacity }: Pick<Compute, "id" | "name" | "capacity">,
): FailoverFleet {
  const { desired } = capacity;
  const look = call("autoscaling:describeAutoScalingGroups", { AutoScalingGroupNames: [name] });
  const size = (field: string) => `$seen.AutoScalingGroups[0].${field}`;
  const running = "$count($seen.AutoScalingGroups[0].Instances[LifecycleState = 'InService'])";
  return {
    id,
    name,
    desired,
    scale: (timing) =>
      branch(`Scale ${id}`, {
        look: { ...look, Assign: { seen: expression("$states.result") }, Next: "raise" },
        raise: call(
          "autoscaling:updateAutoScalingGroup",
          {
            AutoScalingGroupName: name,
            MinSize: expression(`$max([${wanted({ id, desired })}, ${size("MinSize")}])`),
            DesiredCapacity: expression(`$max([${wanted({ id, desired })}, ${size("DesiredCapacity")}])`),
            MaxSize: expression(`$max([${wanted({ id, desired })}, ${size("MaxSize")}])`),
          },
          { Next: "running" },
        ),
        ...until("running", {
          look,
          good: `${running} >= ${wanted({ id, desired })}`,
          what: `the instances of ${name}`,
          stand: `$string(${running}) & ' of ' & $string(${wanted({ id, desired })}) & ' are in service.'`,
          timing,
          then: "done",
        }),
        done: { Type: "Pass", Output: expression(`'${id} runs ' & $string(${running})`), End: true },
      }),
    statements: [
      allow(
        ["autoscaling:UpdateAutoScalingGroup"],
        arnIn(place, "autoscaling", `autoScalingGroup:*:autoScalingGroupName/${name}`),
      ),
      // Cannot be held to a group.
      allow(["autoscaling:DescribeAutoScalingGroups"], "*"),
    ],
  };
}
