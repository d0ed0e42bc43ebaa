import { existing, type Planned } from "../../../support/pair";

/** The ARN of a vault. */
export function vaultArn(region: string, name: string): string {
  return `arn:aws:backup:${region}:123456789012:backup-vault:${name}`;
}

/** A vault of a region. */
export function vault(region: string, name = "main"): Planned {
  return existing("aws_backup_vault.main", { id: name, name, arn: vaultArn(region, name) });
}

/** A plan with one rule that copies to these vaults. */
export function plan(...destinations: string[]): Planned {
  return existing("aws_backup_plan.daily", {
    id: "plan-1",
    name: "daily",
    rule: [
      {
        rule_name: "daily",
        copy_action: destinations.map((destination_vault_arn) => ({ destination_vault_arn, lifecycle: [] })),
      },
    ],
  });
}
