import type { JsonObject } from "../../../analyzer/base/json";
import { groupAlike } from "../../../analyzer/render/group";
import { reportOf, told } from "../../support/analysis";
import { constant, plan, type PlanBuilder } from "../../support/plan-builder";

const REGIONS = { primary: "us-east-1", dr: "us-west-2" };

/** One workspace with properly placed pairs, by which the words for the sides can be told. */
function combined(words: readonly [string, string] = ["_home", "_standby"]): PlanBuilder {
  const [home, standby] = words;
  return plan("us-east-1")
    .provider("aws.home", constant("us-east-1"))
    .provider("aws.away", constant("us-west-2"))
    .resource(`aws_sns_topic.notices${home}`, { name: "notices" }, { provider: "aws.home" })
    .resource(`aws_sns_topic.notices${standby}`, { name: "notices" }, { provider: "aws.away" })
    .resource(`aws_cloudwatch_log_group.jobs${home}`, { name: "/jobs" }, { provider: "aws.home" })
    .resource(`aws_cloudwatch_log_group.jobs${standby}`, { name: "/jobs" }, { provider: "aws.away" });
}

function findings(builder: PlanBuilder) {
  const report = reportOf({ combined: builder, regions: REGIONS });
  return { told: told(report.findings), messages: report.findings.map(({ message }) => message) };
}

const AT_HOME = { provider: "aws.home" };

describe("a resource on the wrong provider alias", () => {
  it.each<[readonly [string, string]]>([
    [["_home", "_standby"]],
    [["", "_2nd"]],
    [["_paris", "_tokyo"]],
    [["_1", "_2"]],
  ])("is told as what it is, with its twin beside it: %j", ([home, standby]) => {
    const builder = combined([home, standby])
      .resource(`aws_sqs_queue.jobs${home}`, { name: "jobs" }, AT_HOME)
      .resource(`aws_sqs_queue.jobs${standby}`, { name: "jobs" }, AT_HOME);
    expect(findings(builder)).toEqual({
      told: [`critical missing-in-dr aws_sqs_queue.jobs${home} / aws_sqs_queue.jobs${standby}`],
      messages: [
        `DR's aws_sqs_queue jobs${standby} exists, but lies in us-east-1, its twin too: aws_sqs_queue.jobs${standby}`,
      ],
    });
  });

  it("of a module is told once, whatever lies in it", () => {
    const part = (builder: PlanBuilder, name: string) =>
      builder
        .resource(`module.queues_${name}.aws_sqs_queue.a`, { name: "a" }, AT_HOME)
        .resource(`module.queues_${name}.aws_dynamodb_table.b`, { name: "b", hash_key: "id" }, AT_HOME);
    const report = reportOf({ combined: part(part(combined(), "home"), "standby"), regions: REGIONS });
    const groups = groupAlike(report.findings);
    expect(groups.map(({ message, subject, findings: all }) => [message, subject, all.length])).toEqual([
      ["DR's module.queues_standby exists, but lies in us-east-1, its twin too", "resources", 2],
    ]);
  });

  it("that leads into a third region is told, too", () => {
    const builder = combined()
      .provider("aws.apac", constant("ap-southeast-2"))
      .resource("aws_sqs_queue.jobs_home", { name: "jobs" }, AT_HOME)
      .resource("aws_sqs_queue.jobs_standby", { name: "jobs" }, { provider: "aws.apac" });
    expect(findings(builder).messages).toEqual([
      "DR's aws_sqs_queue jobs_standby exists, but lies in ap-southeast-2: aws_sqs_queue.jobs_standby",
    ]);
  });

  it("says nothing of the IAM role that both use", () => {
    const builder = combined()
      .resource("aws_iam_role.jobs", { name: "jobs" }, AT_HOME)
      .resource("aws_sqs_queue.jobs_home", { name: "jobs" }, AT_HOME)
      .resource("aws_sqs_queue.jobs_standby", { name: "jobs" }, AT_HOME);
    expect(findings(builder).told).toHaveLength(1);
  });

  it("is not told of two within one region, where other words tell the regions apart", () => {
    const builder = combined()
      .resource("aws_subnet.first", { cidr_block: "10.0.0.0/24" }, AT_HOME)
      .resource("aws_subnet.second", { cidr_block: "10.0.1.0/24" }, AT_HOME);
    expect(findings(builder).messages.filter((message) => message.includes("exists, but"))).toEqual([]);
  });

  it("in a workspace of its own is known by the twin at home", () => {
    const side = (region: string) => plan(region).resource("aws_sqs_queue.q", { name: "q" });
    const dr = side("us-west-2")
      .provider("aws.home", constant("us-east-1"))
      .resource("aws_s3_bucket.data", { bucket: "data-dr" }, AT_HOME);
    const primary = side("us-east-1").resource("aws_s3_bucket.data", { bucket: "data" });
    const report = reportOf({ primary, dr, regions: REGIONS });
    expect(report.findings.map(({ message }) => message)).toContain(
      "DR's aws_s3_bucket data exists, but lies in us-east-1, its twin too: aws_s3_bucket.data",
    );
    expect(told(report.findings).filter((one) => one.includes("missing"))).toHaveLength(1);
  });
});

describe("what can lie in us-east-1 alone is not misplaced", () => {
  it.each<[string, JsonObject]>([
    ["aws_acm_certificate.cdn", { domain_name: "www.example.com" }],
    ["aws_wafv2_web_acl.cdn", { name: "cdn", scope: "CLOUDFRONT" }],
    ["aws_cloudwatch_metric_alarm.r53", { alarm_name: "r53", namespace: "AWS/Route53" }],
    ["aws_sns_topic.edge", { name: "edge" }],
  ])("%s", (address, values) => {
    const side = (region: string) =>
      plan(region)
        .provider("aws.global", constant("us-east-1"))
        .resource("aws_sqs_queue.q", { name: "q" })
        .resource(address, values, { provider: "aws.global" });
    expect(reportOf({ primary: side("us-east-1"), dr: side("us-west-2") }).findings).toEqual([]);
  });
});
