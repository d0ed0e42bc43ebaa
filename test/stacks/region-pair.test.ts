import Ajv from "ajv";
import { KmsKey, SnsTopic } from "../../modules/pair/aws";
import { App, Construct } from "../../modules/pair/cdk";
import { Duration } from "../../modules/pair/duration";
import { scopeIn } from "../../modules/pair/side";
import { type Strategy } from "../../modules/pair/strategy";
import schema from "../../stacks/manifest.schema.json";
import { RegionPair } from "../../stacks/region-pair";
import { DEFAULTS, synthesized } from "./synthesized";

const nothing = () => undefined;

describe("a pair's workspaces", () => {
  const pair = synthesized(nothing, { tags: { Team: "shop" } });

  it("keep their state in their own region, encrypted and locked by a lock file", () => {
    expect(pair.primary.json.terraform).toMatchObject({
      backend: {
        s3: {
          bucket: "acme-state-eu-west-1",
          key: "shop-primary.tfstate",
          region: "eu-west-1",
          encrypt: true,
          use_lockfile: true,
        },
      },
    });
    expect(pair.dr.json.terraform).toMatchObject({
      backend: { s3: { bucket: "acme-state-eu-central-1", region: "eu-central-1" } },
    });
    expect(pair.link.json.terraform).toMatchObject({
      backend: { s3: { bucket: "acme-state-eu-central-1", key: "shop-link.tfstate" } },
    });
    expect(JSON.stringify(pair.dr.json.terraform)).not.toContain("dynamodb_table");
  });

  it("have one provider each, for their own region and the pair's account", () => {
    expect(pair.primary.json.provider?.aws).toMatchObject([
      { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
    ]);
    expect(pair.dr.json.provider?.aws).toMatchObject([{ region: "eu-central-1" }]);
    expect(pair.dr.json.provider?.aws).toHaveLength(1);
    expect(pair.link.json.provider?.aws).toHaveLength(1);
  });

  it("allow both majors of the AWS provider", () => {
    expect(pair.primary.json.terraform).toMatchObject({
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100, < 7.0" } },
      required_version: ">= 1.11",
    });
  });

  it("tag everything with the application and the side", () => {
    expect(pair.dr.json.provider?.aws).toMatchObject([
      {
        default_tags: [{ tags: { Application: "shop", ManagedBy: "drparity", DrSide: "dr", Team: "shop" } }],
      },
    ]);
  });
});

describe("the manifest", () => {
  it("keeps to its schema", () => {
    const { manifest } = synthesized((pair) =>
      pair.sides.map((side) => new KmsKey(scopeIn(side, "a"), "key")),
    );
    const validate = new Ajv().compile(schema);
    expect(validate(manifest) ? [] : validate.errors).toEqual([]);
  });

  it("says that the DR side writes, within its schema, after a failover", () => {
    const { manifest } = synthesized(nothing, { writer: "dr" });
    expect(manifest.pair.writer).toBe("dr");
    expect(new Ajv().compile(schema)(manifest)).toBe(true);
  });

  it("lists workspaces in the order in which they are applied", () => {
    const { manifest } = synthesized(nothing, { rto: Duration.minutes(20) });
    expect(manifest.workspaces).toEqual([
      { name: "shop-primary", side: "primary", region: "eu-west-1", directory: "stacks/shop-primary" },
      { name: "shop-dr", side: "dr", region: "eu-central-1", directory: "stacks/shop-dr" },
      { name: "shop-link", side: "link", region: "eu-central-1", directory: "stacks/shop-link" },
    ]);
    expect(manifest.pair).toMatchObject({ rtoSeconds: 1200, rpoSeconds: 900 });
    expect(manifest.pair).not.toHaveProperty("writer");
  });

  it.each([
    ["us-east-1", "us-west-2", 1],
    ["us-west-2", "us-east-1", 0],
  ])("warns of the control planes that are away with the primary region %s", (primary, dr, warnings) => {
    const { workspace } = new RegionPair(new App(), "shop", { ...DEFAULTS, primary, dr }).dr;
    const warned = workspace.node.metadata.filter(({ type }) => type === "@cdktf/warn");
    expect(warned).toHaveLength(warnings);
  });

  it("pairs resources of the same construct path, under names without a hash", () => {
    const { manifest } = synthesized((pair) =>
      pair.sides.map((side) => new KmsKey(scopeIn(side, "a"), "key")),
    );
    expect(manifest.primaryFirst).toEqual([]);
    expect(manifest.twins).toEqual([
      {
        primary: "aws_kms_key.a_key",
        dr: "aws_kms_key.a_key",
        primaryWorkspace: "shop-primary",
        drWorkspace: "shop-dr",
      },
    ]);
  });

  it("knows the reason of a resource without a twin", () => {
    const { manifest } = synthesized((pair) => {
      pair.design.differs(new SnsTopic(pair.dr.workspace, "calls"), "only the DR side calls for help");
    });
    expect(manifest.byDesign).toEqual([
      {
        side: "dr",
        workspace: "shop-dr",
        address: "aws_sns_topic.calls",
        reason: "only the DR side calls for help",
      },
    ]);
  });
});

describe("a wrong definition is refused, by the field and with the fix:", () => {
  it.each([
    ["the same region twice", { dr: "eu-west-1" }, /^dr: is eu-west-1, as primary is\. Name a second region/],
    ["a zone for a region", { dr: "eu-west-1b" }, /^dr: "eu-west-1b" is not an AWS region\. Write its code/],
    ["another partition", { dr: "cn-north-1" }, /^dr: cn-north-1 is in partition aws-cn/],
    [
      "an account that is none",
      { account: "1234" },
      /^account: "1234" is not an AWS account id\. Write its twelve digits/,
    ],
  ])("%s", (_what, props, message) => {
    expect(() => synthesized(nothing, props)).toThrow(message);
  });

  it("a resource on one side alone", () => {
    expect(() => synthesized((pair) => new SnsTopic(pair.primary.workspace, "orders"))).toThrow(
      /shop-primary: aws_sns_topic.orders: has no counterpart on the other side\. Add it to both sides/,
    );
  });

  it("a reference to the other side's resource, which would read its state", () => {
    const crossing = () =>
      synthesized((pair) => {
        const key = new KmsKey(scopeIn(pair.primary, "a"), "key");
        new SnsTopic(scopeIn(pair.dr, "b"), "topic", { kmsMasterKeyId: key.arn });
      });
    expect(crossing).toThrow(/shop-dr: refers to a resource of shop-primary/);
  });

  it("two resources that Terraform could not tell apart", () => {
    const clash = () =>
      synthesized((pair) => {
        new SnsTopic(new Construct(pair.dr.workspace, "a"), "b_c");
        new SnsTopic(new Construct(pair.dr.workspace, "a_b"), "c");
      });
    expect(clash).toThrow(/has the same Terraform name as/);
  });

  it.each<[Strategy, Duration]>([
    ["pilot-light", Duration.minutes(5)],
    ["warm-standby", Duration.minutes(1)],
  ])("an RTO that a %s cannot meet", (strategy, rto) => {
    const impossible = () =>
      synthesized(
        (pair) => {
          pair.objectives.add({ part: 'scaling out "web"', phase: "recover", rto: pair.traits.scaleUp });
        },
        { strategy, rto },
      );
    expect(impossible).toThrow(
      /rto: .* cannot be met, failing over takes .*: .* for scaling out "web".*choose a warmer strategy/,
    );
  });
});
