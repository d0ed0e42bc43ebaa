import { type ServiceReader, serviceMay } from "../iam/policy";
import {
  S3Bucket,
  S3BucketLifecycleConfiguration,
  S3BucketObjectLockConfiguration,
  S3BucketOwnershipControls,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3BucketServerSideEncryptionConfiguration,
  S3BucketVersioning,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { scopeIn, type Side } from "../pair/side";

export interface BucketProps {
  /** Days after which an overwritten or deleted version is removed for good. @default 90 */
  readonly keepVersionsForDays?: number;
  /** Allow Terraform to delete a bucket that still has objects. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
}

/** How long S3 itself refuses to delete a version. `GOVERNANCE` can be lifted with a permission, `COMPLIANCE` by nobody. */
export interface ObjectLock {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly days: number;
}

/** What a bucket may have besides. A lock only one that is not replicated has. */
export interface RecordBucketProps extends BucketProps {
  /** @default - no lock */
  readonly objectLock?: ObjectLock;
  /** Objects that the region deletes after some days, by itself: a deletion by a lifecycle is never replicated. @default - none */
  readonly expire?: { readonly prefix: string; readonly days: number };
}

/** A bucket of the pair, and who may come to it beside the account. */
export interface MadeBucket {
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
}

/** A bucket with safe settings in one side's workspace. */
export function createBucket(
  side: Side,
  id: string,
  name: string,
  keyArn: string,
  props: RecordBucketProps,
): MadeBucket {
  const scope = scopeIn(side, id);
  const bucket = new S3Bucket(scope, "bucket", {
    bucket: name,
    forceDestroy: props.forceDestroy ?? false,
    ...(props.objectLock === undefined ? {} : { objectLockEnabled: true }),
  });
  const versioning = new S3BucketVersioning(scope, "versioning", {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketServerSideEncryptionConfiguration(scope, "encryption", {
    bucket: bucket.id,
    rule: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        // One call to KMS per bucket instead of per object. The replication role's conditions depend on it.
        bucketKeyEnabled: true,
      },
    ],
  });
  const policy = closeToThePublic(scope, bucket, `arn:${side.region.partition}:s3:::${name}`);
  if (props.objectLock !== undefined) {
    new S3BucketObjectLockConfiguration(scope, "object-lock", {
      bucket: bucket.id,
      rule: { defaultRetention: { ...props.objectLock } },
      dependsOn: [versioning],
    });
  }
  new S3BucketLifecycleConfiguration(scope, "lifecycle", {
    bucket: bucket.id,
    rule: lifecycleRules(props),
    // S3 refuses rules on old versions of a bucket that is not versioned yet.
    dependsOn: [versioning],
  });
  return { bucket, policy };
}

function lifecycleRules({ keepVersionsForDays = 90, expire }: RecordBucketProps) {
  const oldVersions = {
    id: "old-versions",
    status: "Enabled",
    filter: [{}],
    noncurrentVersionExpiration: [{ noncurrentDays: keepVersionsForDays }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
  };
  if (expire === undefined) return [oldVersions];
  const { prefix, days } = expire;
  return [oldVersions, { id: "expire", status: "Enabled", filter: [{ prefix }], expiration: [{ days }] }];
}

function closeToThePublic(scope: Construct, bucket: S3Bucket, arn: string): S3BucketPolicy {
  const block = new S3BucketPublicAccessBlock(scope, "public-access", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(scope, "ownership", {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  return new S3BucketPolicy(scope, "policy", {
    bucket: bucket.id,
    policy: bucketPolicy(arn),
    // S3 answers OperationAborted when both change at once.
    dependsOn: [block],
  });
}

/** @param readers services that may read, each with what it must come for */
export function bucketPolicy(arn: string, readers: readonly ServiceReader[] = []): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        // The one place for a wildcard: a denial is safer the more it covers.
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      ...readers.map((reader) => serviceMay(reader, "s3:GetObject", `${arn}/*`)),
    ],
  });
}
