import { rule } from "../../../../analyzer/judge/rules/backup/backup-copy-vault-exists";
import { violationsOf } from "../../../support/pair";
import { plan, vault, vaultArn } from "./plans";

describe("backup-copy-vault-exists: the DR vault that backups are copied to exists", () => {
  test("DR has another vault only", () => {
    const primary = [plan(vaultArn("us-west-2", "standby"))];
    expect(violationsOf(rule, { primary, dr: [vault("us-west-2")] })).toEqual([
      expect.objectContaining({
        primary: "aws_backup_plan.daily",
        severity: "critical",
        paths: ["rule[0].copy_action[0].destination_vault_arn"],
      }),
    ]);
  });

  test("compliant: it is there", () => {
    expect(
      violationsOf(rule, { primary: [plan(vaultArn("us-west-2", "main"))], dr: [vault("us-west-2")] }),
    ).toEqual([]);
  });

  test("not applicable: another workspace holds DR's vaults", () => {
    expect(violationsOf(rule, { primary: [plan(vaultArn("us-west-2", "standby"))] })).toEqual([]);
  });
});
