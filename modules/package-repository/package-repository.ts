import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { SsmParameter } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { S3Replication } from "../s3-replication/s3-replication";

export interface PackageRepositoryProps {
  readonly keys: PairKeys;
  /** Beginning of the buckets' names. */
  readonly bucketPrefix: string;
  /** Allow Terraform to delete buckets that still have packages. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
}

/**
 * Where instances fetch the application from at boot: a bucket in each region, so that a DR instance needs nothing of the
 * primary one. `publishPackage` uploads and then checks that both regions have the same bytes.
 *
 * Primary and DR: the bucket, the SSM parameter `/PAIR/ID/endpoint` (one name, each region's own address).
 * Link: the replication both ways, so that a release made during a failover is there after failing back.
 */
export class PackageRepository {
  readonly parameterName: string;
  private readonly replication: S3Replication;
  private readonly endpoints = new Map<Side["name"], SsmParameter>();

  constructor(
    pair: Pair,
    private readonly id: string,
    props: PackageRepositoryProps,
  ) {
    this.parameterName = `/${pair.name}/${id}/endpoint`;
    this.replication = new S3Replication(pair, `${id}-bucket`, {
      ...props,
      direction: "two-way",
      // A version of a package is written once and read for as long as instances boot it.
      keepVersionsForDays: 365,
      outsideRpo: "publishing is not done before both regions have the package",
    });
    for (const side of pair.sides) this.endpoints.set(side.name, this.offer(side));
  }

  bucketName(side: Side): string {
    return this.replication.bucketName(side);
  }

  /** Lets instances find the region's bucket and fetch packages from it. */
  grantRead(grantee: Grantable): void {
    this.replication.grantRead(grantee);
    grantee.grantPrincipal.addToPolicy((side) => [allow(["ssm:GetParameter"], this.endpoint(side).arn)]);
  }

  private endpoint(side: Side): SsmParameter {
    const endpoint = this.endpoints.get(side.name);
    if (endpoint === undefined) throw new Error(`no packages of ${side.name}`);
    return endpoint;
  }

  private offer(side: Side): SsmParameter {
    return new SsmParameter(scopeIn(side, this.id), "endpoint", {
      name: this.parameterName,
      type: "String",
      value: `https://${this.replication.bucket(side).id}.s3.${side.region}.amazonaws.com`,
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
