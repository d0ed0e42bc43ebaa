import type { Grantable } from "../iam/grantable";
import type { PairKeys } from "../keys/pair-keys";
import { bucketArn } from "../pair/bucket-name";
import { given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import type { PerSide, Side } from "../pair/side";
import { type GrantedBucket, readStatements, writeStatements } from "../s3-replication/grants";
import type { PairBuckets } from "../s3-replication/pair-buckets";

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
export class Bucket implements PairBuckets {
  private constructor(
    private readonly names: PerSide<string>,
    private readonly keys: PairKeys,
  ) {}

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

  grantRead(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => readStatements(this.granted(side)));
  }

  grantWrite(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => writeStatements(this.granted(side)));
  }

  grantReadWrite(grantee: Grantable): void {
    this.grantRead(grantee);
    this.grantWrite(grantee);
  }

  private granted(side: Side): GrantedBucket {
    return { arn: this.bucketArn(side), keyArn: this.keys.arn(side) };
  }
}
