import { rule } from "../../../../analyzer/judge/rules/route53/route53-routing-set-both-sides";
import { existing, type Planned, violationsOf } from "../../../support/pair";
import { host } from "./records";

const member = (region: string, policy: object, more = {}): Planned =>
  existing(`aws_route53_record.www_${region.replaceAll("-", "_")}`, {
    zone_id: "Z111",
    name: "www.example.com",
    type: "A",
    set_identifier: region,
    alias: [{ name: host(region), zone_id: "Z35SXDOTRQ7X7K" }],
    ...policy,
    ...more,
  });
const latency = (region: string, more = {}) => member(region, { latency_routing_policy: [{ region }] }, more);
const EAST = latency("us-east-1");

describe("route53-routing-set-both-sides: a shared routing set has a member for each region", () => {
  test("a member alone", () => {
    expect(violationsOf(rule, { shared: [EAST] })).toEqual([
      expect.objectContaining({ primary: "aws_route53_record.www_us_east_1", severity: "critical" }),
    ]);
    const weighted = member("us-west-2", { weighted_routing_policy: [{ weight: 100 }] });
    expect(violationsOf(rule, { shared: [weighted] })).toEqual([
      expect.objectContaining({ dr: "aws_route53_record.www_us_west_2" }),
    ]);
  });

  test("a member alone that leads to a host which a team named after the region", () => {
    const weighted = (...records: string[]) =>
      member(
        "us-west-2",
        { weighted_routing_policy: [{ weight: 100 }] },
        { type: "CNAME", alias: [], records },
      );
    expect(violationsOf(rule, { shared: [weighted("api.us-west-2.example.com")] })).toHaveLength(1);
    expect(violationsOf(rule, { shared: [weighted("us-east-1.to.us-west-2.example.com")] })).toEqual([]);
    expect(violationsOf(rule, { shared: [weighted("api.example.com")] })).toEqual([]);
  });

  test("another name's member does not count", () => {
    expect(
      violationsOf(rule, { shared: [EAST, latency("us-west-2", { name: "api.example.com" })] }),
    ).toHaveLength(2);
  });

  test("compliant: a member for each", () => {
    expect(violationsOf(rule, { shared: [EAST, latency("us-west-2")] })).toEqual([]);
  });

  test("not applicable: a side's own record, another policy, a partial plan", () => {
    expect(violationsOf(rule, { primary: [EAST] })).toEqual([]);
    expect(
      violationsOf(rule, {
        shared: [member("us-east-1", { geolocation_routing_policy: [{ country: "US" }] })],
      }),
    ).toEqual([]);
    expect(violationsOf(rule, { shared: [EAST], partial: true })).toEqual([]);
  });
});
