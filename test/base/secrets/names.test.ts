import { hasSecretName, isSecretEntry } from "../../../analyzer/base/secrets/names";

describe("a name says that its value is a secret", () => {
  it.each([
    "password",
    "PASSWORD",
    "DB_PASSWORD",
    "dbPassword",
    "master_password",
    "secret",
    "clientSecret",
    "API_KEY",
    "apikey",
    "ApiKey",
    "AWS_SECRET_ACCESS_KEY",
    "auth_token",
    "SESSION-TOKEN",
    "private_key",
    "signing_key",
    "DATABASE_URL",
    "connection_string",
    "SENTRY_DSN",
    "credentials",
    "jwt",
    "passphrase",
    "CONTRASENA",
    "contraseña_db",
    "motDePasse",
    "KENNWORT",
    "dbPasswort",
    "wachtwoord",
    "hasło",
    "пароль",
    "数据库密码",
  ])("%s", (name) => {
    expect(hasSecretName(name)).toBe(true);
  });
});

describe("a name only points at a secret, or has nothing to do with one", () => {
  it.each([
    "secret_arn",
    "SECRET_ID",
    "secret_name",
    "password_length",
    "http_tokens",
    "token_validity",
    "rotation_token_ttl",
    "access_key_id",
    "secretary",
    "tokenizer",
    "passwordless",
    "PASSWORT_MIN_LENGTH",
    "parolas_count",
    "key",
    "kms_key_id",
    "hash_key",
    "range_key",
    "name",
    "",
  ])("%s", (name) => {
    expect(hasSecretName(name)).toBe(false);
  });
});

describe("a key of whatever kind is a secret where it holds what looks like one", () => {
  it.each([
    ["STRIPE_KEY", "q7Qm2vXc94LtRb0ZeK1"],
    ["HMAC_KEY", "3f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"],
    ["APP_KEY", "base64:Zk3J8sQ1vX0pR7tYw2uN5mB9cL4dH6gF0aE1iO2kSjM="],
    ["SSH_KEY", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ"],
    ["deploy_key", "8d1fK2m9qZx7"],
    ["TLS_KEY", "\n    q7Qm2vXc94LtRb0ZeK1\n"],
    ["MAILGUN_KEY", "mg-4f7a9c1e22b84d06"],
    ["TLS_KEY", "qhovzQdsudLuwvefmzbOIa"],
  ])("%s: %s", (name, value) => {
    expect(hasSecretName(name, value)).toBe(true);
  });

  it.each([
    ["route_key", "GET /health"],
    ["ROUTE_KEY", "$default"],
    ["partition_key", "customer_id"],
    ["SORT_KEY", "created_at"],
    ["token_key", "session"],
    ["object_key", "releases/2024-06/app-1.4.2.zip"],
    ["DIMENSION_KEY", "AutoScalingGroupName"],
    ["cache_key", "orders-v2"],
    ["SORT_KEY", "customerAccountIdentifierHttps"],
    ["INDEX_KEY", "orderCreatedEventNotification"],
    ["FEATURE_KEY", "new-checkout-2024"],
    ["ROUTING_KEY", "orders.created.v1"],
    ["CONFIG_KEY", "/app/prod/config"],
    ["kms_key", "43edce19-fad8-4ad2-82bc-b9e6320c204a"],
    ["REPLICA_KEY", "us-west-2"],
  ])("and else it is none: %s: %s", (name, value) => {
    expect(hasSecretName(name, value)).toBe(false);
  });
});

describe("what is a switch, a unit or a reference is no secret under any name", () => {
  it.each([
    ["refresh_token", "minutes"],
    ["is_secret", true],
    ["PAYMENT_SECRET", "metering-prod-dr/payments"],
    ["password", "${var.db_password}"],
    ["api_key", "$request.header.x-api-key"],
    ["authorization", "CUSTOM"],
    ["auth_token_update_strategy", "ROTATE"],
    ["customer_master_key_spec", "SYMMETRIC_DEFAULT"],
  ])("%s: %s", (name, value) => {
    expect(hasSecretName(name, value)).toBe(false);
  });
});

describe("an entry that names a header", () => {
  it("is a secret's where it holds what looks like one", () => {
    expect(isSecretEntry({ name: "X-Origin-Verify", value: "q7Qm2vXc94LtRb0ZeK1" })).toBe(true);
    expect(isSecretEntry({ name: "X-Origin", value: "primary" })).toBe(false);
  });
});
