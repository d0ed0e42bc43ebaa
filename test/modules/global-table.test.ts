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

  it("has a customer key and backups in each region", () => {
    expect(table()).toMatchObject({
      server_side_encryption: { kms_key_arn: "${data.aws_kms_alias.data-primary.target_key_arn}" },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: true,
      replica: [
        {
          region_name: "eu-central-1",
          kms_key_arn: "${data.aws_kms_alias.data-dr.target_key_arn}",
          point_in_time_recovery: true,
          propagate_tags: true,
        },
      ],
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
