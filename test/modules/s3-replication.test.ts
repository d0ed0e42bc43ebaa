import { Keys } from "../../modules/keys/keys";
import { S3Replication, type S3ReplicationProps } from "../../modules/s3-replication/s3-replication";
import { synthesized } from "../stacks/synthesized";

const buckets = (props: Partial<S3ReplicationProps> = {}) =>
  synthesized(
    (pair) =>
      new S3Replication(pair, "assets", {
        bucketPrefix: "acme-assets",
        keys: new Keys(pair, "data"),
        ...props,
      }),
  );

const CONFIGURATION = "aws_s3_bucket_replication_configuration.assets_primary-to-dr";
const BACK = "aws_s3_bucket_replication_configuration.assets_dr-to-primary";

describe("S3Replication", () => {
  const pair = buckets();

  it.each(["primary", "dr"] as const)(
    "closes and versions the bucket of %s, with its region's key",
    (side) => {
      const workspace = pair[side];
      expect(workspace.resource("aws_s3_bucket_versioning.assets_versioning")).toMatchObject({
        versioning_configuration: { status: "Enabled" },
      });
      expect(workspace.resource("aws_s3_bucket_public_access_block.assets_public-access")).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
      expect(
        JSON.stringify(
          workspace.resource("aws_s3_bucket_server_side_encryption_configuration.assets_encryption"),
        ),
      ).toContain("${aws_kms_key.data_key.arn}");
      expect(workspace.resource("aws_s3_bucket_policy.assets_policy").policy).toContain(
        "aws:SecureTransport",
      );
    },
  );

  it("names buckets by account and region", () => {
    expect(pair.dr.resource("aws_s3_bucket.assets_bucket")).toMatchObject({
      bucket: "acme-assets-111122223333-eu-central-1",
      force_destroy: false,
    });
  });

  it("configures replication in the link alone, once per bucket, after both are versioned", () => {
    for (const side of [pair.primary, pair.dr])
      expect(side.types()).not.toContain("aws_s3_bucket_replication_configuration");
    expect(pair.link.resource(CONFIGURATION)).toMatchObject({
      provider: "aws.eu_west_1",
      bucket: "acme-assets-111122223333-eu-west-1",
    });
    expect(pair.link.resource(BACK)).toMatchObject({ provider: "aws" });
  });

  it("uses V2 rules, time control with metrics, and both halves of the KMS settings", () => {
    expect(pair.link.resource(CONFIGURATION).rule).toEqual([
      {
        id: "primary-to-dr",
        status: "Enabled",
        priority: 1,
        filter: { prefix: "" },
        delete_marker_replication: { status: "Enabled" },
        source_selection_criteria: {
          sse_kms_encrypted_objects: { status: "Enabled" },
          replica_modifications: { status: "Enabled" },
        },
        destination: {
          bucket: "arn:aws:s3:::acme-assets-111122223333-eu-central-1",
          encryption_configuration: { replica_kms_key_id: "${data.aws_kms_alias.data-dr.target_key_arn}" },
          metrics: { status: "Enabled", event_threshold: { minutes: 15 } },
          replication_time: { status: "Enabled", time: { minutes: 15 } },
        },
      },
    ]);
  });

  it("never writes what S3 refuses, or what is for other accounts", () => {
    const text = JSON.stringify(pair.link.json);
    expect(text).not.toContain("existing_object_replication");
    expect(text).not.toContain("access_control_translation");
    expect(text).not.toContain("ObjectOwnerOverrideToBucketOwner");
  });

  it("gives the role what replication needs, bucket by bucket, and no wildcard action", () => {
    const policy = String(pair.link.resource("aws_iam_role_policy.assets_primary-to-dr_policy").policy);
    expect(policy).toContain("s3:GetObjectVersionForReplication");
    expect(policy).toContain("s3:ReplicateTags");
    expect(policy).toContain("s3.eu-west-1.amazonaws.com");
    expect(policy).toContain("s3.eu-central-1.amazonaws.com");
    expect(policy).not.toMatch(/"(s3|kms):[A-Za-z]*\*"/);
    expect(policy).not.toContain('"Resource" = "*"');
  });

  it("allows keys for bucket and object ARNs: with bucket keys the context is the bucket", () => {
    const policy = String(pair.link.resource("aws_iam_role_policy.assets_primary-to-dr_policy").policy);
    expect(policy).toMatch(
      /kms:EncryptionContext:aws:s3:arn.*\["arn:aws:s3:::acme-assets-111122223333-eu-west-1", "arn:aws:s3:::acme-assets-111122223333-eu-west-1\/\*"\]/s,
    );
  });

  it("counts failures in the source's region, and latency in the target's", () => {
    expect(pair.link.resource("aws_cloudwatch_metric_alarm.assets_primary-to-dr_failed")).toMatchObject({
      provider: "aws.eu_west_1",
      metric_name: "OperationsFailedReplication",
    });
    expect(pair.link.resource("aws_cloudwatch_metric_alarm.assets_primary-to-dr_late")).toMatchObject({
      provider: "aws",
    });
  });

  it("one-way copies nothing back and does not sync replicas", () => {
    const { link } = buckets({ direction: "one-way" });
    expect(link.resources).not.toContain(BACK);
    expect(JSON.stringify(link.resource(CONFIGURATION))).not.toContain("replica_modifications");
  });

  it("without time control needs a reason, and keeps the metrics for the alarms", () => {
    expect(() => buckets({ timeControl: false })).toThrow(/assets\.timeControl: is off.*say in outsideRpo/);
    const { link } = buckets({ timeControl: false, outsideRpo: "thumbnails" });
    expect(JSON.stringify(link.resource(CONFIGURATION))).not.toContain("replication_time");
    expect(JSON.stringify(link.resource(CONFIGURATION))).toContain("metrics");
  });

  it("outside the RPO tells the analyzer why, and excuses nothing else", () => {
    const { manifest } = buckets({ outsideRpo: "thumbnails" });
    expect(manifest.byDesign.filter(({ rule }) => rule !== undefined)).toEqual(
      (["primary", "dr"] as const).map((side) => ({
        side,
        workspace: `shop-${side}`,
        address: "aws_s3_bucket.assets_bucket",
        rule: "objectives-rpo-met",
        reason: "thumbnails",
      })),
    );
    expect(pair.manifest.byDesign.filter(({ rule }) => rule !== undefined)).toEqual([]);
  });

  describe("failure events", () => {
    const TOPIC = "aws_sns_topic.assets-failures_topic";
    const NOTIFICATION = "aws_s3_bucket_notification.assets-failures_notification";
    const told = buckets({ failureEvents: true });

    it("are told in the source's region, object by object", () => {
      for (const side of [told.primary, told.dr]) {
        expect(side.resource(NOTIFICATION)).toMatchObject({
          bucket: "${aws_s3_bucket.assets_bucket.id}",
          topic: [
            {
              topic_arn: "${aws_sns_topic.assets-failures_topic.arn}",
              events: expect.arrayContaining([
                "s3:Replication:OperationFailedReplication",
                "s3:Replication:OperationMissedThreshold",
              ]) as string[],
            },
          ],
          depends_on: ["aws_sns_topic_policy.assets-failures_policy"],
        });
        expect(side.resource(TOPIC).kms_master_key_id).toBe("${aws_kms_key.data_key.arn}");
      }
    });

    it("come from this bucket of this account alone, through a key that lets S3 encrypt", () => {
      const policy = String(told.dr.resource("aws_sns_topic_policy.assets-failures_policy").policy);
      expect(policy).toContain("arn:aws:s3:::acme-assets-111122223333-eu-central-1");
      expect(policy).toContain('"aws:SourceAccount" = "111122223333"');
      expect(String(told.dr.resource("aws_kms_key.data_key").policy)).toContain("s3.amazonaws.com");
    });

    it("are told of a one-way source alone, by design", () => {
      const { primary, dr, manifest } = buckets({ failureEvents: true, direction: "one-way" });
      expect(primary.resources).toContain(NOTIFICATION);
      expect(dr.resources).not.toContain(NOTIFICATION);
      expect(manifest.byDesign.map(({ address }) => address)).toEqual(
        expect.arrayContaining([TOPIC, NOTIFICATION]),
      );
    });

    it("are not told unless asked for: a bucket has one notification configuration", () => {
      expect(pair.primary.types()).not.toContain("aws_s3_bucket_notification");
    });

    it("have a topic to subscribe to only where they are told", () => {
      const topicOf = (props: Partial<S3ReplicationProps>) => () =>
        synthesized((of) => {
          const assets = { bucketPrefix: "acme-assets", keys: new Keys(of, "data"), ...props };
          const topic = new S3Replication(of, "assets", assets).failureTopicArn(of.dr);
          expect(topic).toMatch(/^\$\{TfToken/);
        });
      expect(topicOf({ failureEvents: true })).not.toThrow();
      expect(topicOf({})).toThrow(/assets\.failureEvents: no failures of copying from eu-central-1 are told/);
      expect(topicOf({ failureEvents: true, direction: "one-way" })).toThrow(/assets\.failureEvents/);
    });
  });

  it("refuses a name that S3 would refuse", () => {
    expect(() => buckets({ bucketPrefix: "Acme_Assets" })).toThrow(
      /assets\.bucketPrefix: gives the bucket name "Acme_Assets-/,
    );
  });

  it("refuses an id that makes the roles' names too long, instead of cutting both to one", () => {
    const long = () =>
      synthesized((pair) => {
        new S3Replication(pair, "a-name-of-fifty-characters-is-too-long-for-the-role", {
          bucketPrefix: "acme",
          keys: new Keys(pair, "data"),
        });
      });
    expect(long).toThrow(/the role's name .* has 70 characters/);
  });
});
