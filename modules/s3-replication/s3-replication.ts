import { isDeepStrictEqual } from "node:util";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import type { ServiceReader } from "../iam/policy";
import type { S3Bucket } from "../pair/aws";
import { bucketArn, bucketName } from "../pair/bucket-name";
import { type Capability, number, text } from "../pair/capability";
import type { TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";
import {
  type BucketProps,
  bucketPolicy,
  createBucket,
  type MadeBucket,
  type RecordBucketProps,
} from "./bucket";
import { addFailureEvents } from "./failure-events";
import { GrantedBuckets } from "./granted-buckets";
import type { GrantedBucket } from "./grants";
import type { PairBuckets } from "./pair-buckets";
import { replicate } from "./replicate";
import { addReplicationAlarms } from "./replication-alarms";

export type { ObjectLock } from "./bucket";
export type { PairBuckets } from "./pair-buckets";

/** Buckets that are made. */
export interface NewBuckets extends BucketProps, Pick<RecordBucketProps, "expire"> {
  /** Beginning of the buckets' names: `PREFIX-ACCOUNT-REGION`, since bucket names are shared by the whole world. */
  readonly bucketPrefix: string;
}

/** Buckets that exist: `Bucket.existing(...)`. */
export interface ReplicatedBuckets {
  /**
   * Both are versioned: S3 refuses the replication otherwise. It becomes their one replication configuration, in place of any other.
   */
  readonly buckets: PairBuckets;
}

export type S3ReplicationProps = ReplicationProps & (NewBuckets | ReplicatedBuckets);

export interface ReplicationProps {
  /** Keys of both regions. */
  readonly keys: PairKeys;
  /**
   * `one-way` copies from primary to DR. `two-way` copies back too, so that what was written in the DR region during a
   * failover is there after failing back. @default "two-way"
   */
  readonly direction?: "one-way" | "two-way";
  /** Only objects whose keys begin so are replicated. @default "" (all) */
  readonly prefix?: string;
  /** Replicate deletions too. Deleted versions and markers made by a lifecycle never are. @default true */
  readonly deleteMarkers?: boolean;
  /**
   * Replication time control: AWS's promise of 15 minutes for 99.9 % of the objects, with metrics. Without it there is no
   * bound, and so no RPO. @default true
   */
  readonly timeControl?: boolean;
  /** Storage class of the copies. @default - the object's own */
  readonly storageClass?: "STANDARD" | "STANDARD_IA" | "INTELLIGENT_TIERING" | "GLACIER_IR";
  /**
   * Have S3 tell of each object whose copying failed, is late or is not tracked, in an SNS topic of the source's region. It is the
   * bucket's one notification configuration: leave it off where the bucket has another. @default false
   */
  readonly failureEvents?: boolean;
  /** Why losing more of this data than the pair's RPO is acceptable. @default - it is not */
  readonly outsideRpo?: string;
}

/**
 * A bucket in each region, and replication between them.
 *
 * Primary and DR: the bucket, versioned, encrypted with the region's own key, closed to the public and to plain HTTP, with a
 * lifecycle, and on demand the topic of failed copies. Link: per direction the role, the replication configuration and the alarms. Objects that were there before are
 * not copied: that takes an S3 Batch Replication job, which Terraform cannot run.
 */
export class S3Replication extends GrantedBuckets {
  private readonly made = new Map<Side["name"], MadeBucket>();
  private readonly readers: ServiceReader[] = [];
  private readonly failureTopics = new Map<Side["name"], string>();

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: S3ReplicationProps,
  ) {
    super();
    if ("bucketPrefix" in props) {
      for (const side of pair.sides)
        this.made.set(side.name, createBucket(side, id, this.bucketName(side), props.keys.arn(side), props));
    }
    this.pledge();
    this.replicateBothWays();
    if (props.failureEvents === true) this.tellFailures();
  }

  bucketName(side: Side): string {
    const { props } = this;
    if (!("bucketPrefix" in props)) return props.buckets.bucketName(side);
    return bucketName(`${props.bucketPrefix}-${this.pair.account}-${side.region}`, `${this.id}.bucketPrefix`);
  }

  bucketArn(side: Side): string {
    return bucketArn(side, this.bucketName(side));
  }

  /** The bucket, for resources of the side's own workspace. @throws ConfigurationError when it exists already */
  bucket(side: Side): S3Bucket {
    const bucket = this.made.get(side.name)?.bucket;
    if (bucket !== undefined) return bucket;
    throw new ConfigurationError(
      this.id,
      `does not make the bucket of ${side.region}`,
      "Use bucketName(side) or bucketArn(side)",
    );
  }

  letServiceRead(reader: ServiceReader): void {
    if (this.readers.some((one) => isDeepStrictEqual(one, reader))) return;
    this.readers.push(reader);
    for (const side of this.pair.sides) {
      const made = this.made.get(side.name);
      if (made === undefined) continue;
      made.policy.policy = bucketPolicy(this.bucketArn(side), this.readers);
    }
    if (this.made.size > 0) this.props.keys.letServiceDecrypt?.(reader);
  }

  protected granted(side: Side): GrantedBucket {
    return {
      arn: this.made.get(side.name)?.bucket.arn ?? this.bucketArn(side),
      keyArn: this.props.keys.arn(side),
    };
  }

  /** Of the topic that the failures of copying from a side go to. Subscribe to it, in the side's workspace. */
  failureTopicArn(side: Side): string {
    const topic = this.failureTopics.get(side.name);
    if (topic !== undefined) return topic;
    throw new ConfigurationError(
      `${this.id}.failureEvents`,
      `no failures of copying from ${side.region} are told`,
      "Set it to true, on a pair of buckets that copies from there",
    );
  }

  private tellFailures(): void {
    const { pair, id, props } = this;
    const oneWay = props.direction === "one-way";
    for (const side of oneWay ? [pair.primary] : pair.sides) {
      const { topicArn, resources } = addFailureEvents(side, `${id}-failures`, {
        name: `${pair.name}-${id}-replication-failures`,
        account: pair.account,
        bucket: this.made.get(side.name)?.bucket.id ?? this.bucketName(side),
        bucketArn: this.bucketArn(side),
        keyArn: props.keys.arn(side),
      });
      this.failureTopics.set(side.name, topicArn);
      if (oneWay) for (const one of resources) pair.design.differs(one, "replication is one-way");
    }
  }

  private replicateBothWays(): void {
    const { pair, props } = this;
    const there = this.replicateFrom(pair.primary);
    if (props.direction === "one-way") {
      for (const resource of there) pair.design.differs(resource, "replication is one-way");
      return;
    }
    const back = this.replicateFrom(pair.dr);
    for (const [index, resource] of there.entries()) {
      const counterpart = back[index];
      if (counterpart === undefined) continue;
      pair.design.pairUp(resource, counterpart);
      pair.design.differs(counterpart, "each direction acts in a role of its own", [
        "role",
        "name",
        "policy",
      ]);
    }
  }

  private replicateFrom(source: Side): TerraformResource[] {
    const { pair, props } = this;
    const target = pair.other(source);
    const end = (side: Side) => ({
      side,
      bucket: this.bucketName(side),
      bucketArn: this.bucketArn(side),
      keyArn: props.keys.arnInLink(side),
    });
    const direction = {
      id: `${this.id}_${source.name}-to-${target.name}`,
      ruleId: `${source.name}-to-${target.name}`,
      source: end(source),
      target: end(target),
    };
    const replication = replicate(pair, direction, {
      prefix: props.prefix ?? "",
      deleteMarkers: props.deleteMarkers ?? true,
      timeControl: props.timeControl ?? true,
      twoWay: (props.direction ?? "two-way") === "two-way",
      storageClass: props.storageClass,
    });
    return [...replication, ...addReplicationAlarms(pair, direction)];
  }

  private pledge(): void {
    const { outsideRpo } = this.props;
    if (outsideRpo !== undefined) {
      for (const { bucket } of this.made.values())
        this.pair.design.accepts(bucket, "objectives-rpo-met", outsideRpo);
      return;
    }
    if (this.props.timeControl === false) {
      throw new ConfigurationError(
        `${this.id}.timeControl`,
        "is off, so nothing bounds how far the copy lags behind",
        "Leave it on, or say in outsideRpo why that is acceptable",
      );
    }
    this.pair.objectives.add({
      part: `S3 replication with time control of "${this.id}"`,
      rpo: Duration.minutes(15),
    });
  }
}

const exported = (direction: S3ReplicationProps["direction"]) => (pair: Pair, id: string) =>
  new S3Replication(pair, id, {
    bucketPrefix: "bucket-prefix",
    keys: new Keys(pair, "keys"),
    direction,
    failureEvents: true,
    keepVersionsForDays: 70004,
    outsideRpo: "the team that instantiates the module decides",
  });

/** As plain Terraform. */
export const capability: Capability = {
  name: "s3-replication",
  build: exported("two-way"),
  variants: { "one-way": exported("one-way") },
  parameters: [
    text("bucket_prefix", /bucket-prefix/g, "Beginning of the buckets' names; account and region follow."),
    number(
      "keep_versions_for_days",
      /\b70004\b/g,
      "Days after which an overwritten or deleted version is removed for good.",
      90,
    ),
    {
      name: "time_control",
      type: "bool",
      description: "Whether AWS promises 15 minutes for 99.9 % of the objects.",
      default: "true",
      find: /(replication_time \{\n\s*status = )"Enabled"/g,
      put: '$1var.time_control ? "Enabled" : "Disabled"',
    },
    {
      name: "delete_markers",
      type: "bool",
      description: "Whether deletions are replicated too.",
      default: "true",
      find: /(delete_marker_replication \{\n\s*status = )"Enabled"/g,
      put: '$1var.delete_markers ? "Enabled" : "Disabled"',
    },
  ],
};
