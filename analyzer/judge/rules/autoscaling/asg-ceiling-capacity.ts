import type { Resource } from "../../../model/workspace/workspace";
import { Field, difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { tolerancesOf } from "../lib/tolerances";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** What one instance of a size counts for, relative to `large`, in each family of the same generation. */
const SIZES: Readonly<Record<string, number>> = {
  nano: 0.0625,
  micro: 0.125,
  small: 0.25,
  medium: 0.5,
  large: 1,
  xlarge: 2,
};

/** A group that DR grows to can carry what primary's carries. */
export const rule: ReadinessRule = {
  id: "asg-ceiling-capacity",
  title: "A DR Auto Scaling group can grow to the capacity of primary's",
  checks:
    "max_size times the size of the launch template's instance type (an xlarge counts as two of large), DR's against " +
    "primary's: at most 15 % less unless the pair sets another tolerance. Groups of mixed instances, and twins whose " +
    "instance types are the same (twins-equal compares their max_size), are passed over.",
  impact: "After a failover DR cannot carry primary's load, however long it scales out.",
  remediation: "Raise max_size or the instance size in DR until both ceilings match.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["AsgNormalizedCapacity"],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const { capacityPercent } = tolerancesOf(pair);
    for (const { primary, dr } of standingTwins(pair, "aws_autoscaling_group")) {
      const [left, right] = [ceiling(graph, primary), ceiling(graph, dr)];
      if (!left || !right || left.type.text === right.type.text) continue;
      if (right.capacity >= left.capacity * (1 - capacityPercent / 100)) continue;
      yield {
        primary,
        dr,
        differences: [difference(left.size, right.size), difference(left.type, right.type)],
        message: `${called(dr)} can grow to ${Math.round((100 * right.capacity) / left.capacity)} % of primary's capacity`,
      };
    }
  },
};

function ceiling(
  graph: PairGraph,
  group: Resource,
): { capacity: number; size: Field; type: Field } | undefined {
  const template = graph.resolve(Field.of(group, "launch_template", 0, "id"), ["aws_launch_template"]);
  const size = Field.of(group, "max_size");
  const [only] = template;
  if (template.length !== 1 || only === undefined || size.number === undefined) return undefined;
  const type = Field.of(only, "instance_type");
  const weight = weightOf(type.text ?? "");
  return weight === undefined ? undefined : { capacity: size.number * weight, size, type };
}

/** `m6i.2xlarge` is 4: twice an xlarge. */
function weightOf(instanceType: string): number | undefined {
  const size = instanceType.split(".")[1] ?? "";
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? SIZES[size] : 2 * Number(multiple);
}
