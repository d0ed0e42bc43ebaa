import { isReplica } from "../../../pair/roles/replica";
import { BACKUPS_OPEN, backupsReachDr } from "../lib/backups";
import { backedUpInDr, DATABASES } from "../lib/databases";
import { PairGraph } from "../lib/graph";
import { holdsPassingData } from "../lib/purpose";
import { called, isIncomplete, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const DATA = [...DATABASES, "aws_efs_file_system"];

/** What a failover restores has its backups in the DR region. */
export const rule: ReadinessRule = {
  id: "backup-holds-restored-data",
  title: "What a failover restores has its backups in the DR region",
  checks:
    "Under backup-and-restore: RDS instances, Aurora, DocumentDB and Neptune clusters and EFS file systems of primary that have " +
    "no twin: AWS Backup copies to the DR region, or an instance's replicated automated backups. Not for read replicas, nor " +
    "for what holds passing data by name or tag.",
  impact: "There is nothing to restore: with the region its data is lost.",
  remediation:
    "Add a copy_action with a vault of the DR region to the AWS Backup plan, or aws_db_instance_automated_backups_replication.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
    "https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    if (pair.strategy !== "backup-and-restore" || isIncomplete(pair)) return;
    const copied = backupsReachDr(pair);
    if (copied === true) return;
    const backedUp = backedUpInDr(pair);
    for (const primary of PairGraph.of(pair).managed(DATA, "primary")) {
      const isKept =
        primary.values === null || backedUp.has(primary) || isReplica(primary) || holdsPassingData(primary);
      if (isKept || twinOf(pair, primary) !== undefined) continue;
      if (copied === undefined) {
        yield { primary, dr: null, path: "", unresolved: BACKUPS_OPEN };
        continue;
      }
      yield { primary, dr: null, message: `no backup of ${called(primary)} is copied to the DR region` };
    }
  },
};
