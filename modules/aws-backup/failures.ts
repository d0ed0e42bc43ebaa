import type { Construct } from "../pair/cdk";
import { onEvent, tell } from "../alerts/events";

export interface BackupFailuresProps {
  /** Of the rules. */
  readonly name: string;
  readonly vaultArn: string;
  readonly topicArn: string;
}

/** What AWS Backup tells of jobs that came to nothing. A copy fails in the region that it comes from. */
const FAILURES = {
  backup: {
    type: "Backup Job State Change",
    vault: "backupVaultArn",
    states: ["ABORTED", "EXPIRED", "FAILED"],
    text: "The backup of <resource> failed: <why>",
  },
  copy: {
    type: "Copy Job State Change",
    vault: "sourceBackupVaultArn",
    states: ["FAILED"],
    text: "The copy of the backup of <resource> to the other region failed: <why>",
  },
} as const;

/** Calls for help when a backup or its copy to the other region fails: a plan goes on as if nothing had happened. */
export function reportFailures(scope: Construct, { name, vaultArn, topicArn }: BackupFailuresProps): void {
  for (const [kind, { type, vault, states, text }] of Object.entries(FAILURES)) {
    const rule = onEvent(scope, `${kind}-failed`, `${name}-${kind}-failed`, {
      source: ["aws.backup"],
      "detail-type": [type],
      detail: { state: states, [vault]: [vaultArn] },
    });
    const values = { resource: "$.detail.resourceArn", why: "$.detail.statusMessage" };
    tell(scope, `${kind}-failed-topic`, rule, topicArn, { values, text });
  }
}
