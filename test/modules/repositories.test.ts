import { AwsBackup } from "../../modules/aws-backup/aws-backup";
import { EcrReplication, type EcrReplicationProps } from "../../modules/ecr-replication/ecr-replication";
import { SnapshotCopies } from "../../modules/ebs-snapshot-copy/ebs-snapshot-copy";
import { Keys } from "../../modules/keys/keys";
import { PackageRepository } from "../../modules/package-repository/package-repository";
import type { App } from "../../modules/pair/cdk";
import { RegionPair } from "../../stacks/region-pair";
import { DEFAULTS, synthesized } from "../stacks/synthesized";

describe("EcrReplication", () => {
  const pair = synthesized(
    (pair) => new EcrReplication(pair, "images", { keys: new Keys(pair, "data"), repositories: ["api"] }),
  );

  it("makes equal repositories on both sides: their settings are not replicated", () => {
    for (const side of [pair.primary, pair.dr]) {
      expect(side.resource("aws_ecr_repository.images_api")).toMatchObject({
        name: "shop/api",
        image_tag_mutability: "IMMUTABLE",
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.data_key.arn}" }],
      });
    }
  });

  it("replicates from the link, after both repositories exist", () => {
    expect(pair.primary.types()).not.toContain("aws_ecr_replication_configuration");
    expect(pair.link.resource("aws_ecr_replication_configuration.images")).toMatchObject({
      provider: "aws.eu_west_1",
      replication_configuration: {
        rule: [
          {
            destination: [{ region: "eu-central-1", registry_id: "111122223333" }],
            repository_filter: [{ filter: "shop/", filter_type: "PREFIX_MATCH" }],
          },
        ],
      },
    });
  });
});

describe("two pairs of one account", () => {
  const both = (first: Partial<EcrReplicationProps>, second: Partial<EcrReplicationProps>) =>
    synthesized((shop) => {
      const app = shop.link.node.root as App;
      const billing = new RegionPair(app, "billing", DEFAULTS);
      for (const [pair, props] of [
        [shop, first],
        [billing, second],
      ] as const)
        new EcrReplication(pair, "images", { keys: new Keys(pair, "data"), repositories: ["api"], ...props });
    });

  it("cannot both configure the registry's one replication", () => {
    expect(() => both({}, {})).toThrow(
      /billing: images: sets the ECR replication of account 111122223333 in eu-west-1, which "images" of shop sets as well/,
    );
  });

  it("share it", () => {
    const { link } = both({ alsoReplicate: ["billing/"] }, { replicatedElsewhere: true });
    expect(JSON.stringify(link.resource("aws_ecr_replication_configuration.images"))).toContain("billing/");
  });

  it("cannot both opt the regions in to kinds of backups", () => {
    expect(() =>
      synthesized((shop) => {
        const billing = new RegionPair(shop.link.node.root as App, "billing", DEFAULTS);
        for (const pair of [shop, billing])
          new AwsBackup(pair, "backups", { keys: new Keys(pair, "data"), resourceTypes: { EBS: true } });
      }),
    ).toThrow(/AWS Backup opt-in of account 111122223333 in eu-west-1/);
  });
});

describe("PackageRepository", () => {
  const pair = synthesized(
    (pair) =>
      new PackageRepository(pair, "packages", {
        keys: new Keys(pair, "data"),
        bucketPrefix: "acme-packages",
      }),
  );

  it("offers each region its own endpoint under one name", () => {
    expect(pair.primary.resource("aws_ssm_parameter.packages_endpoint")).toMatchObject({
      name: "/shop/packages/endpoint",
      value: "https://${aws_s3_bucket.packages-bucket_bucket.id}.s3.eu-west-1.amazonaws.com",
    });
    expect(pair.dr.resource("aws_ssm_parameter.packages_endpoint")).toMatchObject({
      name: "/shop/packages/endpoint",
      value: "https://${aws_s3_bucket.packages-bucket_bucket.id}.s3.eu-central-1.amazonaws.com",
    });
  });

  it("replicates both ways", () => {
    expect(pair.link.resources).toEqual(
      expect.arrayContaining([
        "aws_s3_bucket_replication_configuration.packages-bucket_primary-to-dr",
        "aws_s3_bucket_replication_configuration.packages-bucket_dr-to-primary",
      ]),
    );
  });
});

describe("SnapshotCopies", () => {
  it("encrypts each copy with the DR region's key, and declares that the primary has none", () => {
    const { primary, dr, manifest } = synthesized((pair) => {
      new SnapshotCopies(pair, "seeds", {
        keys: new Keys(pair, "data"),
        snapshots: { catalogue: "snap-0a" },
      });
    });
    expect(dr.resource("aws_ebs_snapshot_copy.seeds_catalogue")).toMatchObject({
      source_snapshot_id: "snap-0a",
      source_region: "eu-west-1",
      encrypted: true,
      kms_key_id: "${aws_kms_key.data_key.arn}",
    });
    expect(primary.types()).not.toContain("aws_ebs_snapshot_copy");
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: "aws_ebs_snapshot_copy.seeds_catalogue" }),
    );
  });
});
