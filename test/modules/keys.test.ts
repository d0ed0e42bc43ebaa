import { Keys } from "../../modules/keys/keys";
import { MultiRegionKey } from "../../modules/keys/multi-region-key";
import { synthesized } from "../stacks/synthesized";

describe("Keys", () => {
  const pair = synthesized((pair) => new Keys(pair, "data"));

  it("gives each region a rotating key of its own, under one alias", () => {
    for (const side of [pair.primary, pair.dr]) {
      expect(side.resource("aws_kms_key.data_key")).toMatchObject({
        enable_key_rotation: true,
        deletion_window_in_days: 30,
      });
      expect(side.resource("aws_kms_alias.data_alias")).toMatchObject({ name: "alias/shop-data" });
    }
    expect(pair.link.resources).toEqual([]);
  });

  it("makes no replica: that would need the primary region", () => {
    expect(pair.dr.types()).not.toContain("aws_kms_replica_key");
    expect(pair.primary.resource("aws_kms_key.data_key")).not.toHaveProperty("multi_region");
  });

  it("allows no action by wildcard", () => {
    const policy = String(pair.dr.resource("aws_kms_key.data_key").policy);
    expect(policy).not.toMatch(/kms:[A-Za-z]*\*/);
    expect(policy).toContain("ec2.eu-central-1.amazonaws.com");
    expect(policy).not.toContain("eu-west-1");
  });
});

describe("MultiRegionKey", () => {
  const pair = synthesized((pair) => new MultiRegionKey(pair, "labels"));

  it("replicates in the link, through the alias, and keeps the DR workspace free of it", () => {
    expect(pair.primary.resource("aws_kms_key.labels_key")).toMatchObject({ multi_region: true });
    expect(pair.link.resource("aws_kms_replica_key.labels_replica")).toMatchObject({
      primary_key_arn: "${data.aws_kms_alias.labels_primary.target_key_arn}",
    });
    expect(pair.dr.resources).toEqual([]);
  });

  it("tells which resources are twins across workspaces", () => {
    expect(pair.manifest.twins).toContainEqual({
      primary: "aws_kms_key.labels_key",
      dr: "aws_kms_replica_key.labels_replica",
      primaryWorkspace: "shop-primary",
      drWorkspace: "shop-link",
    });
  });
});
