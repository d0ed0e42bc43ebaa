import { allow, assumedBy, policyDocument } from "../iam/policy";
import { IamRole, IamRolePolicy, SchedulerSchedule } from "../pair/aws";
import type { Construct, TerraformResource } from "../pair/cdk";
import type { Duration } from "../pair/duration";

export interface DrillScheduleProps {
  /** Of the drill. */
  readonly name: string;
  readonly account: string;
  /** In whole days. */
  readonly every: Duration;
  readonly machineArn: string;
  /** A schedule by rate starts its target as soon as it is made. */
  readonly dependsOn: readonly TerraformResource[];
}

/** EventBridge Scheduler starts the drill, in a role that can do nothing else. */
export function addSchedule(scope: Construct, props: DrillScheduleProps): void {
  const { name, account, every, machineArn, dependsOn } = props;
  const role = new IamRole(scope, "schedule-role", {
    name: `${name}-schedule`,
    assumeRolePolicy: assumedBy("scheduler.amazonaws.com", account),
  });
  const policy = new IamRolePolicy(scope, "schedule-policy", {
    name: "start",
    role: role.name,
    policy: policyDocument([allow(["states:StartExecution"], machineArn)]),
  });
  const days = every.seconds / 86_400;
  new SchedulerSchedule(scope, "schedule", {
    name,
    description: "Starts the drill of the failover.",
    scheduleExpression: `rate(${days} ${days === 1 ? "day" : "days"})`,
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: machineArn,
      roleArn: role.arn,
      input: JSON.stringify({ reason: "the schedule" }),
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 3 },
    },
    dependsOn: [policy, ...dependsOn],
  });
}
