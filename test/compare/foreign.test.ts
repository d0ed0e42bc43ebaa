import type { JsonObject } from "../../analyzer/base/json";
import type { Report } from "../../analyzer/model/report";
import { reportOf } from "../support/analysis";
import { plan } from "../support/plan-builder";

function report(type: string, primary: JsonObject, dr: JsonObject): Report {
  return reportOf({
    primary: plan("us-east-1").resource(`${type}.x`, primary),
    dr: plan("us-west-2").resource(`${type}.x`, dr),
    strategy: "active-active",
    regions: { primary: "us-east-1", dr: "us-west-2" },
  });
}

const paths = ({ findings }: Report) =>
  findings.flatMap(({ differences }) => differences.map(({ path }) => path));
const open = ({ unresolved }: Report) => unresolved.map(({ path }) => path);

const OLD = "3f786850e387550fdab836ed7e6dc881de23001b";
const NEW = "89e6c98d92887913cadf06b2adb97f26cde4849b";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("40 hexadecimal digits", () => {
  const image = (tag: string) => ({
    container_definitions: JSON.stringify([{ name: "api", image: `ghcr.io/acme/api:${tag}` }]),
  });
  const script = (sha: string, more = "") => ({
    user_data: base64(`#!/bin/bash\nexport GIT_SHA=${sha}\n${more}/opt/start\n`),
  });

  it.each<[string, string, JsonObject, JsonObject]>([
    ["in an image's tag", "aws_ecs_task_definition", image(OLD), image(NEW)],
    ["in a script", "aws_launch_template", script(OLD), script(NEW)],
    ["in a script with a line more", "aws_launch_template", script(OLD), script(NEW, "set -e\n")],
    [
      "in a variable",
      "aws_lambda_function",
      { environment: [{ variables: { RELEASE: OLD } }] },
      { environment: [{ variables: { RELEASE: NEW } }] },
    ],
  ])("are a commit %s", (_, type, primary, dr) => {
    expect(paths(report(type, primary, dr))).toHaveLength(1);
  });

  it.each<[string, string, JsonObject, JsonObject]>([
    ["where the state keeps a script's digest", "aws_instance", { user_data: OLD }, { user_data: NEW }],
    [
      "where a certificate is told by its fingerprint",
      "aws_iam_openid_connect_provider",
      { url: "https://a", thumbprint_list: [OLD] },
      { url: "https://a", thumbprint_list: [NEW] },
    ],
  ])("cannot be told %s", (_, type, primary, dr) => {
    const result = report(type, primary, dr);
    expect(paths(result)).toEqual([]);
    expect(open(result)).toHaveLength(1);
  });
});

describe("a script's line with an id that no source explains", () => {
  const script = (group: string, more = "") => ({
    user_data: base64(`#!/bin/sh\nGROUP=${group}\n${more}run\n`),
  });
  const [EAST, WEST] = ["sg-0c0c0c0c0c0c0c0c1", "sg-0d0d0d0d0d0d0d0d2"];

  it("is unresolved, and not silent", () => {
    const result = report("aws_launch_template", script(EAST), script(WEST));
    expect(paths(result)).toEqual([]);
    expect(open(result)).toEqual(["user_data"]);
  });

  it("is unresolved beside a line that differs", () => {
    const result = report("aws_launch_template", script(EAST), script(WEST, "ulimit -n 9\n"));
    expect(paths(result)).toEqual(["user_data"]);
    expect(open(result)).toEqual(["user_data"]);
  });
});

describe("a policy with an issuer that no source explains", () => {
  const [EAST, WEST] = ["0F1E2D3C4B5A69788796A5B4C3D2E1F0", "AB12CD34EF56AB78CD90EF12AB34CD56"];
  const trust = (region: string, id: string, subject: string) => {
    const issuer = `oidc.eks.${region}.amazonaws.com/id/${id}`;
    return {
      name: "irsa",
      assume_role_policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
            Condition: {
              StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subject },
            },
          },
        ],
      }),
    };
  };

  it("is unresolved", () => {
    const result = report("aws_iam_role", trust("us-east-1", EAST, "a:b"), trust("us-west-2", WEST, "a:b"));
    expect(paths(result)).toEqual([]);
    expect(open(result)).toEqual(["assume_role_policy"]);
  });

  it("is different where it trusts another subject, or the other region's issuer", () => {
    const east = trust("us-east-1", EAST, "a:b");
    expect(paths(report("aws_iam_role", east, trust("us-west-2", WEST, "a:*")))).toEqual([
      "assume_role_policy",
    ]);
    expect(paths(report("aws_iam_role", east, trust("us-east-1", EAST, "a:b")))).toEqual([
      "assume_role_policy",
    ]);
  });
});

describe("what AWS publishes in each region", () => {
  const layer = (region: string, account: string, name: string, version = "12") => ({
    layers: [`arn:aws:lambda:${region}:${account}:layer:${name}:${version}`],
  });
  const EXTENSION = "AWS-Parameters-and-Secrets-Lambda-Extension";
  const compare = (primary: JsonObject, dr: JsonObject) => report("aws_lambda_function", primary, dr);
  const east = layer("us-east-1", "177933569100", EXTENSION);

  it("is the same under each region's account", () => {
    const result = compare(east, layer("us-west-2", "345057560386", EXTENSION));
    expect([...paths(result), ...open(result)]).toEqual([]);
  });

  it("cannot be told under another number", () => {
    const result = compare(east, layer("us-west-2", "345057560386", EXTENSION, "9"));
    expect(paths(result)).toEqual([]);
    expect(open(result)).toEqual(["layers"]);
  });

  it("is different where it is another thing, or of somebody else", () => {
    expect(paths(compare(east, layer("us-west-2", "345057560386", `${EXTENSION}-Arm64`)))).toEqual([
      "layers",
    ]);
    const own = (region: string, account: string) => layer(region, account, "tracing");
    expect(paths(compare(own("us-east-1", "111122223333"), own("us-west-2", "444455556666")))).toEqual([
      "layers",
    ]);
  });
});
