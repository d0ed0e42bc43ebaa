import { block } from "../model/block";
import { json, policy, trust } from "../model/expression";
import { nested } from "../model/resource";
import queue from "./queue";

/** Schedules that put work into the queue. */
export default block({
  id: "scheduler",
  service: "EventBridge Scheduler",
  applies: true,
  choose: (rng) => ({ minutes: rng.pick([5, 15, 60]), attempts: rng.pick([3, 10]) }),
  build(region, { minutes, attempts }) {
    const { queue: work } = region.use(queue);
    const role = region.resource("aws_iam_role", "scheduler", { name: region.globalName("scheduler"), assume_role_policy: trust("scheduler.amazonaws.com") });
    region.resource("aws_iam_role_policy", "scheduler", {
      name: "send",
      role: role.id,
      policy: policy({ Effect: "Allow", Action: ["sqs:SendMessage", "sqs:GetQueueAttributes"], Resource: work.arn }),
    });
    const group = region.resource("aws_scheduler_schedule_group", "jobs", { name: region.name("jobs") });
    region.resource("aws_scheduler_schedule", "tick", {
      name: region.name("tick"),
      group_name: group.attr("name"),
      schedule_expression: `rate(${minutes} minutes)`,
      state: "ENABLED",
      flexible_time_window: nested({ mode: "OFF" }),
      target: nested({
        arn: work.arn,
        role_arn: role.arn,
        input: json({ kind: "tick" }),
        retry_policy: nested({ maximum_retry_attempts: attempts, maximum_event_age_in_seconds: 3600 }),
      }),
    });
  },
});
