import type { Json, JsonObject } from "../../../analyzer/base/json";
import { reportOf, told } from "../../support/analysis";
import { plan, type PlanBuilder } from "../../support/plan-builder";

const TOPIC: JsonObject = { name: "alerts" };

function deferral(address: string, after: JsonObject, reason = "provider_config_unknown"): Json {
  const [type = "", name = ""] = address.split(".").slice(-2);
  const change = { actions: ["create"], before: null, after, after_unknown: {} };
  return {
    reason,
    resource_change: { address, mode: "managed", type, name: name.split("[")[0] ?? "", change },
  };
}

/** A pair whose DR plan defers something. */
function pair(primary: (builder: PlanBuilder) => PlanBuilder, ...deferred: Json[]) {
  const side = (region: string) => plan(region).resource("aws_sns_topic.alerts", TOPIC);
  const report = reportOf({
    primary: primary(side("us-east-1")),
    dr: side("us-west-2").set("deferred_changes", deferred).set("complete", false),
  });
  return {
    findings: told(report.findings),
    unresolved: report.unresolved.map(
      ({ primary: one, dr, reason }) => `${one?.address ?? "-"} / ${dr?.address ?? "-"}: ${reason}`,
    ),
    verdict: report.summary.verdict,
  };
}

const queue = (address: string) => (builder: PlanBuilder) => builder.resource(address, { name: "jobs" });

describe("a resource that a plan defers", () => {
  it("is not missing: nobody can tell what it will be", () => {
    expect(
      pair(queue("aws_sqs_queue.jobs"), deferral("aws_sqs_queue.jobs", { name: "other", delay_seconds: 5 })),
    ).toEqual({
      findings: [],
      unresolved: [
        "aws_sqs_queue.jobs / aws_sqs_queue.jobs: DR's plan defers it to a later one (provider config unknown)",
      ],
      verdict: "incomplete",
    });
  });

  it("and that primary lacks is no finding either", () => {
    const { findings, unresolved } = pair(
      (builder) => builder,
      deferral("aws_sqs_queue.jobs", { name: "jobs" }),
    );
    expect(findings).toEqual([]);
    expect(unresolved).toEqual([
      "- / aws_sqs_queue.jobs: DR's plan defers it to a later one (provider config unknown)",
    ]);
  });

  it.each([
    ["aws_sqs_queue.jobs[*]", ['aws_sqs_queue.jobs["a"]', 'aws_sqs_queue.jobs["b"]']],
    [
      "module.app[*].aws_sqs_queue.jobs",
      ["module.app[0].aws_sqs_queue.jobs", "module.app[1].aws_sqs_queue.jobs"],
    ],
  ])("as %s stands for any number of instances", (deferred, addresses) => {
    const primary = (builder: PlanBuilder) =>
      addresses.reduce((all, address) => all.resource(address, { name: address }), builder);
    const { findings, unresolved } = pair(primary, deferral(deferred, {}, "instance_count_unknown"));
    expect(findings).toEqual([]);
    for (const address of addresses)
      expect(unresolved.some((one) => one.includes(`${address} /`))).toBe(true);
  });

  it("excuses nothing else that is missing", () => {
    const primary = (builder: PlanBuilder) =>
      builder.resource("aws_sqs_queue.jobs", { name: "jobs" }).resource("aws_lambda_function.f", {
        function_name: "f",
      });
    const { findings } = pair(primary, deferral("aws_sqs_queue.jobs", { name: "jobs" }));
    expect(findings).toEqual(["critical missing-in-dr aws_lambda_function.f"]);
  });
});
