import { assumedBy } from "../iam/policy";
import { IamRole, IamRolePolicyAttachment } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";

/** Backing up and restoring: a role that can only back up is noticed at the first restore. Buckets have policies of their own. */
const POLICIES = {
  backup: "service-role/AWSBackupServiceRolePolicyForBackup",
  restore: "service-role/AWSBackupServiceRolePolicyForRestores",
  "s3-backup": "AWSBackupServiceRolePolicyForS3Backup",
  "s3-restore": "AWSBackupServiceRolePolicyForS3Restore",
};

export function backupRole(scope: Construct, name: string, side: Side): IamRole {
  const role = new IamRole(scope, "role", {
    name: roleName(name, side),
    assumeRolePolicy: assumedBy("backup.amazonaws.com"),
  });
  for (const [use, policy] of Object.entries(POLICIES)) {
    new IamRolePolicyAttachment(scope, `role-${use}`, {
      role: role.name,
      policyArn: `arn:${side.region.partition}:iam::aws:policy/${policy}`,
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
