import { changes, type Mistake } from "./mistake";

const mistake: Mistake = {
  id: "backup-retention-shorter",
  what: "Backups are kept for fewer days on one side.",
  sides: ["dr", "primary"],
  sites: (side) =>
    changes(
      side,
      ["aws_rds_cluster", "aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster"],
      "backup_retention_period",
      (before) => (Number(before) > 1 ? 1 : undefined),
      "warning",
      "after failover there is nothing to restore from beyond a day",
    ),
};

export default mistake;
