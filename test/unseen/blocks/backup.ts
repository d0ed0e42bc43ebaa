import { block } from "../model/block";
import { trust } from "../model/expression";
import { nested } from "../model/resource";

/** Backups in the primary region that are copied into the DR region's vault; the DR region keeps its own plan too. */
export default block({
  id: "backup",
  service: "Backup",
  // The emulator has no CreateBackupSelection.
  applies: false,
  choose: (rng) => ({ days: rng.pick([14, 35, 90]), hour: rng.int(1, 5) }),
  build(region, { days, hour }) {
    const key = region.resource("aws_kms_key", "backup", {
      description: "Backup vault",
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
    const vault = region.resource("aws_backup_vault", "main", {
      name: region.name("vault"),
      kms_key_arn: key.arn,
    });
    const role = region.resource("aws_iam_role", "backup", {
      name: region.globalName("backup"),
      assume_role_policy: trust("backup.amazonaws.com"),
    });
    region.resource("aws_iam_role_policy_attachment", "backup", {
      role: role.attr("name"),
      policy_arn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    });
    region.resource("aws_backup_vault_lock_configuration", "main", {
      backup_vault_name: vault.attr("name"),
      min_retention_days: 7,
      max_retention_days: 365,
    });
    const plan = region.resource("aws_backup_plan", "daily", {
      name: region.name("daily"),
      rule: nested({
        rule_name: "daily",
        target_vault_name: vault.attr("name"),
        schedule: `cron(0 ${hour} * * ? *)`,
        start_window: 60,
        completion_window: 240,
        lifecycle: nested({ delete_after: days }),
        copy_action: region.isDr
          ? undefined
          : nested({
              destination_vault_arn: region.peer("aws_backup_vault", "main", "arn"),
              lifecycle: nested({ delete_after: days }),
            }),
      }),
    });
    region.resource("aws_backup_selection", "tagged", {
      name: "tagged",
      iam_role_arn: role.arn,
      plan_id: plan.id,
      selection_tag: nested({ type: "STRINGEQUALS", key: "Backup", value: "daily" }),
    });
  },
  imagined: {
    "aws_backup_vault.arn": (name, region) => `arn:aws:backup:${region}:123456789012:backup-vault:${name}`,
  },
});
