import { IamRole, IamRolePolicy, S3BucketReplicationConfiguration } from "../pair/aws";
import { Fn, type TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import type { Direction } from "./direction";
import { rolePolicy } from "./role-policy";

export interface RuleProps {
  readonly prefix: string;
  readonly deleteMarkers: boolean;
  readonly timeControl: boolean;
  readonly twoWay: boolean;
  readonly storageClass?: string;
}

/** The bucket's one replication configuration: a second resource for the same bucket would be undone by this one for ever. */
export function replicate(pair: Pair, direction: Direction, props: RuleProps): TerraformResource[] {
  const { id, ruleId, source } = direction;
  const role = new IamRole(pair.link, `${id}_role`, {
    name: roleName(pair, id),
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    }),
  });
  const policy = new IamRolePolicy(pair.link, `${id}_policy`, {
    name: "replicate",
    role: role.name,
    policy: Fn.jsonencode(rolePolicy(direction)),
  });
  const configuration = new S3BucketReplicationConfiguration(pair.link, id, {
    provider: pair.link.providerFor(source.side.region),
    bucket: source.bucket,
    role: role.arn,
    rule: [rule(ruleId, direction, props)],
    dependsOn: [policy],
  });
  return [role, policy, configuration];
}

/** IAM is global, so the direction is in the name; cut short, the two directions' names would be one. */
function roleName(pair: Pair, id: string): string {
  const name = `${pair.name}-${id.replaceAll("_", "-")}`;
  if (name.length <= 64) return name;
  throw new ConfigurationError(
    "id",
    `the role's name "${name}" has ${name.length} characters`,
    "Shorten the id to 30 characters or less",
  );
}

/** Always in the V2 form, with filter and priority: a V1 configuration can have one rule and replicates delete markers. */
function rule(id: string, { target }: Direction, props: RuleProps) {
  return {
    id,
    status: "Enabled",
    priority: 1,
    filter: { prefix: props.prefix },
    deleteMarkerReplication: { status: props.deleteMarkers ? "Enabled" : "Disabled" },
    // Selecting KMS objects and naming the replica key only work as a pair.
    sourceSelectionCriteria: {
      sseKmsEncryptedObjects: { status: "Enabled" },
      // Changes of tags and retention on a copy come back too, so two-way buckets stay equal.
      ...(props.twoWay ? { replicaModifications: { status: "Enabled" } } : {}),
    },
    destination: {
      bucket: target.bucketArn,
      encryptionConfiguration: { replicaKmsKeyId: target.keyArn },
      ...(props.storageClass === undefined ? {} : { storageClass: props.storageClass }),
      // 15 minutes is the only value that S3 has; metrics are mandatory with time control, and the alarms need them without.
      metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
      ...(props.timeControl ? { replicationTime: { status: "Enabled", time: { minutes: 15 } } } : {}),
    },
  };
}
