import { block } from "../model/block";
import { json, policy, trust } from "../model/expression";
import { nested } from "../model/resource";
import fn from "./function";

/** A state machine that calls the function of its own region. */
export default block({
  id: "workflow",
  service: "Step Functions",
  // The emulator cannot validate the definition of a state machine.
  applies: false,
  choose: (rng) => ({
    express: rng.chance(0.3),
    attempts: rng.pick([2, 3, 6]),
    seconds: rng.pick([60, 300]),
  }),
  build(region, { express, attempts, seconds }) {
    const { function: made } = region.use(fn);
    const role = region.resource("aws_iam_role", "workflow", {
      name: region.globalName("workflow"),
      assume_role_policy: trust("states.amazonaws.com"),
    });
    region.resource("aws_iam_role_policy", "workflow", {
      name: "invoke",
      role: role.id,
      policy: policy({
        Effect: "Allow",
        Action: ["lambda:InvokeFunction", "lambda:GetFunction"],
        Resource: made.arn,
      }),
    });
    region.resource("aws_sfn_state_machine", "fulfil", {
      name: region.name("fulfil"),
      type: express ? "EXPRESS" : "STANDARD",
      role_arn: role.arn,
      definition: json({
        StartAt: "Work",
        TimeoutSeconds: seconds,
        States: {
          Work: {
            Type: "Task",
            Resource: made.arn,
            Retry: [{ ErrorEquals: ["States.TaskFailed"], MaxAttempts: attempts, BackoffRate: 2 }],
            Next: "Done",
          },
          Done: { Type: "Succeed" },
        },
      }),
      tracing_configuration: nested({ enabled: true }),
    });
  },
});
