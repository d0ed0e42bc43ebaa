import type { JsonObject } from "../../../analyzer/base/json";
import { keyOf, readS3Backend, s3StateOf } from "../../../analyzer/read/sources/backend-s3";
import { inputError } from "./helpers";

const read = (config: JsonObject) =>
  readS3Backend({ type: "s3", where: "main.tf", config: { bucket: "b", key: "shop/dr.tfstate", ...config } });

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
