import { BACKUPS_OPEN, backupsReachDr } from "../lib/backups";
import { DATABASES, isReplicatedPair } from "../lib/databases";
import { holdsPassingData } from "../lib/purpose";
import { called, isIncomplete, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A database in DR gets its data from primary's. */
export const rule: ReadinessRule = {
  id: "rds-data-replicated",
  title: "A database in the DR region gets its data from primary's",
  checks:
    "RDS instances and Aurora, DocumentDB and Neptune clusters that have a twin: a cross-region replica, membership of a " +
    "global cluster, replicated automated backups, a snapshot to start from, a DMS task, or AWS Backup copies to the DR " +
    "region. Not for databases that hold passing data by name or tag.",
  impact:
    "After a failover the application finds an empty database beside a working one that it cannot reach.",
  remediation:
    "Make the DR database a replica (replicate_source_db) or a member of a global cluster, or replicate its backups.",
  severity: "critical",
  untilFailover: true,
  references: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const backedUp = backupsReachDr(pair);
    if (isIncomplete(pair) || backedUp === true) return;
    for (const twins of standingTwins(pair, DATABASES)) {
      if (holdsPassingData(twins.primary) || isReplicatedPair(pair, twins)) continue;
      if (backedUp === undefined) {
        yield { primary: twins.primary, dr: twins.dr, path: "", unresolved: BACKUPS_OPEN };
        continue;
      }
      yield {
        primary: twins.primary,
        dr: twins.dr,
        message: `nothing brings the data of ${called(twins.primary)} to its twin in the DR region`,
      };
    }
  },
};
