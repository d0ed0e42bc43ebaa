import { Keys } from "../keys/keys";
import { IamPolicy, SsmParameter } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { Fn } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { S3Replication, type S3ReplicationProps } from "../s3-replication/s3-replication";

export interface PackageRepositoryProps {
  readonly keys: Keys;
  /** Beginning of the buckets' names. */
  readonly bucketPrefix: string;
  /** ARN of an SNS topic in each region, for the alarms of the replication. @default - alarms without actions */
  readonly alarmTopicArns?: S3ReplicationProps["alarmTopicArns"];
  /** Allow Terraform to delete buckets that still have packages. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
}

/**
 * Where instances fetch the application from at boot: a bucket in each region, so that a DR instance needs nothing of the
 * primary one. `publishPackage` uploads and then checks that both regions have the same bytes.
 *
 * Primary and DR: the bucket, the SSM parameter `/PAIR/ID/endpoint` (one name, each region's own address), and a policy for
 * reading. Link: the replication both ways, so that a release made during a failover is there after failing back.
 */
export class PackageRepository {
  readonly parameterName: string;
  private readonly replication: S3Replication;

  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: PackageRepositoryProps,
  ) {
    this.parameterName = `/${pair.name}/${id}/endpoint`;
    this.replication = new S3Replication(pair, `${id}-bucket`, {
      ...props,
      direction: "two-way",
      // A version of a package is written once and read for as long as instances boot it.
      keepVersionsForDays: 365,
      outsideRpo: "publishing is not done before both regions have the package",
    });
    for (const side of pair.sides) this.offer(side);
  }

  bucketName(side: Side): string {
    return this.replication.bucketName(side);
  }

  private offer(side: Side): void {
    const scope = scopeIn(side, this.id);
    new SsmParameter(scope, "endpoint", {
      name: this.parameterName,
      type: "String",
      value: `https://${this.bucketName(side)}.s3.${side.region}.amazonaws.com`,
    });
    new IamPolicy(scope, "read", {
      name: `${this.pair.name}-${this.id}-read-${side.name}`,
      policy: this.readPolicy(side),
    });
  }

  private readPolicy(side: Side): string {
    const bucket = this.replication.bucketArn(side);
    return Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Packages",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: `${bucket}/*`,
        },
        { Sid: "Listing", Effect: "Allow", Action: "s3:ListBucket", Resource: bucket },
        { Sid: "Key", Effect: "Allow", Action: "kms:Decrypt", Resource: this.props.keys.arn(side) },
      ],
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "package-repository",
  build: (pair, id) =>
    new PackageRepository(pair, id, { keys: new Keys(pair, "keys"), bucketPrefix: "bucket-prefix" }),
  parameters: [
    text("bucket_prefix", /bucket-prefix/g, "Beginning of the buckets' names; account and region follow."),
  ],
};
