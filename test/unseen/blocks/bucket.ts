import { block } from "../model/block";
import { policy, text, trust } from "../model/expression";
import { nested } from "../model/resource";

/** A versioned bucket that replicates to its counterpart in the DR region. */
export default block({
  id: "bucket",
  service: "S3",
  applies: true,
  choose: (rng) => ({
    noun: rng.pick(["uploads", "documents", "invoices", "media"]),
    days: rng.pick([30, 90, 365]),
    replicationTime: rng.chance(0.4),
    deleteMarkers: rng.chance(0.5),
  }),
  build(region, { noun, days, replicationTime, deleteMarkers }) {
    const bucket = region.resource("aws_s3_bucket", noun, { bucket: region.globalName(noun) });
    const versioning = region.resource("aws_s3_bucket_versioning", noun, {
      bucket: bucket.id,
      versioning_configuration: nested({ status: "Enabled" }),
    });
    region.resource("aws_s3_bucket_server_side_encryption_configuration", noun, {
      bucket: bucket.id,
      rule: nested({ apply_server_side_encryption_by_default: nested({ sse_algorithm: "AES256" }) }),
    });
    region.resource("aws_s3_bucket_public_access_block", noun, {
      bucket: bucket.id,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    region.resource("aws_s3_bucket_lifecycle_configuration", noun, {
      bucket: bucket.id,
      rule: nested({
        id: "expire-noncurrent",
        status: "Enabled",
        filter: nested({ prefix: "" }),
        noncurrent_version_expiration: nested({ noncurrent_days: days }),
        abort_incomplete_multipart_upload: nested({ days_after_initiation: 7 }),
      }),
    });
    region.resource("aws_s3_bucket_policy", noun, {
      bucket: bucket.id,
      policy: policy({
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, text`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    });
    if (region.isDr) return { bucket };
    const destination = region.peer("aws_s3_bucket", noun, "arn");
    const role = region.resource(
      "aws_iam_role",
      `${noun}_replication`,
      { name: region.globalName(`${noun}-replication`), assume_role_policy: trust("s3.amazonaws.com") },
      { twin: null },
    );
    region.resource(
      "aws_iam_role_policy",
      `${noun}_replication`,
      {
        name: "replication",
        role: role.id,
        policy: policy(
          {
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
            Resource: bucket.arn,
          },
          {
            Effect: "Allow",
            Action: [
              "s3:GetObjectVersionForReplication",
              "s3:GetObjectVersionAcl",
              "s3:GetObjectVersionTagging",
            ],
            Resource: text`${bucket.arn}/*`,
          },
          {
            Effect: "Allow",
            Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
            Resource: text`${destination}/*`,
          },
        ),
      },
      { twin: null },
    );
    region.resource(
      "aws_s3_bucket_replication_configuration",
      noun,
      {
        bucket: bucket.id,
        role: role.arn,
        rule: nested({
          id: "all",
          status: "Enabled",
          priority: 1,
          filter: nested({ prefix: "" }),
          delete_marker_replication: nested({ status: deleteMarkers ? "Enabled" : "Disabled" }),
          destination: nested({
            bucket: destination,
            storage_class: "STANDARD",
            ...(replicationTime
              ? {
                  replication_time: nested({ status: "Enabled", time: nested({ minutes: 15 }) }),
                  metrics: nested({ status: "Enabled", event_threshold: nested({ minutes: 15 }) }),
                }
              : {}),
          }),
        }),
      },
      { twin: null, dependsOn: [versioning] },
    );
    return { bucket };
  },
  imagined: { "aws_s3_bucket.arn": (name) => `arn:aws:s3:::${name}` },
});
