import {
  BackupRestoreTestingPlan,
  BackupRestoreTestingSelection,
  type BackupVault,
  type IamRole,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";

/** Kinds of resources whose restored copies can be looked at without knowing the application. */
const TESTED_KINDS = ["Aurora", "DynamoDB", "EBS", "RDS", "S3"] as const;

/** A kind of resource, as AWS Backup calls it. */
export type TestedKind = (typeof TESTED_KINDS)[number];

/** What is restored for a test, and how. */
export interface RestoreTestSettings {
  /** @default - all: Aurora, DynamoDB, EBS, RDS and S3 */
  readonly kinds?: readonly TestedKind[];
  /**
   * How a kind is restored, where AWS Backup's own choice does not work in the DR region: a database without a default VPC there wants
   * `{ RDS: { dbsubnetgroupname: "..." } }`. Keys as in AWS Backup's documentation of restore metadata. @default - AWS Backup's choice
   */
  readonly overrides?: Readonly<Partial<Record<TestedKind, Readonly<Record<string, string>>>>>;
}

export interface RestoreTestProps extends RestoreTestSettings {
  readonly name: string;
  readonly vault: BackupVault;
  readonly role: IamRole;
  /** The tag of what the application backs up. */
  readonly tag: { readonly key: string; readonly value: string };
}

/**
 * Restores the newest backup of one resource of each kind in the DR region each month, and deletes it again when it has been looked at:
 * a copy that nobody restored is a hope. Only of what bears the application's tag: another's data is not for it to restore.
 */
export function addRestoreTest(scope: Construct, props: RestoreTestProps): BackupRestoreTestingPlan {
  const { name, vault, role, tag, kinds = TESTED_KINDS, overrides = {} } = props;
  const plan = new BackupRestoreTestingPlan(scope, "restore-test", {
    // AWS allows letters, digits and underscores here.
    name: name.replaceAll("-", "_"),
    scheduleExpression: "cron(0 6 1 * ? *)",
    startWindowHours: 8,
    recoveryPointSelection: [
      {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [vault.arn],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 30,
      },
    ],
  });
  for (const kind of kinds) {
    const metadata = overrides[kind];
    new BackupRestoreTestingSelection(scope, `restore-test-${kind.toLowerCase()}`, {
      name: kind,
      restoreTestingPlanName: plan.name,
      protectedResourceType: kind,
      // Instead of ARNs: the provider takes one of the two.
      protectedResourceConditions: [
        { stringEquals: [{ key: `aws:ResourceTag/${tag.key}`, value: tag.value }] },
      ],
      iamRoleArn: role.arn,
      validationWindowHours: 4,
      ...(metadata === undefined ? {} : { restoreMetadataOverrides: { ...metadata } }),
    });
  }
  return plan;
}
