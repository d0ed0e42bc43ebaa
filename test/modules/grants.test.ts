import { GlobalTable } from "../../modules/dynamodb-global/global-table";
import { EcrReplication } from "../../modules/ecr-replication/ecr-replication";
import { MultiRegionKey } from "../../modules/keys/multi-region-key";
import type { Keys } from "../../modules/keys/keys";
import type { Pair } from "../../modules/pair/pair";
import { PackageRepository } from "../../modules/package-repository/package-repository";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import { ReplicatedSecret } from "../../modules/secrets/replicated-secret";
import type { Grantable } from "../../modules/iam/grantable";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const granted = (grant: (pair: Pair, keys: Keys, web: Grantable) => void) =>
  synthesized((pair) => {
    const { keys, network } = base(pair);
    grant(pair, keys, fleetIn(pair, { keys, network }));
  });

/** `action, action on resource` of each statement of the fleet's role. */
const statements = (side: Synthesized) =>
  statementsOf(side.resource("aws_iam_role_policy.web_grants")).map(
    ({ Action, Resource }) => `${[Action].flat().join(", ")} on ${[Resource].flat().join(", ")}`,
  );

const KEY = "aws_kms_key.data_key.arn";

describe("grants", () => {
  it("are one policy of the fleet's role, which instances wait for", () => {
    const { dr } = granted((pair, keys, web) => {
      new ReplicatedSecret(pair, "token", { keys }).grantRead(web);
      new GlobalTable(pair, "carts", { keys, hashKey: { name: "id" } }).grantRead(web);
    });
    expect(dr.resource("aws_iam_role_policy.web_grants")).toMatchObject({
      role: "${aws_iam_role.web_role.name}",
    });
    expect(dr.resource("aws_autoscaling_group.web_group").depends_on).toContain(
      "aws_iam_role_policy.web_grants",
    );
    expect(statements(dr)).toHaveLength(4);
  });

  it("are not there when nothing is granted", () => {
    expect(granted(() => undefined).primary.resources).not.toContain("aws_iam_role_policy.web_grants");
  });

  it("read a secret in the region's own copy", () => {
    const { primary, dr } = granted((pair, keys, web) =>
      new ReplicatedSecret(pair, "token", { keys }).grantRead(web),
    );
    const read = (region: string) =>
      `secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on arn:aws:secretsmanager:${region}:111122223333:secret:shop/token-??????`;
    expect(statements(primary)).toEqual([read("eu-west-1"), `kms:Decrypt on ${KEY}`]);
    expect(statements(dr)).toEqual([read("eu-central-1"), `kms:Decrypt on ${KEY}`]);
  });

  it("decrypt a secret with the key that was chosen for the copy, and refuse one that no policy can name", () => {
    const withKey = (drKmsKeyId: string) =>
      granted((pair, keys, web) => new ReplicatedSecret(pair, "token", { keys, drKmsKeyId }).grantRead(web));
    const arn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    expect(statements(withKey(arn).dr)).toContain(`kms:Decrypt on ${arn}`);
    expect(() => withKey("alias/mine")).toThrow(/token\.drKmsKeyId: "alias\/mine" is not a key's ARN/);
  });

  it("read and write a bucket of the own region", () => {
    const { primary, dr } = granted((pair, keys, web) =>
      new S3Replication(pair, "assets", { keys, bucketPrefix: "acme" }).grantReadWrite(web),
    );
    const bucket = "${aws_s3_bucket.assets_bucket.arn}/*";
    for (const side of [primary, dr]) {
      expect(statements(side)).toEqual([
        `s3:GetObject, s3:GetObjectVersion on ${bucket}`,
        "s3:ListBucket on aws_s3_bucket.assets_bucket.arn",
        `kms:Decrypt on ${KEY}`,
        `s3:AbortMultipartUpload, s3:DeleteObject, s3:PutObject on ${bucket}`,
        `kms:Decrypt, kms:GenerateDataKey on ${KEY}`,
      ]);
    }
  });

  it("read packages and where they lie, and write none", () => {
    const { dr } = granted((pair, keys, web) =>
      new PackageRepository(pair, "packages", { keys, bucketPrefix: "acme" }).grantRead(web),
    );
    expect(statements(dr)).toContain("ssm:GetParameter on aws_ssm_parameter.packages_endpoint.arn");
    expect(statements(dr).join()).not.toContain("s3:Put");
    expect(dr.types()).not.toContain("aws_iam_policy");
  });

  it("read and write a table under the own region's ARN", () => {
    const { dr } = granted((pair, keys, web) =>
      new GlobalTable(pair, "carts", { keys, hashKey: { name: "id" } }).grantReadWrite(web),
    );
    const [table = ""] = statements(dr);
    expect(table).toContain("dynamodb:PutItem");
    expect(table).toContain(
      "on arn:aws:dynamodb:eu-central-1:111122223333:table/shop-carts, arn:aws:dynamodb:eu-central-1:111122223333:table/shop-carts/index/*",
    );
  });

  it("pull images, and use a key of both regions by its alias", () => {
    const { dr } = granted((pair, keys, web) => {
      new EcrReplication(pair, "images", { keys, repositories: ["api"] }).grantPull(web);
      new MultiRegionKey(pair, "labels").grantEncryptDecrypt(web);
    });
    expect(statements(dr)).toEqual([
      "ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer on aws_ecr_repository.images_api.arn",
      "ecr:GetAuthorizationToken on *",
      "kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/*",
    ]);
  });
});
