import type { ContainerService } from "../../container-service/container-service";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { branch } from "../branch";
import { call, expression } from "../language";
import type { Place } from "../place";
import { until } from "../until";
import { type FailoverFleet, wanted } from "./fleet";

/** An ECS service, and the floor below which its scaling does not take it. What runs more is left so. */
export function serviceFleet(
  place: Place,
  { id, name, capacity }: Pick<ContainerService, "id" | "name" | "capacity">,
): FailoverFleet {
  const { desired, max } = capacity;
  const want = wanted({ id, desired });
  const look = call("ecs:describeServices", { Cluster: name, Services: [name] });
  const running = "$seen.Services[0].RunningCount";
  const service = arnIn(place, "ecs", `service/${name}/${name}`);
  const dimension = { ServiceNamespace: "ecs", ScalableDimension: "ecs:service:DesiredCount" };
  return {
    id,
    name,
    desired,
    scale: (timing) =>
      branch(`Scale ${id}`, {
        floor: call(
          "applicationautoscaling:registerScalableTarget",
          {
            ...dimension,
            ResourceId: `service/${name}/${name}`,
            MinCapacity: expression(want),
            MaxCapacity: expression(`$max([${want}, ${max}])`),
          },
          { Next: "look" },
        ),
        look: { ...look, Assign: { seen: expression("$states.result") }, Next: "raise" },
        raise: call(
          "ecs:updateService",
          {
            Cluster: name,
            Service: name,
            DesiredCount: expression(`$max([${want}, $seen.Services[0].DesiredCount])`),
          },
          { Next: "running" },
        ),
        ...until("running", {
          look,
          good: `${running} >= ${want}`,
          what: `the tasks of ${name}`,
          stand: `$string(${running}) & ' of ' & $string(${want}) & ' run.'`,
          timing,
          then: "done",
        }),
        done: { Type: "Pass", Output: expression(`'${id} runs ' & $string(${running})`), End: true },
      }),
    statements: [
      allow(["ecs:DescribeServices", "ecs:UpdateService"], service),
      // A target's ARN has an id of AWS's choice.
      allow(
        ["application-autoscaling:RegisterScalableTarget"],
        arnIn(place, "application-autoscaling", "scalable-target/*"),
        { StringEquals: { "application-autoscaling:service-namespace": "ecs" } },
      ),
    ],
  };
}
