import { allow, assumedBy, policyDocument } from "../iam/policy";
import {
  type BackupRestoreTestingPlan,
  CloudwatchEventTarget,
  IamRole,
  IamRolePolicy,
  SfnStateMachine,
} from "../pair/aws";
import { type Construct, Fn } from "../pair/cdk";
import { onEvent, tell } from "../alerts/events";
import { LOOK_ACTIONS, validationMachine } from "./validation-machine";

export interface ValidationProps {
  readonly name: string;
  readonly plan: BackupRestoreTestingPlan;
  /** The role that restores, by which its jobs are told from others'. */
  readonly restoreRole: IamRole;
  readonly topicArn: string;
}

/** Has what the restore test restores looked at, and calls for help when a restore fails or gives nothing that can be used. */
export function addValidation(scope: Construct, props: ValidationProps): void {
  const { name, plan, restoreRole, topicArn } = props;
  const machine = createMachine(scope, name, plan);
  const ofTest = (status: readonly string[]) => ({
    source: ["aws.backup"],
    "detail-type": ["Restore Job State Change"],
    detail: { status, iamRoleArn: [restoreRole.arn] },
  });
  const restored = onEvent(scope, "restored", `${name}-restored`, ofTest(["COMPLETED"]));
  new CloudwatchEventTarget(scope, "restored-machine", {
    rule: restored.name,
    targetId: "machine",
    arn: machine.arn,
    roleArn: starter(scope, name, machine).arn,
  });
  const failed = onEvent(scope, "restore-failed", `${name}-restore-failed`, ofTest(["ABORTED", "FAILED"]));
  tell(scope, "restore-failed-topic", failed, topicArn, {
    values: { resource: "$.detail.resourceType", why: "$.detail.statusMessage" },
    text: "Restoring a backup (<resource>) in the DR region failed: <why>",
  });
  const bad = onEvent(scope, "restore-bad", `${name}-restore-bad`, {
    source: ["aws.states"],
    "detail-type": ["Step Functions Execution Status Change"],
    detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"], stateMachineArn: [machine.arn] },
  });
  tell(scope, "restore-bad-topic", bad, topicArn, {
    values: { execution: "$.detail.executionArn" },
    text: "A restored backup in the DR region cannot be used, see <execution>",
  });
}

function createMachine(scope: Construct, name: string, plan: BackupRestoreTestingPlan): SfnStateMachine {
  const role = new IamRole(scope, "validation-role", {
    name: `${name}-validation`,
    assumeRolePolicy: assumedBy("states.amazonaws.com"),
  });
  const policy = new IamRolePolicy(scope, "validation-policy", {
    name: "validate",
    role: role.name,
    policy: policyDocument([
      // Restored resources and jobs have names that nobody knows before.
      allow(["backup:DescribeRestoreJob", "backup:PutRestoreValidationResult", ...LOOK_ACTIONS], "*"),
    ]),
  });
  return new SfnStateMachine(scope, "validation", {
    name: `${name}-validation`,
    roleArn: role.arn,
    definition: Fn.jsonencode(validationMachine(plan.arn)),
    dependsOn: [policy],
  });
}

function starter(scope: Construct, name: string, machine: SfnStateMachine): IamRole {
  const role = new IamRole(scope, "restored-role", {
    name: `${name}-restored`,
    assumeRolePolicy: assumedBy("events.amazonaws.com"),
  });
  new IamRolePolicy(scope, "restored-policy", {
    name: "start",
    role: role.name,
    policy: policyDocument([allow(["states:StartExecution"], machine.arn)]),
  });
  return role;
}
