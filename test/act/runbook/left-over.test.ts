import { existing, type PairParts } from "../../support/pair";
import { chapter, LEFT, runbookOf } from "../../support/runbook";
import { FULL } from "../../support/runbook-pair";

/** The types of which the page says that it has no step for them. */
function left(parts: PairParts): string[] {
  const runbook = runbookOf(parts);
  const there = runbook.chapters.some(({ title }) => title === LEFT);
  return there ? (chapter(runbook, LEFT).facts ?? []).map(([what]) => what) : [];
}
const ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";

describe("what holds data in the DR region and has no step", () => {
  it.each([
    "aws_db_instance",
    "aws_rds_cluster",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_dynamodb_table",
    "aws_elasticache_replication_group",
    "aws_efs_file_system",
    "aws_s3_bucket",
    "aws_fsx_windows_file_system",
  ])("is told: %s that nothing in the plans copies to", (type) => {
    expect(left({ dr: [existing(`${type}.lone`, { id: "lone", name: "lone" })] })).toEqual([type]);
  });

  it("is nothing of what has one", () => {
    expect(left(FULL)).toEqual([]);
  });

  it.each<[string, PairParts]>([
    [
      "a table that has a replica there",
      {
        primary: [existing("aws_dynamodb_table.orders", { name: "orders", arn: ARN })],
        dr: [
          existing("aws_dynamodb_table_replica.orders", { global_table_arn: ARN }),
          existing("aws_dynamodb_table.orders", { name: "orders" }),
        ],
      },
    ],
    [
      "a table that is kept in the primary region as well",
      {
        dr: [
          existing("aws_dynamodb_table.orders", { name: "orders", replica: [{ region_name: "us-east-1" }] }),
        ],
      },
    ],
    [
      "a file system that another is copied to",
      {
        primary: [
          existing("aws_efs_replication_configuration.files", {
            source_file_system_id: "fs-1",
            destination: [{ file_system_id: "fs-2", region: "us-west-2" }],
          }),
        ],
        dr: [existing("aws_efs_file_system.files", { id: "fs-2" })],
      },
    ],
    [
      "a bucket that another is copied to",
      {
        primary: [
          existing("aws_s3_bucket.data", { bucket: "data-a", id: "data-a" }),
          existing("aws_s3_bucket_replication_configuration.data", {
            bucket: "data-a",
            rule: [{ id: "all", status: "Enabled", destination: [{ bucket: "arn:aws:s3:::data-b" }] }],
          }),
        ],
        dr: [existing("aws_s3_bucket.data", { bucket: "data-b", id: "data-b", arn: "arn:aws:s3:::data-b" })],
      },
    ],
    [
      "a bucket for logs, which begin anew",
      {
        dr: [
          existing("aws_s3_bucket.x", { bucket: "x-b", id: "x-b" }),
          existing("aws_lb.web", { name: "web", access_logs: [{ bucket: "x-b" }] }),
        ],
      },
    ],
    [
      "a key, a secret, a queue and a repository of images",
      {
        dr: ["aws_kms_key", "aws_secretsmanager_secret", "aws_sqs_queue", "aws_ecr_repository"].map((type) =>
          existing(`${type}.a`, { id: "a" }),
        ),
      },
    ],
    [
      "what only belongs to a database",
      {
        dr: ["aws_rds_cluster_parameter_group", "aws_rds_cluster_instance", "aws_rds_global_cluster"].map(
          (type) => existing(`${type}.a`, { id: "a" }),
        ),
      },
    ],
  ])("is not %s", (_what, parts) => {
    expect(left(parts)).toEqual([]);
  });

  it("is a table whose replica lies in a third region", () => {
    const table = existing("aws_dynamodb_table.a", { name: "a", replica: [{ region_name: "eu-west-1" }] });
    expect(left({ dr: [table] })).toEqual(["aws_dynamodb_table"]);
  });
});
