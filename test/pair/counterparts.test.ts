import { reportOf } from "../support/analysis";
import { plan } from "../support/plan-builder";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111";
const DR_KEY = "arn:aws:kms:us-west-2:123456789012:key/22222222-2222-4222-8222-222222222222";
const group = (region: string, vpc: string, cidr: string) =>
  plan(region).resource("aws_security_group.web", {
    name: "web",
    vpc_id: vpc,
    egress: [{ from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: [cidr] }],
  });
const queue = (region: string, key: string) =>
  plan(region).resource("aws_sqs_queue.orders", { name: "orders", kms_master_key_id: key });

describe("what is declared to stand for the same", () => {
  const vpcs = {
    primary: group("us-east-1", "vpc-0aaaaaaa", "10.1.0.0/16"),
    dr: group("us-west-2", "vpc-0bbbbbbb", "10.2.0.0/16"),
  };
  const counterparts = [
    { primary: "vpc-0aaaaaaa", dr: "vpc-0bbbbbbb" },
    { primary: "10.1.0.0/16", dr: "10.2.0.0/16" },
  ];

  it("is equal, although no source has it: a VPC and its network", () => {
    expect(reportOf(vpcs).findings).toHaveLength(1);
    const { findings, unresolved } = reportOf({ ...vpcs, counterparts });
    expect({ findings, unresolved }).toEqual({ findings: [], unresolved: [] });
  });

  it("is no other network", () => {
    const dr = group("us-west-2", "vpc-0bbbbbbb", "10.3.0.0/16");
    expect(reportOf({ ...vpcs, dr, counterparts }).findings).toHaveLength(1);
  });

  it("is a key by its ARN, and no other", () => {
    const keys = [{ primary: KEY, dr: DR_KEY }];
    const found = (key: string) =>
      reportOf({
        primary: queue("us-east-1", KEY),
        dr: queue("us-west-2", key),
        counterparts: keys,
      });
    expect(found(DR_KEY).unresolved).toEqual([]);
    expect(found(DR_KEY).findings).toEqual([]);
    const other = found(DR_KEY.replace(/2{12}$/, "333333333333"));
    expect(other.findings.length + other.unresolved.length).toBe(1);
  });

  it("also with subnets of both, one by one", () => {
    const fleet = (region: string, subnets: readonly string[]) =>
      plan(region).resource("aws_autoscaling_group.web", { name: "web", vpc_zone_identifier: [...subnets] });
    const subnets = [
      { primary: "subnet-0aaaaaa1", dr: "subnet-0bbbbbb1" },
      { primary: "subnet-0aaaaaa2", dr: "subnet-0bbbbbb2" },
    ];
    const report = reportOf({
      primary: fleet(
        "us-east-1",
        subnets.map(({ primary }) => primary),
      ),
      dr: fleet(
        "us-west-2",
        subnets.map(({ dr }) => dr),
      ),
      counterparts: subnets,
    });
    expect(report.findings).toEqual([]);
    expect(report.unresolved).toEqual([]);
  });
});
