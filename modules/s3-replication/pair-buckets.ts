import type { Grantable } from "../iam/grantable";
import type { ServiceReader } from "../iam/policy";
import type { Side } from "../pair/side";

/** A bucket in each region, whether the pair makes them (`new S3Replication(...)`) or they exist (`Bucket.existing(...)`). */
export interface PairBuckets {
  /** The same in every workspace, without a reference. */
  bucketName(side: Side): string;
  bucketArn(side: Side): string;
  /** Lets something list and read objects in its own region's bucket. */
  grantRead(grantee: Grantable): void;
  /** Lets something write and delete objects in its own region's bucket. */
  grantWrite(grantee: Grantable): void;
  grantReadWrite(grantee: Grantable): void;
  /**
   * Lets a service of AWS read objects of both buckets.
   * @default - existing buckets and keys have policies of their owners', which are left as they are
   */
  letServiceRead?(reader: ServiceReader): void;
}
