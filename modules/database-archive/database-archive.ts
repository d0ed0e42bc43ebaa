import type { Grantable } from "../iam/grantable";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { SsmDocument } from "../pair/aws";
import { type Capability, number, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { S3Replication } from "../s3-replication/s3-replication";
import { appendStatements } from "../s3-replication/grants";
import { restoreDocument } from "./restore-document";

export interface DatabaseArchiveProps {
  /** Beginning of the buckets' names; account and region follow. */
  readonly bucketPrefix: string;
  readonly keys: PairKeys;
  /** How often the database ships what was written, at the latest: `archive_timeout` of PostgreSQL. */
  readonly shipEvery: Duration;
  /** How long a restore took the last time that it was tried. */
  readonly restoreTime: Duration;
  /**
   * Shell commands that restore, run as root on the instance that becomes the database. `$ARCHIVE` is the region's own
   * `s3://BUCKET/PREFIX`, `$RESTORE_AT` is `latest` or a time such as `2026-11-30T07:00:00Z`.
   */
  readonly restore: readonly string[];
  /** Where in the bucket the archive is. @default "archive/" */
  readonly prefix?: string;
  /**
   * Days that what was shipped can be restored from, 1 or more: base backups must come more often. S3 keeps it as an old version for as many
   * days more, against a mistake of whoever may delete, so twice as many are stored. @default 35
   */
  readonly keepForDays?: number;
  /** Allow Terraform to delete buckets that still have objects. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
}

/**
 * Where a database of your own making ships its backups and its log (WAL, binlog), and a copy in the other region, from which it is restored
 * there.
 *
 * Primary and DR: a versioned bucket that forgets after some days, and an SSM document that restores. Link: the buckets' replication, both
 * ways, with its alarms. A deletion is not copied, and whoever ships may not delete: both regions forget by themselves.
 */
export class DatabaseArchive {
  /** For further grants. */
  readonly buckets: S3Replication;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: DatabaseArchiveProps,
  ) {
    this.check();
    const { keepForDays = 35, bucketPrefix, keys, forceDestroy } = props;
    this.buckets = new S3Replication(pair, id, {
      bucketPrefix,
      keys,
      forceDestroy,
      deleteMarkers: false,
      keepVersionsForDays: keepForDays,
      expire: { prefix: this.prefix, days: keepForDays },
    });
    for (const side of pair.sides) this.createDocument(side);
    this.declare();
  }

  /** Of the document that restores, in both regions. */
  get documentName(): string {
    return `${this.pair.name}-${this.id}-restore`;
  }

  /** Where a region's database ships to: `s3://BUCKET/PREFIX`. */
  url(side: Side): string {
    return `s3://${this.buckets.bucketName(side)}/${this.prefix}`;
  }

  /** Lets a database write and read its region's archive, and delete nothing. */
  grantShip(grantee: Grantable): void {
    this.buckets.grantRead(grantee);
    const { keys } = this.props;
    grantee.grantPrincipal.addToPolicy((side) =>
      appendStatements({ arn: this.buckets.bucketArn(side), keyArn: keys.arn(side) }, this.prefix),
    );
  }

  /** Lets something that restores read its region's archive. */
  grantRestore(grantee: Grantable): void {
    this.buckets.grantRead(grantee);
  }

  private get prefix(): string {
    return this.props.prefix ?? "archive/";
  }

  private check(): void {
    const { id, props } = this;
    const { keepForDays = 35 } = props;
    if (props.restore.length === 0)
      throw new ConfigurationError(
        `${id}.restore`,
        "is empty",
        "Give the commands that restore the database",
      );
    if (!(Number.isInteger(keepForDays) && keepForDays >= 1))
      throw new ConfigurationError(`${id}.keepForDays`, `is ${keepForDays}`, "Give 1 or more");
    if (/^[\w.-]+(\/[\w.-]+)*\/$/.test(this.prefix)) return;
    throw new ConfigurationError(`${id}.prefix`, `"${this.prefix}" is no folder`, 'Write it as "archive/"');
  }

  private createDocument(side: Side): void {
    new SsmDocument(scopeIn(side, `${this.id}-restore`), "document", {
      name: this.documentName,
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: restoreDocument(`${this.pair.name}-${this.id}`, this.url(side), this.props.restore),
    });
  }

  private declare(): void {
    const { pair, id } = this;
    const { shipEvery, restoreTime } = this.props;
    // Nobody writes to it in the DR region before it is restored there.
    pair.promotions.push(id);
    pair.objectives.add({
      part: `shipping "${id}" every ${shipEvery}, and copying it within 15 min,`,
      rpo: shipEvery.plus(Duration.minutes(15)),
    });
    pair.objectives.add({ part: `restoring "${id}"`, phase: "recover", rto: restoreTime });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "database-archive",
  build: (pair, id) =>
    new DatabaseArchive(pair, id, {
      bucketPrefix: "bucket-prefix",
      keys: new Keys(pair, "keys"),
      // The team that instantiates the module decides what it promises.
      shipEvery: Duration.seconds(0),
      restoreTime: Duration.seconds(0),
      restore: ["restore-command"],
      keepForDays: 70004,
    }),
  parameters: [
    text("bucket_prefix", /bucket-prefix/g, "Beginning of the buckets' names; account and region follow."),
    text(
      "restore_command",
      /restore-command/g,
      "Shell command that restores from $ARCHIVE as of $RESTORE_AT.",
    ),
    number(
      "keep_for_days",
      /\b70004\b/g,
      "Days that what was shipped can be restored from; S3 stores twice as many.",
      35,
    ),
  ],
};
