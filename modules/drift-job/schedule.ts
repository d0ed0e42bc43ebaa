import { allow, assumedBy, policyDocument } from "../iam/policy";
import { type CodebuildProject, IamRole, IamRolePolicy, SchedulerSchedule } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Duration } from "../pair/duration";
import type { Side } from "../pair/side";

export interface ScheduleProps {
  readonly name: string;
  readonly account: string;
  readonly side: Side;
  readonly project: CodebuildProject;
  /** A whole number of hours. */
  readonly every: Duration;
}

/** EventBridge Scheduler starts the project, in a role that can do nothing else. */
export function addSchedule(scope: Construct, { name, account, side, project, every }: ScheduleProps): void {
  const role = new IamRole(scope, "schedule-role", {
    name: scheduleRoleName(name),
    assumeRolePolicy: assumedBy("scheduler.amazonaws.com", account),
  });
  const policy = new IamRolePolicy(scope, "schedule-policy", {
    name: "start",
    role: role.name,
    policy: policyDocument([allow(["codebuild:StartBuild"], project.arn)]),
  });
  const hours = every.seconds / 3600;
  new SchedulerSchedule(scope, "schedule", {
    name,
    description: `Looks for drift between ${side.region} and its primary region.`,
    scheduleExpression: `rate(${hours} ${hours === 1 ? "hour" : "hours"})`,
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: project.arn,
      roleArn: role.arn,
      // The next run is not far away: a late one would only overlap with it.
      retryPolicy: { maximumEventAgeInSeconds: 1800, maximumRetryAttempts: 3 },
    },
    dependsOn: [policy],
  });
}

/** The longest name of the job's: 64 characters at most. */
export function scheduleRoleName(name: string): string {
  return `${name}-schedule`;
}
