import { rule } from "../../../../analyzer/judge/rules/backup/backup-holds-restored-data";
import { rule as tables } from "../../../../analyzer/judge/rules/dynamodb/dynamodb-table-replicated";
import { existing, type PairParts, ref, violationsOf } from "../../../support/pair";
import { plan, vaultArn } from "./plans";

const database = existing("aws_db_instance.orders", {
  id: "db-ORDERS",
  identifier: "orders",
  arn: "arn:aws:rds:us-east-1:123456789012:db:orders",
});
const copied = plan(vaultArn("us-west-2", "main"));
const found = (parts: PairParts) => violationsOf(rule, { strategy: "backup-and-restore", ...parts });

describe("backup-holds-restored-data: what a failover restores has its backups in the DR region", () => {
  test.each([
    "aws_db_instance.x",
    "aws_rds_cluster.x",
    "aws_docdb_cluster.x",
    "aws_neptune_cluster.x",
    "aws_efs_file_system.x",
  ])("%s without any", (address) => {
    expect(found({ primary: [existing(address, { id: "x" }), plan()] })).toEqual([
      expect.objectContaining({ primary: address, severity: "critical" }),
    ]);
  });

  test("compliant: AWS Backup copies them, or RDS replicates them", () => {
    expect(found({ primary: [database, copied] })).toEqual([]);
    const backups = existing(
      "aws_db_instance_automated_backups_replication.orders",
      { source_db_instance_arn: "arn:aws:rds:us-east-1:123456789012:db:orders" },
      { expressions: { source_db_instance_arn: ref("aws_db_instance.orders.arn") } },
    );
    expect(found({ primary: [database], dr: [backups] })).toEqual([]);
  });

  test("not applicable: other strategies, databases that stand in DR, caches, read replicas, partial plans", () => {
    expect(found({ primary: [database], strategy: "pilot-light" })).toEqual([]);
    expect(found({ primary: [database], dr: [database] })).toEqual([]);
    expect(
      found({ primary: [existing("aws_db_instance.query_cache", { identifier: "query-cache" })] }),
    ).toEqual([]);
    expect(
      found({ primary: [existing("aws_db_instance.reader", { replicate_source_db: "orders" })] }),
    ).toEqual([]);
    expect(found({ primary: [database], partial: true })).toEqual([]);
  });
});

describe("a DynamoDB table under backup-and-restore", () => {
  const table = existing("aws_dynamodb_table.orders", { name: "orders" });

  test("is restored from backups, where copies of them are in DR", () => {
    const violations = (primary: PairParts["primary"]) =>
      violationsOf(tables, { primary, strategy: "backup-and-restore" });
    expect(violations([table, plan()])).toHaveLength(1);
    expect(violations([table, copied])).toEqual([]);
    expect(violationsOf(tables, { primary: [table, copied], strategy: "pilot-light" })).toHaveLength(1);
  });
});
