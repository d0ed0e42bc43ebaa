import { isGlobalType } from "../../../analyzer/base/aws/global-types";

describe("one object of these serves both regions", () => {
  it.each([
    "aws_iam_role",
    "aws_route53_zone",
    "aws_route53_health_check",
    "aws_cloudfront_distribution",
    "aws_globalaccelerator_accelerator",
    "aws_organizations_policy",
    "aws_rds_global_cluster",
    "aws_waf_web_acl",
    "aws_s3_account_public_access_block",
  ])("%s", (type) => {
    expect(isGlobalType(type)).toBe(true);
  });
});

describe("every region has its own of these", () => {
  it.each([
    "aws_sqs_queue",
    "aws_rds_cluster",
    "aws_wafv2_web_acl",
    "aws_route53_resolver_endpoint",
    "aws_s3_bucket",
    "aws_elasticache_replication_group",
    "aws_dynamodb_table",
    "google_iam_role",
    "constructor",
  ])("%s", (type) => {
    expect(isGlobalType(type)).toBe(false);
  });
});
