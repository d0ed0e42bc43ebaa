import { rule } from "../../../../analyzer/judge/rules/cloudfront/cloudfront-origin-failover";
import { existing, violationsOf, type Planned } from "../../../support/pair";
import { host, loadBalancer } from "../route53/records";

const distribution = (...origins: string[]): Planned =>
  existing("aws_cloudfront_distribution.web", {
    id: "E1",
    origin: origins.map((domain_name, i) => ({ origin_id: `o${i}`, domain_name })),
  });

describe("cloudfront-origin-failover: a distribution can fetch from the DR region", () => {
  test("primary's load balancer alone", () => {
    const primary = [loadBalancer("us-east-1"), distribution(host("us-east-1"))];
    expect(violationsOf(rule, { primary, dr: [loadBalancer("us-west-2")] })).toEqual([
      expect.objectContaining({
        primary: "aws_cloudfront_distribution.web",
        severity: "warning",
        paths: ["origin[0].domain_name"],
      }),
    ]);
  });

  test("primary's bucket alone, by its host name", () => {
    expect(violationsOf(rule, { primary: [distribution("shop.s3.us-east-1.amazonaws.com")] })).toHaveLength(
      1,
    );
  });

  test("compliant: an origin in either region", () => {
    expect(violationsOf(rule, { primary: [distribution(host("us-east-1"), host("us-west-2"))] })).toEqual([]);
  });

  test("not applicable: a name of one's own, which Route 53 may fail over", () => {
    expect(violationsOf(rule, { primary: [distribution("origin.example.com")] })).toEqual([]);
  });
});
