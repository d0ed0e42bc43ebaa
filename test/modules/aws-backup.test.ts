import { AwsBackup, type AwsBackupProps } from "../../modules/aws-backup/aws-backup";
import { validationMachine } from "../../modules/aws-backup/validation-machine";
import { Keys } from "../../modules/keys/keys";
import { Duration } from "../../modules/pair/duration";
import type { RegionPairProps } from "../../stacks/region-pair";
import { synthesized } from "../stacks/synthesized";

/** A state of Amazon States Language. */
interface State {
  readonly Type?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
}

const backups = (props: Partial<AwsBackupProps> = {}, of: Partial<RegionPairProps> = {}) =>
  synthesized((pair) => new AwsBackup(pair, "backups", { keys: new Keys(pair, "data"), ...props }), of);

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

  it("restores every kind, and of each only what bears the application's tag", () => {
    const selections = (side: typeof pair.dr) =>
      side.resources.filter((address) => address.startsWith("aws_backup_restore_testing_selection."));
    expect(selections(pair.dr).map((address) => pair.dr.resource(address).protected_resource_type)).toEqual([
      "Aurora",
      "DynamoDB",
      "EBS",
      "RDS",
      "S3",
    ]);
    for (const address of selections(pair.dr)) {
      expect(pair.dr.resource(address)).toMatchObject({
        protected_resource_conditions: [
          { string_equals: [{ key: "aws:ResourceTag/Backup", value: "shop" }] },
        ],
        iam_role_arn: "${aws_iam_role.backups_role.arn}",
      });
      expect(pair.dr.resource(address)).not.toHaveProperty("protected_resource_arns");
    }
    const one = backups({
      restoreTest: { kinds: ["RDS"], overrides: { RDS: { dbsubnetgroupname: "orders" } } },
    });
    expect(selections(one.dr)).toHaveLength(1);
    expect(
      one.dr.resource("aws_backup_restore_testing_selection.backups-tests_restore-test-rds"),
    ).toMatchObject({
      restore_metadata_overrides: { dbsubnetgroupname: "orders" },
    });
  });

  it("looks at what was restored, and tells AWS Backup and the alerts what it found", () => {
    const event = (name: string) =>
      String(pair.dr.resource(`aws_cloudwatch_event_rule.backups-tests_${name}`).event_pattern);
    expect(event("restored")).toContain('"iamRoleArn" = [aws_iam_role.backups_role.arn]');
    expect(pair.dr.resource("aws_cloudwatch_event_target.backups-tests_restored-machine").arn).toBe(
      "${aws_sfn_state_machine.backups-tests_validation.arn}",
    );
    for (const problem of ["restore-failed", "restore-bad"]) {
      expect(pair.dr.resource(`aws_cloudwatch_event_target.backups-tests_${problem}-topic`).arn).toBe(
        "${aws_sns_topic.alerts_topic.arn}",
      );
    }
  });

  it("goes through every state of its machine to an end", () => {
    const { States, StartAt } = validationMachine("arn:plan") as unknown as {
      StartAt: string;
      States: Record<string, State>;
    };
    const next = ({ Next, Default, Choices = [], Catch = [] }: State) =>
      [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)].filter((name) => name !== undefined);
    const reached = new Set([StartAt]);
    for (const name of reached) for (const one of next(States[name] ?? {})) reached.add(one);
    expect([...reached].sort()).toEqual(Object.keys(States).sort());
    const ends = Object.entries(States).filter(([, state]) => next(state).length === 0);
    expect(ends.map(([, { Type }]) => Type)).toEqual(["Succeed", "Succeed", "Fail"]);
  });

  it("bounds the RPO only where it is the only copy", () => {
    expect(() => backups({ onlyCopy: true })).toThrow(
      /rpo: 15 min cannot be met, the daily backups of "backups" may lose 24 h/,
    );
  });

  it("is the only copy under backup-and-restore, unless it is said otherwise", () => {
    const short = { strategy: "backup-and-restore", rpo: Duration.hours(1) } as const;
    expect(() => backups({}, short)).toThrow('the daily backups of "backups" may lose 24 h');
    expect(() => backups({ onlyCopy: false }, short)).not.toThrow();
    expect(() => backups({}, { strategy: "backup-and-restore" })).not.toThrow();
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
