import { regionOfArn } from "../../../base/aws/regions";
import { backupCopies } from "../lib/backups";
import { difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** The vault that backups are copied to exists. */
export const rule: ReadinessRule = {
  id: "backup-copy-vault-exists",
  title: "The DR vault that backups are copied to exists",
  checks:
    "Copy actions to a vault of the DR region, by its ARN, where the DR side has vaults and none of that name. When DR's " +
    "workspaces hold no vault at all, another workspace may.",
  impact: "Every copy job fails: no backup reaches the DR region.",
  remediation: "Create the vault in the DR region, or copy to the one that is there.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html"],
  replacesArc: [],
  *evaluate(pair) {
    const vaults = PairGraph.of(pair).managed("aws_backup_vault", "dr");
    if (isIncomplete(pair) || vaults.length === 0 || vaults.some(({ values }) => !values?.name)) return;
    for (const { plan, destination, vaults: found } of backupCopies(pair)) {
      if (found.length > 0 || regionOfArn(destination.text ?? "") !== pair.sides.dr.region) continue;
      yield {
        primary: plan,
        dr: null,
        differences: [difference(destination, undefined)],
        message: `${called(plan)} copies to a vault that the DR region does not have`,
      };
    }
  },
};
