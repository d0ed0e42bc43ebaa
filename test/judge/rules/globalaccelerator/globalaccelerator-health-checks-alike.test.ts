import { rule } from "../../../../analyzer/judge/rules/globalaccelerator/globalaccelerator-health-checks-alike";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const ARN = "arn:aws:globalaccelerator::123456789012:accelerator/a/listener/l";
const listener = existing("aws_globalaccelerator_listener.web", { id: ARN, arn: ARN });
const group = (region: string, more = {}): Planned =>
  existing(`aws_globalaccelerator_endpoint_group.${region.replaceAll("-", "_")}`, {
    listener_arn: ARN,
    endpoint_group_region: region,
    health_check_interval_seconds: 10,
    health_check_protocol: "TCP",
    threshold_count: 3,
    ...more,
  });

describe("globalaccelerator-health-checks-alike: both regions are found unhealthy in the same way", () => {
  test("another threshold in a workspace that serves both sides", () => {
    const shared = [listener, group("us-east-1"), group("us-west-2", { threshold_count: 6 })];
    expect(violationsOf(rule, { shared })).toEqual([
      expect.objectContaining({ severity: "warning", paths: ["threshold_count"] }),
    ]);
  });

  test("compliant: the same, whatever share of the traffic either gets; a third region is none of the pair", () => {
    const shared = [
      listener,
      group("us-east-1", { traffic_dial_percentage: 100 }),
      group("us-west-2", { traffic_dial_percentage: 0 }),
      group("eu-west-1", { threshold_count: 9 }),
    ];
    expect(violationsOf(rule, { shared })).toEqual([]);
  });

  test("not applicable: twins, which are compared anyway, and what is not known", () => {
    const named = (region: string, more = {}) => {
      const { values } = group(region, more);
      return existing("aws_globalaccelerator_endpoint_group.web", values ?? {});
    };
    const twins = {
      primary: [listener, named("us-east-1")],
      dr: [named("us-west-2", { threshold_count: 6 })],
    };
    expect(violationsOf(rule, twins)).toEqual([]);
    const unknown = { ...group("us-west-2", { threshold_count: null }), unknown: { threshold_count: true } };
    expect(violationsOf(rule, { shared: [listener, group("us-east-1"), unknown] })).toEqual([]);
  });
});
