import type { JsonObject } from "../../../../analyzer/base/json";
import { reportOf, told } from "../../../support/analysis";
import { plan, type PlanBuilder, ref } from "../../../support/plan-builder";
import { verdictOf } from "../../../pair/roles/verdict";

describe("a limit of 0", () => {
  const f = (limit: number) => ({ function_name: "f", reserved_concurrent_executions: limit });

  it("never runs", () => {
    expect(verdictOf("aws_lambda_function", f(100), f(0))).toBe("critical");
    expect(verdictOf("aws_lambda_function", f(-1), f(0))).toBe("critical");
    expect(verdictOf("aws_autoscaling_group", { max_size: 6 }, { max_size: 0 })).toBe("critical");
  });

  it("is worse than a smaller one, and than primary's", () => {
    expect(verdictOf("aws_lambda_function", f(100), f(10))).toBe("warning");
    expect(verdictOf("aws_lambda_function", f(0), f(100))).toBe("warning");
  });
});

describe("what only watches", () => {
  const logs = { name: "/app", retention_in_days: 30, kms_key_id: "alias/logs" };

  it("is a note, but for what protects its records and which there are", () => {
    const shorter = { ...logs, retention_in_days: 7 };
    expect(verdictOf("aws_cloudwatch_log_group", logs, shorter)).toBe("info");
    expect(verdictOf("aws_cloudwatch_log_group", logs, { ...logs, kms_key_id: null })).toBe("warning");
    const traffic = (traffic_type: string) => ({ vpc_id: "vpc-1", traffic_type });
    expect(verdictOf("aws_flow_log", traffic("ALL"), traffic("ACCEPT"))).toBe("warning");
  });
});

describe("a host name that DR's certificate lacks", () => {
  const certificate = (...names: string[]): JsonObject => ({
    domain_name: "library.example",
    subject_alternative_names: ["library.example", ...names],
  });
  const used = {
    dr: (builder: PlanBuilder) =>
      builder.resource(
        "aws_lb_listener.https",
        { port: 443 },
        { expressions: { certificate_arn: ref("aws_acm_certificate.x.arn") } },
      ),
  };
  const type = "aws_acm_certificate";

  it("is an outage of that name where something serves with it", () => {
    expect(verdictOf(type, certificate("api.library.example"), certificate(), used)).toBe("critical");
  });

  it("is none where a wildcard of DR's covers it, or nothing serves with it", () => {
    const [two, wild] = [certificate("api.library.example"), certificate("*.library.example")];
    expect(verdictOf(type, two, wild, used)).toBe("info");
    expect(verdictOf(type, two, certificate())).toBe("warning");
    expect(["info", "warning"]).toContain(verdictOf(type, certificate(), two, used));
  });
});

describe("a tag", () => {
  const selection = {
    dr: (builder: PlanBuilder) =>
      builder.resource("aws_backup_selection.s", {
        name: "s",
        selection_tag: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }],
      }),
  };
  const table = (tags: JsonObject, all = tags) => ({ name: "t", hash_key: "id", tags, tags_all: all });

  it("that backups are chosen by weighs what a missing backup does", () => {
    const [daily, none] = [table({ Backup: "daily" }), table({})];
    expect(verdictOf("aws_dynamodb_table", daily, none, selection)).toBe("warning");
    expect(verdictOf("aws_dynamodb_table", daily, none)).toBe("info");
    expect(verdictOf("aws_dynamodb_table", table({ Team: "a" }), table({ Team: "b" }), selection)).toBe(
      "info",
    );
  });

  it("adds nothing where both end up with it", () => {
    const all = { Backup: "daily" };
    expect(verdictOf("aws_dynamodb_table", table(all), table({}, all), selection)).toBe("equal");
  });
});

describe("a web ACL's association that DR lacks", () => {
  const entry = (builder: PlanBuilder) => builder.resource("aws_lb.web", { name: "web" });
  const guarded = (builder: PlanBuilder) =>
    entry(builder)
      .resource("aws_wafv2_web_acl.front", { name: "front", scope: "REGIONAL" })
      .resource(
        "aws_wafv2_web_acl_association.front",
        {},
        {
          expressions: {
            resource_arn: ref("aws_lb.web.arn"),
            web_acl_arn: ref("aws_wafv2_web_acl.front.arn"),
          },
        },
      );
  const acl = (builder: PlanBuilder) =>
    builder.resource("aws_wafv2_web_acl.front", { name: "front", scope: "REGIONAL" });
  const missing = (dr: PlanBuilder) =>
    told(reportOf({ primary: guarded(plan("us-east-1")), dr }).findings).join();

  it("leaves the entry open, where DR has one", () => {
    expect(missing(acl(entry(plan("us-west-2"))))).toContain(
      "critical missing-in-dr aws_wafv2_web_acl_association.front",
    );
  });

  it("is part of an entry that is missing as a whole", () => {
    expect(missing(acl(plan("us-west-2")))).toContain(
      "warning missing-in-dr aws_wafv2_web_acl_association.front",
    );
  });

  it("is none for an ACL that nothing is associated with", () => {
    const report = reportOf({ primary: acl(entry(plan("us-east-1"))), dr: entry(plan("us-west-2")) });
    expect(told(report.findings)).toEqual(["warning missing-in-dr aws_wafv2_web_acl.front"]);
  });
});
