import { AwsBackup, type AwsBackupProps } from "../../modules/aws-backup/aws-backup";
import { Keys } from "../../modules/keys/keys";
import { synthesized } from "../stacks/synthesized";

const backups = (props: Partial<AwsBackupProps> = {}) =>
  synthesized((pair) => new AwsBackup(pair, "backups", { keys: new Keys(pair, "data"), ...props }));

describe("AwsBackup", () => {
  const pair = backups();

  it("has a vault in each region, with a customer key", () => {
    for (const side of [pair.primary, pair.dr]) {
      expect(side.resource("aws_backup_vault.backups_vault")).toMatchObject({
        name: "shop-backups",
        kms_key_arn: "${aws_kms_key.data_key.arn}",
        force_destroy: false,
      });
      expect(side.types()).not.toContain("aws_backup_vault_lock_configuration");
    }
  });

  it("copies each way, from the link: the destination exists by then", () => {
    expect(pair.primary.types()).not.toContain("aws_backup_plan");
    expect(pair.link.resource("aws_backup_plan.backups_primary-plan")).toMatchObject({
      provider: "aws.eu_west_1",
      rule: [
        {
          target_vault_name: "shop-backups",
          copy_action: [
            {
              destination_vault_arn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:shop-backups",
              lifecycle: { delete_after: 35 },
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(pair.link.resource("aws_backup_plan.backups_dr-plan"))).toContain(
      "arn:aws:backup:eu-west-1:",
    );
  });

  it("may restore as well as back up", () => {
    const attached = (name: string) =>
      pair.dr.resource(`aws_iam_role_policy_attachment.backups_role-${name}`).policy_arn;
    expect(attached("backup")).toMatch(/AWSBackupServiceRolePolicyForBackup$/);
    expect(attached("restore")).toMatch(/AWSBackupServiceRolePolicyForRestores$/);
  });

  it("tests restores in the DR region alone, unless told not to", () => {
    expect(pair.dr.types()).toContain("aws_backup_restore_testing_plan");
    expect(pair.primary.types()).not.toContain("aws_backup_restore_testing_plan");
    expect(backups({ restoreTest: false }).dr.types()).not.toContain("aws_backup_restore_testing_plan");
  });

  it("bounds the RPO only where it is the only copy", () => {
    expect(() => backups({ onlyCopy: true })).toThrow(
      /rpo: 15 min cannot be met, the daily backups of "backups" may lose 24 h/,
    );
  });

  it("opts in to kinds of resources in both regions, when it is told which", () => {
    const kinds = { EBS: true, RDS: true, VirtualMachine: false };
    const { primary, dr, link } = backups({ resourceTypes: kinds });
    for (const side of [primary, dr]) {
      expect(side.resource("aws_backup_region_settings.backups_region-settings")).toMatchObject({
        resource_type_opt_in_preference: kinds,
        resource_type_management_preference: { DynamoDB: true, EFS: true },
      });
    }
    expect(link.types()).not.toContain("aws_backup_region_settings");
  });

  it("leaves the account's settings alone otherwise", () => {
    for (const side of [pair.primary, pair.dr])
      expect(side.types()).not.toContain("aws_backup_region_settings");
  });

  it("refuses to opt in to nothing", () => {
    expect(() => backups({ resourceTypes: { EBS: false } })).toThrow(
      /backups\.resourceTypes: opts in to nothing/,
    );
  });

  it("refuses a lifecycle that AWS refuses", () => {
    expect(() => backups({ coldAfterDays: 30, keepForDays: 60 })).toThrow(
      /backups\.keepForDays: 60 is less than 90 days after/,
    );
  });
});
