import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { BackupPlan, BackupRegionSettings, BackupSelection, BackupVault, type IamRole } from "../pair/aws";
import type { Capability } from "../pair/capability";
import { type Construct, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import { claim } from "../pair/one-per-region";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { backupRole, backupRoleArn } from "./backup-role";
import { reportFailures } from "./failures";
import { addRestoreTest, type RestoreTestSettings } from "./restore-test";
import { addValidation } from "./validation";

export type { RestoreTestSettings } from "./restore-test";

export interface AwsBackupProps {
  readonly keys: PairKeys;
  /** How often. @default "daily" */
  readonly every?: "hourly" | "daily";
  /** Days until a backup is deleted, in both regions. @default 35 */
  readonly keepForDays?: number;
  /** Days until a backup moves to cold storage, where it stays 90 days at least. @default - never */
  readonly coldAfterDays?: number;
  /**
   * Restore the newest backup of each kind of resource in the DR region every month, look at it, tell AWS Backup and the pair's alerts
   * what was found, and delete it. `false` for none. @default - of Aurora, DynamoDB, EBS, RDS and S3
   */
  readonly restoreTest?: RestoreTestSettings | false;
  /**
   * Whether the data has no other copy in the DR region: then its RPO is the interval of the backups. @default - by strategy: true for backup-and-restore
   */
  readonly onlyCopy?: boolean;
  /**
   * Kinds of resources that AWS Backup may back up, in both regions: all that it has, each with `true` or `false`. A kind that is
   * not opted in is left out of the plans without a word. It is a setting of the whole account in a region, so give it in one
   * pair only. @default - as the regions are set
   */
  readonly resourceTypes?: Readonly<Record<string, boolean>>;
  /** Allow Terraform to delete vaults that still have backups. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
}

/**
 * Backups in both regions of whatever carries the tag `Backup = PAIR`, each copied to the other one.
 *
 * Primary and DR: the vault with the region's own key, the role that backs up and restores, and on demand the kinds of resources
 * that are opted in. DR: the monthly restore test, and the state machine that looks at what it restores.
 * Link: the plans, since a copy's destination must exist first. A vault made with the AWS managed key could never take copies
 * from another account, and no lock is set here: a compliance lock cannot be undone.
 */
export class AwsBackup {
  /** Put these tags on what is to be backed up. */
  readonly tags: Readonly<Record<string, string>>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: AwsBackupProps,
  ) {
    this.tags = { Backup: pair.name };
    this.check();
    for (const side of pair.sides) {
      const scope = scopeIn(side, id);
      const vault = new BackupVault(scope, "vault", {
        name: this.name,
        kmsKeyArn: props.keys.arn(side),
        forceDestroy: props.forceDestroy ?? false,
      });
      reportFailures(scope, {
        name: this.name,
        vaultArn: vault.arn,
        topicArn: pair.alerts.topicArn(side),
      });
      const role = backupRole(scope, this.name, side);
      this.optIn(scope, side);
      if (side === pair.dr && props.restoreTest !== false) this.testRestores(vault, role);
    }
    const [there, back] = [this.plan(pair.primary), this.plan(pair.dr)];
    pair.design.pairUp(there.plan, back.plan);
    pair.design.pairUp(there.selection, back.selection);
    if (!(props.onlyCopy ?? pair.traits.databaseCopy === "backups")) return;
    const interval = props.every === "hourly" ? Duration.hours(1) : Duration.days(1);
    pair.objectives.add({ part: `the ${props.every ?? "daily"} backups of "${id}"`, rpo: interval });
  }

  /** Of the vaults, in both regions. */
  get name(): string {
    return `${this.pair.name}-${this.id}`;
  }

  private arn(side: Side): string {
    return `arn:${side.region.partition}:backup:${side.region}:${this.pair.account}:backup-vault:${this.name}`;
  }

  private check(): void {
    const { keepForDays = 35, coldAfterDays, resourceTypes } = this.props;
    if (resourceTypes !== undefined && !Object.values(resourceTypes).includes(true)) {
      throw new ConfigurationError(
        `${this.id}.resourceTypes`,
        "opts in to nothing, so nothing would be backed up",
        "Set the kinds that the application has to true, or leave it out",
      );
    }
    if (coldAfterDays === undefined || keepForDays >= coldAfterDays + 90) return;
    throw new ConfigurationError(
      `${this.id}.keepForDays`,
      `${keepForDays} is less than 90 days after coldAfterDays (${coldAfterDays}), which AWS refuses`,
      `Give ${coldAfterDays + 90} or more`,
    );
  }

  private testRestores(vault: BackupVault, role: IamRole): void {
    const { pair, id, name, props } = this;
    const scope = scopeIn(pair.dr, `${id}-tests`);
    const plan = addRestoreTest(scope, {
      ...props.restoreTest,
      name,
      vault,
      role,
      tag: { key: "Backup", value: pair.name },
    });
    addValidation(scope, { name, plan, restoreRole: role, topicArn: pair.alerts.topicArn(pair.dr) });
    for (const one of scope.node.findAll())
      if (TerraformResource.isTerraformResource(one))
        pair.design.differs(one, "restores are tested where they will be needed");
  }

  private optIn(scope: Construct, { region }: Side): void {
    const { resourceTypes } = this.props;
    if (resourceTypes === undefined) return;
    claim(this.pair, region, "AWS Backup opt-in", this.id, "Give resourceTypes in one of the two");
    new BackupRegionSettings(scope, "region-settings", {
      resourceTypeOptInPreference: { ...resourceTypes },
      // Only backups that AWS Backup manages in full can be copied to another region with a key of their own.
      resourceTypeManagementPreference: { DynamoDB: true, EFS: true },
    });
  }

  private plan(side: Side): { plan: BackupPlan; selection: BackupSelection } {
    const { pair, props, id } = this;
    const provider = pair.link.providerFor(side.region);
    const lifecycle = { deleteAfter: props.keepForDays ?? 35, coldStorageAfter: props.coldAfterDays };
    const plan = new BackupPlan(pair.link, `${id}_${side.name}-plan`, {
      provider,
      name: this.name,
      rule: [
        {
          ruleName: props.every ?? "daily",
          targetVaultName: this.name,
          schedule: props.every === "hourly" ? "cron(0 * * * ? *)" : "cron(0 2 * * ? *)",
          startWindow: 60,
          completionWindow: 360,
          lifecycle,
          // Said for the copy too: a copy without it inherits the source's expiry or none.
          copyAction: [{ destinationVaultArn: this.arn(pair.other(side)), lifecycle }],
        },
      ],
    });
    const selection = new BackupSelection(pair.link, `${id}_${side.name}-selection`, {
      provider,
      name: this.name,
      planId: plan.id,
      iamRoleArn: backupRoleArn(pair, this.name, side),
      selectionTag: [{ type: "STRINGEQUALS", key: "Backup", value: pair.name }],
    });
    return { plan, selection };
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "aws-backup",
  build: (pair, id) =>
    new AwsBackup(pair, id, { keys: new Keys(pair, "keys"), resourceTypes: { "resource-type": true } }),
  parameters: [
    {
      name: "resource_types",
      type: "map(bool)",
      description: "All kinds of resources that AWS Backup knows in the region: whether it may back them up.",
      find: /\{\s*(?:"resource-type"|resource-type)\s*=\s*true\s*\}/g,
      put: "var.resource_types",
    },
  ],
};
