import { IamRole, IamRolePolicyAttachment } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";

/** Backing up and restoring: a role that can only back up is noticed at the first restore. */
const POLICIES = {
  backup: "AWSBackupServiceRolePolicyForBackup",
  restore: "AWSBackupServiceRolePolicyForRestores",
};

export function backupRole(scope: Construct, name: string, side: Side): IamRole {
  const role = new IamRole(scope, "role", {
    name: roleName(name, side),
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    }),
  });
  for (const [use, policy] of Object.entries(POLICIES)) {
    new IamRolePolicyAttachment(scope, `role-${use}`, {
      role: role.name,
      policyArn: `arn:${side.region.partition}:iam::aws:policy/service-role/${policy}`,
    });
  }
  return role;
}

export function backupRoleArn(pair: Pair, name: string, side: Side): string {
  return `arn:${side.region.partition}:iam::${pair.account}:role/${roleName(name, side)}`;
}

/** IAM is global: each side has a role of its own. */
function roleName(name: string, side: Side): string {
  return `${name}-${side.name}`;
}
