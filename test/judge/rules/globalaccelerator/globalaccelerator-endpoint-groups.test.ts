import { rule } from "../../../../analyzer/judge/rules/globalaccelerator/globalaccelerator-endpoint-groups";
import { existing, undecidedOf, violationsOf, type Planned } from "../../../support/pair";

const ARN = "arn:aws:globalaccelerator::123456789012:accelerator/a/listener/l";
const listener = existing("aws_globalaccelerator_listener.web", { id: ARN, arn: ARN });
const group = (region: string, endpoints = 1): Planned =>
  existing(`aws_globalaccelerator_endpoint_group.${region.replaceAll("-", "_")}`, {
    listener_arn: ARN,
    endpoint_group_region: region,
    endpoint_configuration: Array(endpoints).fill({
      endpoint_id: "arn:aws:elasticloadbalancing:x",
      weight: 128,
    }),
  });

describe("globalaccelerator-endpoint-groups: every listener has endpoints in both regions", () => {
  test("none in DR, or an empty one", () => {
    const expected = [
      expect.objectContaining({ primary: "aws_globalaccelerator_listener.web", severity: "critical" }),
    ];
    expect(violationsOf(rule, { primary: [listener, group("us-east-1")] })).toEqual(expected);
    expect(violationsOf(rule, { primary: [listener, group("us-east-1"), group("us-west-2", 0)] })).toEqual(
      expected,
    );
  });

  test("compliant: both, also from DR's workspace", () => {
    expect(violationsOf(rule, { primary: [listener, group("us-east-1"), group("us-west-2")] })).toEqual([]);
    expect(violationsOf(rule, { primary: [listener, group("us-east-1")], dr: [group("us-west-2")] })).toEqual(
      [],
    );
  });

  test("undecided: DR's group is told its listener from outside", () => {
    const told = { ...group("us-west-2"), unknown: { listener_arn: true } };
    const dr = [{ ...told, values: { ...told.values, listener_arn: null } }];
    const parts = { primary: [listener, group("us-east-1")], dr };
    expect([violationsOf(rule, parts), undecidedOf(rule, parts).length]).toEqual([[], 1]);
  });

  test("not applicable: a listener without a group in the primary region", () => {
    expect(violationsOf(rule, { primary: [listener, group("eu-west-1")] })).toEqual([]);
  });
});
