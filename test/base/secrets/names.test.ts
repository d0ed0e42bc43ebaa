import { hasSecretName } from "../../../analyzer/base/secrets/names";

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
