import { BackupRestoreTestingPlan, BackupRestoreTestingSelection } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import { backupRoleArn } from "./backup-role";

export interface RestoreTestProps {
  readonly name: string;
  readonly vaultArn: string;
}

/** Restores the newest EBS backup in the DR region each month, and deletes it again: a copy nobody restored is a hope. */
export function addRestoreTest(pair: Pair, scope: Construct, { name, vaultArn }: RestoreTestProps): void {
  const plan = new BackupRestoreTestingPlan(scope, "restore-test", {
    // AWS allows letters, digits and underscores here.
    name: name.replaceAll("-", "_"),
    scheduleExpression: "cron(0 6 1 * ? *)",
    startWindowHours: 8,
    recoveryPointSelection: [
      {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [vaultArn],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 30,
      },
    ],
  });
  const selection = new BackupRestoreTestingSelection(scope, "restore-test-volumes", {
    name: "volumes",
    restoreTestingPlanName: plan.name,
    protectedResourceType: "EBS",
    protectedResourceArns: ["*"],
    iamRoleArn: backupRoleArn(pair, name, pair.dr),
    validationWindowHours: 4,
  });
  for (const one of [plan, selection])
    pair.design.differs(one, "restores are tested where they will be needed");
}
