import { Keys } from "../../modules/keys/keys";
import { ReplicatedSecret } from "../../modules/secrets/replicated-secret";
import { synthesized } from "../stacks/synthesized";

describe("ReplicatedSecret", () => {
  it("is copied by AWS: the DR workspace has none of its own", () => {
    const { primary, dr, manifest } = synthesized(
      (pair) => new ReplicatedSecret(pair, "token", { keys: new Keys(pair, "data") }),
    );
    expect(primary.resource("aws_secretsmanager_secret.token_secret")).toMatchObject({
      name: "shop/token",
      kms_key_id: "${aws_kms_key.data_key.arn}",
      recovery_window_in_days: 30,
      replica: [{ region: "eu-central-1" }],
      // What bears its name in the DR region may be another's.
      force_overwrite_replica_secret: false,
    });
    expect(dr.types()).not.toContain("aws_secretsmanager_secret");
    expect(primary.types()).not.toContain("aws_secretsmanager_secret_version");
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: "aws_secretsmanager_secret.token_secret" }),
    );
  });

  it("generates a value that no plan and no state holds", () => {
    const { primary } = synthesized((pair) => {
      new ReplicatedSecret(pair, "token", { keys: new Keys(pair, "data"), generatePasswordLength: 40 });
    });
    const version = primary.resource("aws_secretsmanager_secret_version.token_version");
    expect(version).toMatchObject({
      secret_string_wo: "${ephemeral.aws_secretsmanager_random_password.token_password.random_password}",
      secret_string_wo_version: 1,
    });
    expect(version).not.toHaveProperty("secret_string");
    expect(primary.json.ephemeral).toMatchObject({
      aws_secretsmanager_random_password: { token_password: { password_length: 40 } },
    });
  });
});
