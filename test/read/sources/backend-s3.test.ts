import type { JsonObject } from "../../../analyzer/base/json";
import { type Backend, backendInRecord } from "../../../analyzer/read/sources/backend";
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
    [
      "a file of profiles",
      { shared_config_files: ["hunter2"] },
      /sets shared_config_files.*\n.*terraform state pull/,
    ],
    ["a role without an ARN", { assume_role: { session_name: "hunter2" } }, /does not say its role_arn/],
    ["a role's variable", { assume_role: { role_arn: "${var.hunter2}" } }, /role_arn is an expression/],
    [
      "a role's policies",
      { assume_role: { role_arn: "r", policy_arns: [{}] } },
      /policy_arns is an expression/,
    ],
    ["a role's tags", { assume_role: { role_arn: "r", tags: { a: ["hunter2"] } } }, /tags is an expression/],
    ["a role's time", { assume_role: { role_arn: "r", duration: "h" } }, /duration is an expression/],
    [
      "a role by a web identity without a token",
      { assume_role_with_web_identity: { role_arn: "r" } },
      /does not say its web_identity_token_file/,
    ],
  ])("explains %s", async (_, config, message) => {
    const error = await inputError(() => read(config));
    expect(error.message).toMatch(message);
    expect(error.where).toBe("main.tf");
  });
});

describe("the roles of a backend", () => {
  const ROLE = "arn:aws:iam::123456789012:role/state";

  it("may have a policy with IAM's variables, as terraform init notes it", async () => {
    const policy = '{"Resource":"arn:aws:s3:::b/${aws:username}/*"}';
    const config = { bucket: "b", key: "k", assume_role: [{ role_arn: ROLE, policy }] };
    const noted = backendInRecord({ backend: { type: "s3", config } }, "terraform.tfstate");
    const { roles } = readS3Backend(noted as Backend, {}).access;
    expect(roles?.[0]?.request).toMatchObject({ Policy: policy });
    const written = await inputError(() => read(config));
    expect(written.message).toMatch(/policy is an expression/);
  });

  it("are asked for as Terraform asks", () => {
    const assume_role = {
      role_arn: ROLE,
      session_name: "ci",
      external_id: "hunter2",
      duration: "1h30m",
      policy: "{}",
      policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      tags: { team: "dr" },
      transitive_tag_keys: ["team"],
      source_identity: "ci",
    };
    expect(read({ assume_role, sts_region: "eu-west-1" }).access.roles).toEqual([
      {
        request: {
          RoleArn: ROLE,
          RoleSessionName: "ci",
          ExternalId: "hunter2",
          DurationSeconds: 5400,
          Policy: "{}",
          PolicyArns: [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
          Tags: [{ Key: "team", Value: "dr" }],
          TransitiveTagKeys: ["team"],
          SourceIdentity: "ci",
        },
        region: "eu-west-1",
        where: "main.tf",
      },
    ]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["a block", { assume_role: [{ role_arn: ROLE }] }, {}],
    [
      "what terraform init noted",
      { assume_role: { role_arn: ROLE, duration: null, tags: null, policy_arns: [], external_id: "" } },
      {},
    ],
    [
      "the form before Terraform 1.10",
      { role_arn: ROLE, external_id: "x", assume_role_duration_seconds: 900, assume_role_tags: { a: "b" } },
      { ExternalId: "x", DurationSeconds: 900, Tags: [{ Key: "a", Value: "b" }] },
    ],
  ])("are known in %s", (_, config, more) => {
    const request = { RoleArn: ROLE, RoleSessionName: "drparity", ...more };
    expect(read(config).access.roles).toEqual([{ request, where: "main.tf" }]);
  });

  it("by a web identity come first, and lack what the environment says", () => {
    const config = {
      assume_role: { role_arn: "second" },
      assume_role_with_web_identity: { session_name: "ci" },
    };
    const roles = read(config, { AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: "/token" }).access.roles;
    expect(roles?.map(({ request }) => request.RoleArn)).toEqual([ROLE, "second"]);
    expect(roles?.[0]?.webIdentity).toEqual({ tokenFile: "/token" });
  });

  it("read a token's file only when a checkout is trusted, or the environment names it too", async () => {
    const config = {
      assume_role_with_web_identity: { role_arn: ROLE, web_identity_token_file: "/etc/passwd" },
    };
    const error = await inputError(() => read(config, {}));
    expect(error.what).toMatch("a checkout does not decide which file is sent away");
    for (const [env, where] of [
      [{ AWS_WEB_IDENTITY_TOKEN_FILE: "/etc/passwd" }, "main.tf"],
      [{ DRPARITY_TRUST_CHECKOUT: "1" }, "main.tf"],
      [{}, "/elsewhere/main.tf"],
    ] as const) {
      expect(read(config, env, where).access.roles?.[0]?.webIdentity).toEqual({ tokenFile: "/etc/passwd" });
    }
  });

  it("are asked for at AWS's own STS, or where the environment says", async () => {
    const at = (sts: string, env: NodeJS.ProcessEnv = {}) =>
      read({ assume_role: { role_arn: ROLE }, endpoints: { sts } }, env).access.roles?.[0]?.endpoint;
    for (const sts of ["https://sts.eu-west-1.amazonaws.com", "https://sts.amazonaws.com"])
      expect(at(sts)).toBe(sts);
    for (const sts of [
      "https://sts.evil.example",
      "https://s3.eu-west-1.amazonaws.com",
      "http://127.0.0.1:5000",
    ]) {
      const error = await inputError(() => at(sts));
      expect(error.message).toMatch(/endpoint of STS[^]*AWS_ENDPOINT_URL_STS/);
      expect(at(sts, { AWS_ENDPOINT_URL_STS: sts })).toBe(sts);
    }
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
