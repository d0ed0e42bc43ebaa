import type { JsonObject } from "../../../analyzer/base/json";
import type { Report } from "../../../analyzer/model/report";
import { reportOf, told } from "../../support/analysis";
import { constant, plan, type ResourceOptions } from "../../support/plan-builder";

/** A pair whose DR side drifted from `before` to `after`. */
function drifted(
  type: string,
  before: JsonObject,
  after: JsonObject | null,
  options: ResourceOptions = { actions: ["update"], before: after ?? undefined },
): Report {
  const dr = plan("us-west-2").resource(`${type}.x`, before, options).drift(`${type}.x`, before, after);
  return reportOf({ primary: plan("us-east-1").resource(`${type}.x`, before), dr });
}

function driftOf({ findings }: Report): string[] {
  return told(findings.filter(({ kind }) => kind === "drift"));
}

const QUEUE = { name: "q", visibility_timeout_seconds: 30 };

describe("a change outside Terraform", () => {
  it("is told at its side and path, with what it was and what it is", () => {
    const report = drifted("aws_sqs_queue", QUEUE, { ...QUEUE, visibility_timeout_seconds: 60 });
    expect(driftOf(report)).toEqual(["warning drift aws_sqs_queue.x: visibility_timeout_seconds"]);
    const [finding] = report.findings.filter(({ kind }) => kind === "drift");
    expect(finding).toMatchObject({
      origin: "drift",
      differences: [{ path: "visibility_timeout_seconds", primary: 30, dr: 60 }],
    });
  });

  it("is told once: not as a healing change as well", () => {
    const report = drifted("aws_sqs_queue", QUEUE, { ...QUEUE, visibility_timeout_seconds: 60 });
    expect(report.findings).toHaveLength(1);
  });

  it("that the plan leaves alone is a note", () => {
    const now = { ...QUEUE, visibility_timeout_seconds: 60 };
    const dr = plan("us-west-2").resource("aws_sqs_queue.x", now).drift("aws_sqs_queue.x", QUEUE, now);
    const report = reportOf({ primary: plan("us-east-1").resource("aws_sqs_queue.x", now), dr });
    expect(driftOf(report)).toEqual(["info drift aws_sqs_queue.x: visibility_timeout_seconds"]);
  });

  it("of a rule that lets traffic pass is critical", () => {
    const rule = {
      type: "ingress",
      from_port: 443,
      to_port: 443,
      protocol: "tcp",
      cidr_blocks: ["10.0.0.0/8"],
    };
    const report = drifted("aws_security_group_rule", rule, { ...rule, cidr_blocks: ["0.0.0.0/0"] });
    expect(driftOf(report)).toEqual(["critical drift aws_security_group_rule.x: cidr_blocks"]);
  });

  it("that deleted the resource says so, and what it takes to have it back", () => {
    const report = drifted("aws_sqs_queue", QUEUE, null, { actions: ["create"] });
    expect(driftOf(report)).toEqual(["critical drift aws_sqs_queue.x"]);
    expect(report.findings[0]?.message).toBe("aws_sqs_queue x was deleted in DR outside Terraform");
  });

  it("in primary is told on primary's side", () => {
    const now = { ...QUEUE, visibility_timeout_seconds: 60 };
    const primary = plan("us-east-1")
      .resource("aws_sqs_queue.x", QUEUE, { actions: ["update"], before: now })
      .drift("aws_sqs_queue.x", QUEUE, now);
    const report = reportOf({ primary, dr: plan("us-west-2").resource("aws_sqs_queue.x", QUEUE) });
    expect(report.findings.filter(({ kind }) => kind === "drift")).toMatchObject([
      { differences: [{ primary: 60, dr: 30 }] },
    ]);
  });
});

describe("noise of providers is no drift:", () => {
  it.each<[string, string, JsonObject, JsonObject]>([
    ["tags from null to {}", "aws_sqs_queue", { tags: null }, { tags: {} }],
    ["a list from null to []", "aws_x", { things: null }, { things: [] }],
    ["tags_all", "aws_sqs_queue", { tags_all: {} }, { tags_all: { a: "b" } }],
    [
      "the latest restorable time",
      "aws_db_instance",
      { latest_restorable_time: "2026-01-01" },
      { latest_restorable_time: "2026-01-02" },
    ],
    ["a set in another order", "aws_x", { list: ["a", "b"] }, { list: ["b", "a"] }],
    [
      "a role's inline policies",
      "aws_iam_role",
      { inline_policy: [] },
      { inline_policy: [{ name: "p", policy: "{}" }] },
    ],
  ])("%s", (_what, type, before, after) => {
    const expressions = { name: constant("x") };
    const dr = plan("us-west-2")
      .resource(`${type}.x`, after, { expressions })
      .drift(`${type}.x`, before, after);
    const primary = plan("us-east-1").resource(`${type}.x`, after, { expressions });
    expect(driftOf(reportOf({ primary, dr }))).toEqual([]);
  });

  it("a bucket that mirrors its versioning resource", () => {
    const expressions = { bucket: constant("b") };
    const now = { bucket: "b", versioning: [{ enabled: true, mfa_delete: false }] };
    const dr = plan("us-west-2")
      .resource("aws_s3_bucket.b", now, { expressions })
      .drift("aws_s3_bucket.b", { bucket: "b", versioning: [] }, now);
    expect(
      driftOf(reportOf({ primary: plan("us-east-1").resource("aws_s3_bucket.b", now, { expressions }), dr })),
    ).toEqual([]);
  });

  it("data sources, and resources that no plan holds", () => {
    const dr = plan("us-west-2")
      .resource("aws_sqs_queue.x", QUEUE)
      .data("data.aws_ami.a", { image_id: "ami-1" })
      .drift("data.aws_ami.a", { image_id: "ami-0" }, { image_id: "ami-1" })
      .drift("aws_sqs_queue.gone", { a: 1 }, { a: 2 });
    expect(driftOf(reportOf({ primary: plan("us-east-1").resource("aws_sqs_queue.x", QUEUE), dr }))).toEqual(
      [],
    );
  });
});
