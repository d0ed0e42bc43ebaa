import type { JsonObject } from "../../../analyzer/base/json";
import { keyOf, readS3Backend, s3StateOf } from "../../../analyzer/read/sources/backend-s3";
import { inputError } from "./helpers";

const read = (
  config: JsonObject,
  env: NodeJS.ProcessEnv = { DRPARITY_TRUST_CHECKOUT: "1" },
  where = "main.tf",
) => readS3Backend({ type: "s3", where, config: { bucket: "b", key: "shop/dr.tfstate", ...config } }, env);

describe("readS3Backend", () => {
  it("leaves to the environment what the block does not say, as terraform init notes it", () => {
    expect(read({ region: null, profile: "", endpoints: null, assume_role: null, encrypt: true })).toEqual({
      bucket: "b",
      key: "shop/dr.tfstate",
      workspacePrefix: "env:",
      access: {},
    });
  });

  it("takes over how to reach the bucket", () => {
    const config = {
      region: "eu-west-1",
      profile: "dr",
      use_path_style: "true",
      endpoints: { s3: "http://127.0.0.1:9000" },
      use_fips_endpoint: false,
      sse_customer_key: "hunter2",
      access_key: "AKIAEXAMPLE",
      secret_key: "hunter2",
      token: "hunter2",
    };
    expect(read(config).access).toEqual({
      region: "eu-west-1",
      profile: "dr",
      pathStyle: true,
      endpoint: "http://127.0.0.1:9000",
      fips: false,
      customerKey: "hunter2",
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "hunter2", sessionToken: "hunter2" },
    });
  });

  it.each<[string, JsonObject, boolean | string]>([
    ["force_path_style", { force_path_style: true }, true],
    ["a nested block", { endpoints: [{ s3: "http://a" }] }, "http://a"],
    ["the older endpoint", { endpoint: "http://b" }, "http://b"],
  ])("knows %s", (_, config, value) => {
    expect(Object.values(read(config).access)).toEqual([value]);
  });

  it.each([
    "http://127.0.0.1:9000",
    "https://s3.evil.example",
    "https://s3.us-east-1.amazonaws.com.evil.example",
    "https://s3-1234.us-east-1.elb.amazonaws.com",
    "https://x.execute-api.us-east-1.amazonaws.com",
    "http://s3.us-east-1.amazonaws.com",
    "https://user@s3.us-east-1.amazonaws.com:444",
    "evil.example",
  ])("sends nothing to %s because a checkout says so", async (s3) => {
    const error = await inputError(() => read({ endpoints: { s3 } }, {}));
    expect(error.what).toMatch("a checkout does not decide where requests go");
    expect(read({ endpoints: { s3 } }, { AWS_ENDPOINT_URL_S3: s3 }).access.endpoint).toBe(s3);
    expect(read({ endpoints: { s3 } }, {}, "/elsewhere/main.tf").access.endpoint).toBe(s3);
  });

  it.each([
    "https://s3.amazonaws.com",
    "https://s3.us-east-1.amazonaws.com",
    "https://s3-fips.us-gov-west-1.amazonaws.com",
    "https://s3.dualstack.eu-west-1.amazonaws.com",
    "https://s3.cn-north-1.amazonaws.com.cn",
    "https://bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com",
    "s3.us-east-1.amazonaws.com",
  ])("knows %s for AWS's own", (s3) => {
    expect(read({ endpoints: { s3 } }, {}).access.endpoint).toBe(s3);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      "a bucket that is left to terraform init",
      { bucket: null },
      /does not say its bucket.*\n.*terraform init/,
    ],
    ["a variable", { key: "${var.hunter2}/x" }, /key is an expression/],
    ["a function", { use_path_style: "${tobool(var.hunter2)}" }, /use_path_style is an expression/],
    ["a list where a text belongs", { region: ["hunter2"] }, /region is an expression/],
    ["a role", { assume_role: { role_arn: "hunter2" } }, /sets assume_role.*\n.*terraform state pull/],
    ["a role of the older kind", { role_arn: "hunter2" }, /sets role_arn/],
  ])("explains %s", async (_, config, message) => {
    const error = await inputError(() => read(config));
    expect(error.message).toMatch(message);
    expect(error.where).toBe("main.tf");
  });
});

describe("a workspace's key", () => {
  it.each([
    ["default", {}, "shop/dr.tfstate"],
    ["blue", {}, "env:/blue/shop/dr.tfstate"],
    ["blue", { workspace_key_prefix: "states/shop/" }, "states/shop/blue/shop/dr.tfstate"],
  ])("of %s with %j is %s", (workspace, config, key) => {
    expect(keyOf(read(config), workspace)).toBe(key);
  });

  it("is named beside what the user named", () => {
    const { spec, bucket, key } = s3StateOf(read({}), "blue", "infra#blue");
    expect({ spec, bucket, key }).toEqual({
      spec: "infra#blue (s3://b/env:/blue/shop/dr.tfstate)",
      bucket: "b",
      key: "env:/blue/shop/dr.tfstate",
    });
  });
});
