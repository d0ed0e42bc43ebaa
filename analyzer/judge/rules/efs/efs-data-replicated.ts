import { BACKUPS_OPEN, backupsReachDr } from "../lib/backups";
import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { holdsPassingData } from "../lib/purpose";
import { called, isIncomplete, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A file system in DR gets its files from primary's. */
export const rule: ReadinessRule = {
  id: "efs-data-replicated",
  title: "A file system in the DR region gets its files from primary's",
  checks:
    "EFS file systems that have a twin: an aws_efs_replication_configuration, a DataSync task, or AWS Backup copies to " +
    "the DR region. Info only, since files may be copied by means that no plan shows.",
  impact: "After a failover the mounted file system is empty.",
  remediation: "Add aws_efs_replication_configuration with the DR file system as destination.",
  severity: "info",
  untilFailover: true,
  references: ["https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const backedUp = backupsReachDr(pair);
    if (isIncomplete(pair) || backedUp === true || graph.managed("aws_datasync_task").length > 0) return;
    const replicated = new Set(
      graph
        .managed("aws_efs_replication_configuration")
        .flatMap((one) => graph.resolve(Field.of(one, "source_file_system_id"), ["aws_efs_file_system"])),
    );
    for (const { primary, dr } of standingTwins(pair, "aws_efs_file_system")) {
      const overwrite = Field.of(dr, "protection", 0, "replication_overwrite");
      if (replicated.has(primary) || holdsPassingData(primary) || overwrite.text === "REPLICATING") continue;
      if (backedUp === undefined) {
        yield { primary, dr, path: "", unresolved: BACKUPS_OPEN };
        continue;
      }
      yield {
        primary,
        dr,
        message: `nothing in the sources copies the files of ${called(primary)} to the DR region`,
      };
    }
  },
};
