import type { JsonObject } from "../../../../analyzer/base/json";
import { readRawState, readState } from "../../../../analyzer/read/terraform/state";
import { reportOf } from "../../../support/analysis";
import { plan } from "../../../support/plan-builder";

/** A raw state with a queue, and what the other side's says beside it. */
function raw(region: string, status?: string, checks: JsonObject[] = []) {
  const attributes = { arn: `arn:aws:sqs:${region}:123456789012:jobs`, name: "jobs" };
  return readRawState(
    {
      version: 4,
      resources: [
        {
          mode: "managed",
          type: "aws_sqs_queue",
          name: "jobs",
          provider: 'provider["registry.terraform.io/hashicorp/aws"]',
          instances: [{ attributes, ...(status === undefined ? {} : { status }) }],
        },
      ],
      check_results: checks,
    },
    region,
  );
}

function toldOf(input: Parameters<typeof reportOf>[0]) {
  return reportOf(input).findings.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
}

const TAINTED =
  "critical terraform-nothing-tainted: aws_sqs_queue jobs is tainted in DR: the next apply replaces it";

describe("terraform-nothing-tainted: no object is tainted", () => {
  test("a raw state's tainted object", () => {
    expect(toldOf({ primary: raw("us-east-1"), dr: raw("us-west-2", "tainted") })).toEqual([TAINTED]);
  });

  test("a printed state's tainted object", () => {
    const printed = (region: string, tainted: boolean) =>
      readState(
        {
          values: {
            root_module: {
              resources: [
                {
                  address: "aws_sqs_queue.jobs",
                  mode: "managed",
                  type: "aws_sqs_queue",
                  name: "jobs",
                  values: { arn: `arn:aws:sqs:${region}:123456789012:jobs`, name: "jobs" },
                  ...(tainted ? { tainted } : {}),
                },
              ],
            },
          },
        },
        region,
      );
    expect(toldOf({ primary: printed("us-east-1", false), dr: printed("us-west-2", true) })).toEqual([
      TAINTED,
    ]);
  });

  test("not where the plan replaces it: that is a change of one side", () => {
    const side = (region: string, options = {}) =>
      plan(region).resource("aws_sqs_queue.jobs", { name: "jobs" }, options);
    const dr = side("us-west-2", { tainted: true, actions: ["delete", "create"] });
    expect(reportOf({ primary: side("us-east-1"), dr }).findings.map(({ rule }) => rule)).toEqual([
      "changes-symmetric",
    ]);
  });

  test("a raw state's failed checks are told, too", () => {
    const checks = [{ object_kind: "check", config_addr: "check.health", status: "fail", objects: [] }];
    expect(toldOf({ primary: raw("us-east-1"), dr: raw("us-west-2", undefined, checks) })).toEqual([
      "warning checks-hold: Terraform's check.health fails in DR",
    ]);
  });
});
