import type { JsonObject } from "../../../analyzer/base/json";
import { providerRegions, resourceRegion } from "../../../analyzer/read/terraform/region";

function located(
  type: string,
  values: JsonObject | null,
  providerKey = "aws",
  before: JsonObject | null = null,
) {
  return { type, values, before, providerKey };
}

describe("a provider's region", () => {
  const unknown = () => undefined;

  it("is what the configuration says, whatever the ARNs say", () => {
    const queue = located("aws_sqs_queue", { arn: "arn:aws:sqs:us-west-2:1:q" });
    expect(providerRegions([queue], () => "us-east-1")("aws")).toBe("us-east-1");
  });

  it.each<[string, JsonObject]>([
    ["an ARN", { arn: "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:q" }],
    ["a zone", { availability_zone: "us-gov-west-1b" }],
    ["zones", { availability_zones: ["us-gov-west-1a", "us-gov-west-1b"] }],
    ["an endpoint's service", { service_name: "com.amazonaws.us-gov-west-1.s3" }],
  ])("is told by %s", (_what, values) => {
    expect(providerRegions([located("aws_x", values)], unknown)("aws")).toBe("us-gov-west-1");
  });

  it("is what most resources say: a few name another region", () => {
    const here = located("aws_sqs_queue", { arn: "arn:aws:sqs:eu-west-1:1:q" });
    const there = located("aws_kms_replica_key", { arn: "arn:aws:kms:eu-central-1:1:key/mrk-1" });
    expect(providerRegions([there, here, here], unknown)("aws")).toBe("eu-west-1");
  });

  it("is not told by global resources: CloudFront's certificate ARNs name us-east-1", () => {
    const global = located("aws_cloudfront_distribution", { arn: "arn:aws:sns:us-east-1:1:t" });
    expect(providerRegions([global], unknown)("aws")).toBeUndefined();
  });

  it("is told by a resource that is going away, too", () => {
    const gone = located("aws_sqs_queue", null, "aws", { arn: "arn:aws:sqs:eu-west-1:1:q" });
    expect(providerRegions([gone], unknown)("aws")).toBe("eu-west-1");
  });
});

describe("a resource's region", () => {
  it("is its region argument before its provider's", () => {
    expect(resourceRegion(located("aws_s3_bucket", { region: "us-west-2" }), "us-east-1")).toBe("us-west-2");
  });

  it("is not a region argument that is none", () => {
    expect(resourceRegion(located("aws_x", { region: "antarctica" }), "us-east-1")).toBe("us-east-1");
  });

  it("is not the region member of a global type", () => {
    expect(resourceRegion(located("aws_route53_health_check", { region: "us-west-2" }), "us-east-1")).toBe(
      "us-east-1",
    );
  });

  it("is its ARN's where the provider is not known", () => {
    expect(resourceRegion(located("aws_x", { arn: "arn:aws-cn:sqs:cn-north-1:1:q" }), undefined)).toBe(
      "cn-north-1",
    );
    expect(resourceRegion(located("aws_s3_bucket", { arn: "arn:aws:s3:::b" }), undefined)).toBeUndefined();
    expect(resourceRegion(located("aws_x", null), undefined)).toBeUndefined();
  });
});
