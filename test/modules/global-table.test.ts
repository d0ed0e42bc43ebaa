import { GlobalTable } from "../../modules/dynamodb-global/global-table";
import { Keys } from "../../modules/keys/keys";
import { synthesized } from "../stacks/synthesized";

describe("GlobalTable", () => {
  const pair = synthesized((pair) => {
    const keys = new Keys(pair, "data");
    const indexes = [{ name: "by-depot", hashKey: { name: "depot" }, rangeKey: { name: "parcel" } }];
    new GlobalTable(pair, "parcels", {
      keys,
      hashKey: { name: "parcel" },
      rangeKey: { name: "at", type: "N" },
      indexes,
    });
  });
  const table = () => pair.link.resource("aws_dynamodb_table.parcels");

  it("is one object in the link, created in the primary region", () => {
    expect(table()).toMatchObject({
      provider: "aws.eu_west_1",
      name: "shop-parcels",
      billing_mode: "PAY_PER_REQUEST",
    });
    expect(pair.primary.types()).not.toContain("aws_dynamodb_table");
    expect(pair.dr.types()).not.toContain("aws_dynamodb_table");
    expect(pair.dr.types()).not.toContain("aws_dynamodb_table_replica");
  });

  it("has a customer key, backups and deletion protection in each region", () => {
    expect(table()).toMatchObject({
      server_side_encryption: { kms_key_arn: "${data.aws_kms_alias.data-primary.target_key_arn}" },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { ignore_changes: ["replica"] },
    });
    expect(pair.link.resource("aws_dynamodb_table_replica.parcels_replica")).toMatchObject({
      provider: "aws",
      global_table_arn: "${aws_dynamodb_table.parcels.arn}",
      kms_key_arn: "${data.aws_kms_alias.data-dr.target_key_arn}",
      point_in_time_recovery: true,
      deletion_protection_enabled: true,
    });
  });

  it("declares every key once", () => {
    expect(table().attribute).toEqual([
      { name: "parcel", type: "S" },
      { name: "at", type: "N" },
      { name: "depot", type: "S" },
    ]);
  });
});
