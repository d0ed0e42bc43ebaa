import type { Grantable } from "../iam/grantable";
import type { Side } from "../pair/side";
import { type GrantedBucket, readStatements, writeStatements } from "./grants";
import type { PairBuckets } from "./pair-buckets";

/** Buckets that something may be let into. */
export abstract class GrantedBuckets implements PairBuckets {
  abstract bucketName(side: Side): string;
  abstract bucketArn(side: Side): string;
  protected abstract granted(side: Side): GrantedBucket;

  /** Lets something list and read objects in its own region's bucket. */
  grantRead(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => readStatements(this.granted(side)));
  }

  /** Lets something write and delete objects in its own region's bucket. One-way pairs copy nothing back from DR. */
  grantWrite(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => writeStatements(this.granted(side)));
  }

  grantReadWrite(grantee: Grantable): void {
    this.grantRead(grantee);
    this.grantWrite(grantee);
  }
}
