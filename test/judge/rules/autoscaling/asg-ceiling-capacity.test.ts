import { rule } from "../../../../analyzer/judge/rules/autoscaling/asg-ceiling-capacity";
import { existing, pairOf, violationsOf, type Planned } from "../../../support/pair";

const group = (max: number, type: string): Planned[] => [
  existing("aws_autoscaling_group.web", {
    id: "web",
    name: "web",
    max_size: max,
    launch_template: [{ id: "lt-0abc", version: "$Latest" }],
  }),
  existing("aws_launch_template.web", { id: "lt-0abc", name: "web", instance_type: type }),
];

describe("asg-ceiling-capacity: a DR group can grow to the capacity of primary's", () => {
  test("as many instances of half the size", () => {
    expect(violationsOf(rule, { primary: group(12, "m6i.xlarge"), dr: group(12, "m6i.large") })).toEqual([
      expect.objectContaining({
        dr: "aws_autoscaling_group.web",
        severity: "warning",
        paths: ["max_size", "instance_type"],
      }),
    ]);
  });

  test("compliant: twice as many of half the size, or within 15 %", () => {
    expect(violationsOf(rule, { primary: group(6, "m6i.2xlarge"), dr: group(12, "m6i.xlarge") })).toEqual([]);
    expect(violationsOf(rule, { primary: group(20, "m6i.large"), dr: group(17, "c6i.large") })).toEqual([]);
  });

  test("a pair may set its own tolerance", () => {
    const pair = {
      ...pairOf({ primary: group(20, "m6i.large"), dr: group(17, "c6i.large") }),
      tolerances: { capacityPercent: 5 },
    };
    expect([...rule.evaluate(pair)]).toHaveLength(1);
  });

  test("not applicable: the same instance type, which twins-equal compares; a size that nobody knows", () => {
    expect(violationsOf(rule, { primary: group(12, "m6i.large"), dr: group(3, "m6i.large") })).toEqual([]);
    expect(violationsOf(rule, { primary: group(12, "m6i.metal"), dr: group(3, "m6i.large") })).toEqual([]);
  });
});
