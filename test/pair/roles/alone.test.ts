import type { JsonObject } from "../../../analyzer/base/json";
import { reportOf, told, twinsOf } from "../../support/analysis";
import { plan, type PlanBuilder, ref } from "../../support/plan-builder";

/** What is told of a resource that only DR has. */
function inDrAlone(address: string, values: JsonObject, more = (builder: PlanBuilder) => builder): string {
  const side = (region: string) => plan(region).resource("aws_sqs_queue.jobs", { name: "jobs" });
  const dr = more(side("us-west-2").resource(address, values));
  return told(reportOf({ primary: side("us-east-1"), dr }).findings).join();
}

describe("what DR keeps account of itself with", () => {
  it.each<[string, JsonObject]>([
    ["aws_ssm_parameter.dr_ecs_cluster_name", { name: "/records/dr/ecs-cluster-name" }],
    ["aws_cloudwatch_metric_alarm.dr_readiness", { alarm_name: "records-dr-readiness-check" }],
  ])("stands there alone: %s", (address, values) => {
    expect(inDrAlone(address, values)).toBe("");
  });

  it.each<[string, JsonObject]>([
    ["aws_ssm_parameter.feature", { name: "/records/feature" }],
    ["aws_security_group.dr", { name: "records-dr" }],
  ])("is none of its name or type: %s", (address, values) => {
    expect(inDrAlone(address, values)).toContain(address);
  });

  it("is not what only ends in the word in which all names of the side end", () => {
    const side = (region: string, end: string) =>
      ["orders", "mails", "bills"].reduce(
        (all, name) => all.resource(`aws_sqs_queue.${name}`, { name: `${name}${end}` }),
        plan(region),
      );
    const alarm = (name: string) =>
      told(
        reportOf({
          primary: side("us-east-1", ""),
          dr: side("us-west-2", "-dr").resource(`aws_cloudwatch_metric_alarm.${name}`, {
            alarm_name: "errors-dr",
          }),
        }).findings,
      ).join();
    expect(alarm("errors")).toContain("aws_cloudwatch_metric_alarm.errors");
    expect(alarm("dr_lag")).toBe("");
  });

  it("is not what something of both sides reads", () => {
    const read = (region: string) =>
      plan(region).resource(
        "aws_lambda_function.f",
        { function_name: "f" },
        region === "us-west-2" ? { expressions: { x: ref("aws_ssm_parameter.dr_mode.name") } } : {},
      );
    const dr = read("us-west-2").resource("aws_ssm_parameter.dr_mode", { name: "/records/dr/mode" });
    expect(told(reportOf({ primary: read("us-east-1"), dr }).findings).join()).toContain("dr_mode");
  });
});

describe("the ends of a connection between both sides", () => {
  it.each(["aws_vpc_peering_connection", "aws_ec2_transit_gateway_peering_attachment"])(
    "%s: are twins",
    (type) => {
      const pair = {
        primary: plan("us-east-1").resource(`${type}.peer`, { peer_region: "us-west-2", auto_accept: false }),
        dr: plan("us-west-2").resource(`${type}_accepter.peer`, { auto_accept: true }),
      };
      expect(twinsOf(pair)).toHaveLength(1);
      expect(told(reportOf(pair).findings)).toEqual([]);
    },
  );

  it("may be managed on one side alone", () => {
    expect(inDrAlone("aws_vpc_peering_connection.home", { peer_region: "us-east-1" })).toBe("");
    expect(inDrAlone("aws_vpc_peering_connection.office", { peer_region: "eu-west-1" })).toContain("office");
  });
});
