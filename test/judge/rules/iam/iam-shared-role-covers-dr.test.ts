import type { Json, JsonObject } from "../../../../analyzer/base/json";
import { rule } from "../../../../analyzer/judge/rules/iam/iam-shared-role-covers-dr";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const role = existing("aws_iam_role.worker", {
  id: "worker",
  name: "worker",
  arn: "arn:aws:iam::123456789012:role/worker",
});
const lambda = existing("aws_lambda_function.worker", {
  id: "worker",
  function_name: "worker",
  role: "arn:aws:iam::123456789012:role/worker",
});
const queue = (region: string) => `arn:aws:sqs:${region}:123456789012:orders`;
const policy = (...resources: string[]): Planned =>
  existing("aws_iam_role_policy.worker", {
    id: "worker:worker",
    role: "worker",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: resources }],
    }),
  });

describe("iam-shared-role-covers-dr: a role that both regions work under grants the resources of both", () => {
  test("primary's queue alone", () => {
    expect(violationsOf(rule, { primary: [role, policy(queue("us-east-1")), lambda], dr: [lambda] })).toEqual(
      [
        expect.objectContaining({
          primary: "aws_iam_role_policy.worker",
          severity: "critical",
          paths: ["policy"],
        }),
      ],
    );
  });

  test("primary's bucket alone, through an attached policy and an instance profile", () => {
    const bucket = (region: string) =>
      existing("aws_s3_bucket.data", { id: `data-${region}`, bucket: `data-${region}` });
    const profile = existing("aws_iam_instance_profile.web", { id: "web", name: "web", role: "worker" });
    const template = existing("aws_launch_template.web", {
      id: "lt-1",
      name: "web",
      iam_instance_profile: [{ name: "web", arn: "" }],
    });
    const attached = existing("aws_iam_policy.data", {
      id: "arn:aws:iam::123456789012:policy/data",
      arn: "arn:aws:iam::123456789012:policy/data",
      policy:
        '{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::data-us-east-1/*"}}',
    });
    const attachment = existing("aws_iam_role_policy_attachment.data", {
      role: "worker",
      policy_arn: "arn:aws:iam::123456789012:policy/data",
    });
    const primary = [role, profile, attached, attachment, template, bucket("us-east-1")];
    expect(violationsOf(rule, { primary, dr: [template, bucket("us-west-2")] })).toEqual([
      expect.objectContaining({ primary: "aws_iam_policy.data" }),
    ]);
  });

  test("compliant: both regions' queues, or all regions", () => {
    for (const granted of [policy(queue("us-east-1"), queue("us-west-2")), policy(queue("*")), policy("*")]) {
      expect(violationsOf(rule, { primary: [role, granted, lambda], dr: [lambda] })).toEqual([]);
    }
  });

  test("not applicable: a role of primary alone, a policy that is not known yet", () => {
    expect(violationsOf(rule, { primary: [role, policy(queue("us-east-1")), lambda] })).toEqual([]);
    const unknown = { ...policy(), values: { role: "worker" }, unknown: { policy: true } };
    expect(violationsOf(rule, { primary: [role, unknown, lambda], dr: [lambda] })).toEqual([]);
  });

  const [HOME, BOTH] = ["us-east-1", ["us-east-1", "us-west-2"]];
  const regional = (Effect: string, operator: string, regions: Json, ...more: JsonObject[]): Planned =>
    existing("aws_iam_role_policy.guard", {
      role: "worker",
      policy: JSON.stringify({
        Statement: [
          {
            Effect,
            Action: "sqs:*",
            Resource: "*",
            Condition: { [operator]: { "aws:RequestedRegion": regions } },
          },
          ...more,
        ],
      }),
    });
  const ALL = { Effect: "Allow", Action: "*", Resource: "*" };

  test.each([
    ["denies all but primary's region", regional("Deny", "StringNotEquals", HOME, ALL)],
    ["denies by a pattern", regional("Deny", "StringNotLikeIfExists", "us-east-*", ALL)],
    ["denies the DR region by name", regional("Deny", "ForAnyValue:StringEquals", ["us-west-2"], ALL)],
    ["allows in primary's region alone", regional("Allow", "StringEquals", HOME)],
  ])("a condition on the region shuts DR out: %s", (_what, guard) => {
    expect(violationsOf(rule, { primary: [role, guard, lambda], dr: [lambda] })).toEqual([
      expect.objectContaining({ primary: "aws_iam_role_policy.guard", severity: "critical" }),
    ]);
  });

  test("a denial counts whatever a policy grants that is not known yet", () => {
    const unknown = { ...policy(), values: { role: "worker" }, unknown: { policy: true } };
    const guard = regional("Deny", "StringNotEquals", HOME, ALL);
    expect(violationsOf(rule, { primary: [role, unknown, guard, lambda], dr: [lambda] })).toHaveLength(1);
  });

  test.each([
    ["both regions", regional("Deny", "StringNotEquals", BOTH, ALL)],
    ["a pattern that fits both", regional("Deny", "StringNotLike", "us-*", ALL)],
    ["a third region", regional("Deny", "StringEquals", "eu-west-1", ALL)],
    [
      "allowed in primary's region, and everywhere by another statement",
      regional("Allow", "StringEquals", HOME, ALL),
    ],
  ])("compliant: a condition on the region that lets DR in: %s", (_what, guard) => {
    expect(violationsOf(rule, { primary: [role, guard, lambda], dr: [lambda] })).toEqual([]);
  });
});
