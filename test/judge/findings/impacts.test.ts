import { impactOfAbsence, impactOfDifference } from "../../../analyzer/judge/findings/impacts";

describe("what a difference breaks at failover", () => {
  test.each([
    ["aws_security_group", "ingress[0].from_port", /^Traffic/],
    ["aws_lb_target_group", "health_check[0].path", /^Health is judged/],
    ["aws_route53_record", "health_check_id", /^DNS/],
    ["aws_lambda_function", "memory_size", /^Under the same load/],
    ["aws_lambda_function", "environment[0].variables.MODE", /other settings/],
    ["aws_ecs_task_definition", "container_definitions[0].image", /^Other code/],
    ["aws_db_instance", "engine_version", /another version/],
    ["aws_db_instance", "backup_retention_period", /protected less/],
    ["aws_autoscaling_group", "max_size", /^DR cannot carry/],
    ["aws_cloudwatch_metric_alarm", "threshold", /alarms in DR/],
    ["aws_s3_bucket_replication_configuration", "rule[0].status", /do not reach DR/],
  ])("%s %s", (type, path, impact) => {
    expect(impactOfDifference(type, { path, nature: "value" }, "warning")).toMatch(impact);
  });

  it("is told of the permission where a policy grants more or less, and of the region where it names the other one", () => {
    const impact = (nature: "peer" | "lacks-permission" | "extra-permission") =>
      impactOfDifference("aws_iam_policy", { path: "policy", nature }, "critical");
    expect(impact("lacks-permission")).toBe("Calls that succeed in primary are denied in DR.");
    expect(impact("extra-permission")).toBe("Something in DR may do what it may not do in primary.");
    expect(impact("peer")).toBe("DR depends on the region that is down.");
  });

  it("is no failure where users do not notice, and general where nothing more is known", () => {
    const value = (path: string) => ({ path, nature: "value" as const });
    expect(impactOfDifference("aws_db_instance", value("skip_final_snapshot"), "info")).toMatch(
      /do not notice/,
    );
    expect(impactOfDifference("aws_new_thing", value("mode"), "warning")).toMatch(/behaves otherwise/);
    expect(impactOfDifference("aws_new_thing", value("mode"), "critical")).toMatch(/does not serve/);
  });
});

describe("what an absence breaks at failover", () => {
  test.each([
    ["aws_cloudwatch_metric_alarm", /^Nobody is told/],
    ["aws_sqs_queue", /does not find its data/],
    ["aws_lb_listener", /find nothing in DR/],
    ["aws_iam_role_policy", /are denied in DR/],
    ["aws_wafv2_web_acl_association", /reach the application/],
    ["aws_new_thing", /^After a failover it is not there\.$/],
  ])("%s", (type, impact) => {
    expect(impactOfAbsence(type)).toMatch(impact);
  });
});
