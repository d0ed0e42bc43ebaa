import { rule as imageCurrent } from "../../../analyzer/judge/rules/ec2/ami-copy-current";
import { rule as copied } from "../../../analyzer/judge/rules/backup/backup-copied-to-dr";
import { rule as replicaProtected } from "../../../analyzer/judge/rules/dynamodb/dynamodb-replica-protected";
import { rule as tableReplicated } from "../../../analyzer/judge/rules/dynamodb/dynamodb-table-replicated";
import { rule as databaseReplicated } from "../../../analyzer/judge/rules/rds/rds-data-replicated";
import { rule as bucketReplicated } from "../../../analyzer/judge/rules/s3/s3-data-replicated";
import { created, ref, undecidedOf, violationsOf, type Planned } from "../../support/pair";

const NEW = { unknown: { id: true, arn: true } };

/** A backup plan of a first roll-out that copies to a vault. */
function backupPlan(destination: string): Planned[] {
  return [
    created("aws_backup_vault.own", { name: "own" }, NEW),
    created(
      "aws_backup_plan.daily",
      { name: "daily", rule: [{ rule_name: "daily", copy_action: [{ lifecycle: [] }] }] },
      {
        unknown: { rule: [{ copy_action: [{ destination_vault_arn: true }] }] },
        expressions: { rule: [{ copy_action: [{ destination_vault_arn: ref(destination) }] }] },
      },
    ),
  ];
}

describe("a copy of backups whose destination is known only after apply", () => {
  test("to the plan's own region, as its reference tells", () => {
    expect(violationsOf(copied, { primary: backupPlan("aws_backup_vault.own.arn") })).toHaveLength(1);
  });

  test("to what cannot be followed", () => {
    const primary = backupPlan("local.vault");
    expect(violationsOf(copied, { primary })).toEqual([]);
    expect(undecidedOf(copied, { primary })).toHaveLength(1);
  });

  test("that may bring a database's data, or not", () => {
    const database = created("aws_db_instance.orders", { identifier: "orders" }, NEW);
    const parts = { primary: [...backupPlan("local.vault"), database], dr: [database] };
    expect(violationsOf(databaseReplicated, parts)).toEqual([]);
    expect(undecidedOf(databaseReplicated, parts)).toEqual([["aws_db_instance.orders", expect.any(String)]]);
  });
});

describe("a bucket of a first roll-out", () => {
  const bucket = [
    created(
      "aws_s3_bucket.scans",
      { bucket_prefix: "scans" },
      { unknown: { id: true, arn: true, bucket: true } },
    ),
    created(
      "aws_s3_bucket_versioning.scans",
      { versioning_configuration: [{ status: "Enabled" }] },
      { unknown: { bucket: true, id: true }, expressions: { bucket: ref("aws_s3_bucket.scans.id") } },
    ),
  ];
  const replication = (of: string, rule: Pick<Planned, "values"> & { unknown: true | object }): Planned =>
    created("aws_s3_bucket_replication_configuration.scans", rule.values ?? {}, {
      unknown: { bucket: true, id: true, rule: rule.unknown as never },
      expressions: { bucket: ref(of) },
    });
  const wholly = { values: {}, unknown: true as const };

  test("that nothing replicates", () => {
    expect(violationsOf(bucketReplicated, { primary: bucket, dr: bucket })).toHaveLength(1);
  });

  test.each([
    ["whose replication's rules are wholly unknown", "aws_s3_bucket.scans.id"],
    ["that the replication names through its versioning", "aws_s3_bucket_versioning.scans.bucket"],
    ["that an unknown bucket's replication may be of", "local.bucket"],
  ])("%s", (_, named) => {
    const parts = { primary: [...bucket, replication(named, wholly)], dr: bucket };
    expect(violationsOf(bucketReplicated, parts)).toEqual([]);
    expect(undecidedOf(bucketReplicated, parts)).toEqual([["aws_s3_bucket.scans", expect.any(String)]]);
  });

  test("while the unknown rules are another bucket's", () => {
    const other = created(
      "aws_s3_bucket.other",
      { bucket_prefix: "logs-other" },
      { unknown: { id: true, arn: true, bucket: true } },
    );
    const parts = {
      primary: [...bucket, other, replication("aws_s3_bucket.other.id", wholly)],
      dr: bucket,
    };
    expect(violationsOf(bucketReplicated, parts)).toHaveLength(1);
  });
});

describe("a table's replica", () => {
  const table = (replica: object[], unknown: unknown): Planned =>
    created(
      "aws_dynamodb_table.carts",
      { name: "carts", replica: replica as never },
      {
        unknown: { id: true, arn: true, replica: unknown as never },
      },
    );

  test("of a known region, of which AWS has yet to tell the ARN", () => {
    const parts = { primary: [table([{ region_name: "us-west-2" }], [{ arn: true }])] };
    expect(violationsOf(tableReplicated, parts)).toEqual([]);
    expect(undecidedOf(tableReplicated, parts)).toEqual([]);
    const elsewhere = { primary: [table([{ region_name: "eu-west-1" }], [{ arn: true }])] };
    expect(violationsOf(tableReplicated, elsewhere)).toHaveLength(1);
  });

  test("of which nothing is known", () => {
    const parts = { primary: [table([], true)] };
    expect(violationsOf(tableReplicated, parts)).toEqual([]);
    expect(undecidedOf(tableReplicated, parts)).toHaveLength(1);
  });

  test("without a key, where the table's own is known only after apply", () => {
    const encrypted = created(
      "aws_dynamodb_table.carts",
      {
        name: "carts",
        server_side_encryption: [{ enabled: true }],
        replica: [{ region_name: "us-west-2", kms_key_arn: null }],
      },
      {
        unknown: { id: true, server_side_encryption: [{ kms_key_arn: true }] },
        expressions: { server_side_encryption: [{ kms_key_arn: ref("aws_kms_key.k.arn") }] },
      },
    );
    const key = created("aws_kms_key.k", {}, NEW);
    expect(violationsOf(replicaProtected, { primary: [key, encrypted] })).toHaveLength(1);
  });
});

describe("a copy of an image", () => {
  const template = created(
    "aws_launch_template.web",
    {},
    { unknown: { image_id: true, id: true }, expressions: { image_id: ref("aws_ami.web.id") } },
  );
  const image = created("aws_ami.web", { name: "web" }, NEW);
  const copy = (source: Planned): Planned[] => [
    source,
    created(
      "aws_launch_template.web",
      {},
      { unknown: { image_id: true, id: true }, expressions: { image_id: ref("aws_ami_copy.web.id") } },
    ),
  ];

  test("of an id, where the image that primary boots is yet to be made", () => {
    const old = created("aws_ami_copy.web", { name: "web", source_ami_id: "ami-0aaaaaaaaaaaaaaaa" }, NEW);
    const parts = { primary: [image, template], dr: copy(old) };
    expect(violationsOf(imageCurrent, parts)).toEqual([]);
    expect(undecidedOf(imageCurrent, parts)).toHaveLength(1);
  });

  test("of something that cannot be followed", () => {
    const open = created(
      "aws_ami_copy.web",
      { name: "web" },
      { unknown: { id: true, source_ami_id: true }, expressions: { source_ami_id: ref("local.image") } },
    );
    const parts = { primary: [image, template], dr: copy(open) };
    expect(violationsOf(imageCurrent, parts)).toEqual([]);
    expect(undecidedOf(imageCurrent, parts)).toHaveLength(1);
  });
});
