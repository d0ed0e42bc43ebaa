import { rule } from "../../../../analyzer/judge/rules/route53/route53-private-zone-both-vpcs";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const zone = (vpcs: readonly object[]): Planned =>
  existing("aws_route53_zone.internal", {
    id: "Z9",
    zone_id: "Z9",
    name: "shop.internal",
    vpc: JSON.parse(JSON.stringify(vpcs)) as never,
  });
const vpc = (id: string): Planned => existing("aws_vpc.this", { id, cidr_block: "10.0.0.0/16" });
const HOME = { vpc_id: "vpc-0aaa", vpc_region: "us-east-1" };

describe("route53-private-zone-both-vpcs: a private zone is associated with the VPCs of both regions", () => {
  test("primary's VPC alone", () => {
    expect(violationsOf(rule, { primary: [vpc("vpc-0aaa"), zone([HOME])], dr: [vpc("vpc-0bbb")] })).toEqual([
      expect.objectContaining({ primary: "aws_route53_zone.internal", severity: "critical" }),
    ]);
  });

  test("compliant: both, as blocks or by an association", () => {
    const both = zone([HOME, { vpc_id: "vpc-0bbb", vpc_region: "us-west-2" }]);
    expect(violationsOf(rule, { primary: [vpc("vpc-0aaa"), both], dr: [vpc("vpc-0bbb")] })).toEqual([]);
    const association = existing("aws_route53_zone_association.dr", { zone_id: "Z9", vpc_id: "vpc-0bbb" });
    expect(
      violationsOf(rule, { primary: [vpc("vpc-0aaa"), zone([HOME])], dr: [vpc("vpc-0bbb"), association] }),
    ).toEqual([]);
  });

  test("not applicable: public zones, zones on both sides, VPCs that cannot be placed", () => {
    const dr = [vpc("vpc-0bbb")];
    expect(violationsOf(rule, { primary: [zone([])], dr })).toEqual([]);
    expect(
      violationsOf(rule, { primary: [zone([HOME])], dr: [...dr, zone([{ vpc_id: "vpc-0bbb" }])] }),
    ).toEqual([]);
    expect(violationsOf(rule, { primary: [zone([HOME, { vpc_id: "vpc-0ccc" }])], dr })).toEqual([]);
  });
});
