import type { JsonObject } from "../../../analyzer/base/json";
import { reportOf, told, twinsOf } from "../../support/analysis";
import { constant, plan, type PlanBuilder, ref } from "../../support/plan-builder";

const EDGE = { provider: "aws.use1" };
const CERTIFICATE: JsonObject = {
  domain_name: "www.example.com",
  subject_alternative_names: ["www.example.com"],
};

/** A workspace with a queue of its own region, and what it keeps in us-east-1. */
function side(region: string, more: (builder: PlanBuilder) => PlanBuilder): PlanBuilder {
  const builder = plan(region).provider("aws.use1", constant("us-east-1"));
  return more(builder.resource("aws_sqs_queue.jobs", { name: "jobs" }));
}

const kept = (acl: string) => (builder: PlanBuilder) =>
  builder
    .resource("aws_acm_certificate.cdn", CERTIFICATE, EDGE)
    .resource("aws_wafv2_web_acl.cdn", { name: `cdn-${acl}`, scope: "CLOUDFRONT" }, EDGE)
    .resource(
      "aws_cloudwatch_metric_alarm.health",
      { alarm_name: `h-${acl}`, namespace: "AWS/Route53" },
      EDGE,
    );

describe("what has to lie in us-east-1", () => {
  it.each([
    ["us-east-1", "us-west-2"],
    ["us-west-2", "us-east-1"],
    ["eu-west-1", "eu-central-1"],
  ])("belongs to the workspace that keeps it, in a pair of %s and %s", (primary, dr) => {
    const pair = {
      primary: side(primary, kept("primary")),
      dr: side(dr, kept("dr")),
      regions: { primary, dr },
    };
    expect(told(reportOf(pair).findings)).toEqual([]);
    expect(twinsOf(pair)).toHaveLength(4);
  });

  it("is what a distribution uses, with its parts", () => {
    const served = (builder: PlanBuilder) =>
      builder
        .resource("aws_acm_certificate.site", CERTIFICATE, EDGE)
        .resource(
          "aws_acm_certificate_validation.site",
          {},
          { ...EDGE, expressions: { certificate_arn: ref("aws_acm_certificate.site.arn") } },
        )
        .resource(
          "aws_cloudfront_distribution.site",
          { comment: "site" },
          { expressions: { certificate: ref("aws_acm_certificate_validation.site.certificate_arn") } },
        );
    const pair = { primary: side("us-east-1", served), dr: side("us-west-2", served) };
    expect(told(reportOf(pair).findings)).toEqual([]);
  });

  it("is no regional web ACL", () => {
    const acl = (provider: string) => (builder: PlanBuilder) =>
      builder.resource("aws_wafv2_web_acl.api", { name: "api", scope: "REGIONAL" }, { provider });
    const report = reportOf({
      primary: side("us-east-1", acl("aws")),
      dr: side("us-west-2", acl("aws.use1")),
    });
    expect(told(report.findings).join()).toContain("aws_wafv2_web_acl.api");
  });
});
