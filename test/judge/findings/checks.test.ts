import type { Json } from "../../../analyzer/base/json";
import { reportOf } from "../../support/analysis";
import { plan } from "../../support/plan-builder";

function check(name: string, status: string, message: string): Json {
  const kind = name.startsWith("check.") ? "check" : "resource";
  return { address: { kind, to_display: name }, status, instances: [{ status, problems: [{ message }] }] };
}

function checked(primary: Json[], dr: Json[]) {
  const side = (region: string, checks: Json[]) =>
    plan(region).resource("aws_sqs_queue.q", { name: "q" }).set("checks", checks);
  return reportOf({ primary: side("us-east-1", primary), dr: side("us-west-2", dr) }).findings.map(
    ({ rule, severity, message, dr: resource }) => [rule, severity, message, resource?.address],
  );
}

describe("Terraform's own checks", () => {
  it("that fail in DR are told with what they say", () => {
    expect(checked([], [check("check.health", "fail", "the endpoint does not answer")])).toEqual([
      [
        "checks-hold",
        "warning",
        "Terraform's check.health fails in DR: the endpoint does not answer",
        undefined,
      ],
    ]);
  });

  it("name the resource that they belong to", () => {
    expect(checked([], [check("aws_sqs_queue.q", "error", "")])).toEqual([
      [
        "checks-hold",
        "warning",
        "Terraform's check of aws_sqs_queue.q cannot be evaluated in DR",
        "aws_sqs_queue.q",
      ],
    ]);
  });

  it("that fail in primary are worth a word", () => {
    expect(checked([check("check.health", "fail", "")], [])).toEqual([
      ["checks-hold", "info", "Terraform's check.health fails in primary", undefined],
    ]);
  });

  it("that hold, or are not known yet, are not told", () => {
    expect(checked([], [check("check.a", "pass", ""), check("check.b", "unknown", "")])).toEqual([]);
  });
});
