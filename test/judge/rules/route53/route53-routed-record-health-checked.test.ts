import { rule } from "../../../../analyzer/judge/rules/route53/route53-routed-record-health-checked";
import { existing, violationsOf, type Planned } from "../../../support/pair";
import { host } from "./records";

const weighted = (region: string, more = {}): Planned =>
  existing(`aws_route53_record.api_${region.replaceAll("-", "_")}`, {
    zone_id: "Z111",
    name: "api.example.com",
    type: "CNAME",
    ttl: 30,
    records: [host(region)],
    alias: [],
    set_identifier: region,
    health_check_id: `check-${region}`,
    failover_routing_policy: [],
    weighted_routing_policy: [{ weight: 100 }],
    ...more,
  });

describe("route53-routed-record-health-checked: every member can be found unhealthy", () => {
  test("a weighted record without a health check", () => {
    const primary = [weighted("us-east-1", { health_check_id: "" })];
    expect(violationsOf(rule, { primary, dr: [weighted("us-west-2")] })).toEqual([
      expect.objectContaining({
        primary: "aws_route53_record.api_us_east_1",
        severity: "critical",
        paths: ["health_check_id"],
      }),
    ]);
  });

  test("a latency alias that does not evaluate its target", () => {
    const latency = (region: string) =>
      weighted(region, {
        weighted_routing_policy: [],
        latency_routing_policy: [{ region }],
        health_check_id: null,
        records: [],
        alias: [{ name: host(region), zone_id: "Z1", evaluate_target_health: false }],
      });
    const found = violationsOf(rule, { primary: [latency("us-east-1")], dr: [latency("us-west-2")] });
    expect(found.map(({ paths }) => paths)).toEqual(
      Array(2).fill(["health_check_id", "alias[0].evaluate_target_health"]),
    );
  });

  test("compliant: each has a health check", () => {
    expect(violationsOf(rule, { primary: [weighted("us-east-1")], dr: [weighted("us-west-2")] })).toEqual([]);
  });

  test("not applicable: a member of weight 0, and sets within one region", () => {
    const off = weighted("us-west-2", { health_check_id: "", weighted_routing_policy: [{ weight: 0 }] });
    expect(violationsOf(rule, { primary: [weighted("us-east-1")], dr: [off] })).toEqual([]);
    const blue = weighted("us-east-1", { health_check_id: "" });
    expect(violationsOf(rule, { primary: [blue, { ...blue, address: "aws_route53_record.green" }] })).toEqual(
      [],
    );
  });
});
