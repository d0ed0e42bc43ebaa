import type { PairKeys } from "../keys/pair-keys";
import { bucketArn } from "../pair/bucket-name";
import { given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import type { PerSide, Side } from "../pair/side";
import { GrantedBuckets } from "../s3-replication/granted-buckets";
import type { GrantedBucket } from "../s3-replication/grants";

export interface ExistingBucket {
  readonly bucketName: string;
}

export interface ExistingBucketProps extends PerSide<ExistingBucket> {
  /** Keys of their objects. */
  readonly keys: PairKeys;
}

const BUCKET: Kind = {
  what: "a bucket's name",
  shape: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  example: "acme-assets-eu-west-1, without an ARN",
};

/** A bucket of each region that exists. */
export class Bucket extends GrantedBuckets {
  private constructor(
    private readonly names: PerSide<string>,
    private readonly keys: PairKeys,
  ) {
    super();
  }

  /** @throws ConfigurationError when a side's is missing */
  static existing(pair: Pair, id: string, props: ExistingBucketProps): Bucket {
    return new Bucket(given(pair, id, props, "bucketName", BUCKET), props.keys);
  }

  bucketName(side: Side): string {
    return this.names[side.name];
  }

  bucketArn(side: Side): string {
    return bucketArn(side, this.bucketName(side));
  }

  protected granted(side: Side): GrantedBucket {
    return { arn: this.bucketArn(side), keyArn: this.keys.arn(side) };
  }
}
