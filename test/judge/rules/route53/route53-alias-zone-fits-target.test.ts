import { rule } from "../../../../analyzer/judge/rules/route53/route53-alias-zone-fits-target";
import { violationsOf } from "../../../support/pair";
import { failoverRecord, host, loadBalancer } from "./records";

/** The hosted zones of application load balancers. */
const EAST = "Z35SXDOTRQ7X7K";
const WEST = "Z1H1FL5HABSF5";

const secondary = (zone_id: string) =>
  failoverRecord("SECONDARY", undefined, {
    alias: [{ evaluate_target_health: true, name: host("us-west-2"), zone_id }],
  });
const pair = (zone: string) => ({ dr: [loadBalancer("us-west-2"), secondary(zone)] });

describe("route53-alias-zone-fits-target: an alias has the hosted zone of its balancer's region", () => {
  test("the other region's", () => {
    expect(violationsOf(rule, pair(EAST))).toEqual([
      expect.objectContaining({ dr: "aws_route53_record.secondary", severity: "critical" }),
    ]);
  });

  test("compliant: its own", () => {
    expect(violationsOf(rule, pair(WEST))).toEqual([]);
  });

  test("not applicable: a zone of nobody's, a balancer that no source has", () => {
    expect(violationsOf(rule, pair("Z0000000000000"))).toEqual([]);
    expect(violationsOf(rule, { dr: [secondary(EAST)] })).toEqual([]);
  });
});
