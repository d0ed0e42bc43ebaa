import type { Direction } from "./direction";

/** What replication in one direction needs, and nothing else. ObjectOwnerOverride is left out: it is for other accounts. */
export function rolePolicy({ source, target }: Direction) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ReadConfiguration",
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: source.bucketArn,
      },
      {
        Sid: "ReadSource",
        Effect: "Allow",
        Action: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
        Resource: `${source.bucketArn}/*`,
      },
      {
        Sid: "WriteTarget",
        Effect: "Allow",
        Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
        Resource: `${target.bucketArn}/*`,
      },
      useKey("DecryptSource", "kms:Decrypt", source),
      useKey("EncryptTarget", "kms:Encrypt", target),
    ],
  };
}

/**
 * With bucket keys the encryption context is the bucket's ARN, without them the object's. Both are allowed: a condition on
 * objects alone denies everything in a bucket with bucket keys, and nothing replicates, silently
 * (https://github.com/aws-ia/terraform-aws-control_tower_account_factory/issues/639).
 */
function useKey(sid: string, action: string, end: Direction["source"]) {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: action,
    Resource: end.keyArn,
    Condition: {
      StringEquals: { "kms:ViaService": `s3.${end.side.region}.amazonaws.com` },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [end.bucketArn, `${end.bucketArn}/*`] },
    },
  };
}
