import { block } from "../model/block";
import { json } from "../model/expression";
import { nested } from "../model/resource";
import fn from "./function";

/** An event bus with an archive, and a rule that runs the function. */
export default block({
  id: "bus",
  service: "EventBridge",
  applies: true,
  choose: (rng) => ({ source: rng.pick(["com.example.orders", "com.example.billing"]), days: rng.pick([7, 30]), attempts: rng.pick([24, 100]) }),
  build(region, { source, days, attempts }) {
    const { function: made, noun } = region.use(fn);
    const bus = region.resource("aws_cloudwatch_event_bus", "domain", { name: region.name("domain") });
    region.resource("aws_cloudwatch_event_archive", "domain", {
      name: region.name("domain-archive"),
      event_source_arn: bus.arn,
      retention_days: days,
    });
    const rule = region.resource("aws_cloudwatch_event_rule", "created", {
      name: region.name("created"),
      event_bus_name: bus.attr("name"),
      event_pattern: json({ source: [source], "detail-type": ["Created", "Changed"] }),
    });
    region.resource("aws_cloudwatch_event_target", "created", {
      rule: rule.attr("name"),
      event_bus_name: bus.attr("name"),
      target_id: "worker",
      arn: made.arn,
      retry_policy: nested({ maximum_event_age_in_seconds: 3600, maximum_retry_attempts: attempts }),
    });
    region.resource("aws_lambda_permission", `${noun}_events`, {
      statement_id: "AllowEventBridge",
      action: "lambda:InvokeFunction",
      function_name: made.attr("function_name"),
      principal: "events.amazonaws.com",
      source_arn: rule.arn,
    });
    const nightly = region.resource("aws_cloudwatch_event_rule", "nightly", {
      name: region.name("nightly"),
      schedule_expression: "cron(15 2 * * ? *)",
    });
    region.resource("aws_cloudwatch_event_target", "nightly", {
      rule: nightly.attr("name"),
      target_id: "nightly",
      arn: made.arn,
      input: json({ job: "cleanup", limit: 500 }),
    });
    return { bus };
  },
});
