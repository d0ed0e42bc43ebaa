import { rule } from "../../../../analyzer/judge/rules/dynamodb/dynamodb-global-table-both-regions";
import { existing, violationsOf } from "../../../support/pair";

const table = (...regions: (string | null)[]) =>
  existing("aws_dynamodb_global_table.orders", {
    name: "orders",
    replica: regions.map((region_name) => ({ region_name })),
  });

describe("dynamodb-global-table-both-regions: a global table has a replica in both regions", () => {
  test("none in DR, none in primary", () => {
    expect(violationsOf(rule, { primary: [table("us-east-1", "eu-west-1")] })).toEqual([
      expect.objectContaining({ primary: "aws_dynamodb_global_table.orders", severity: "critical" }),
    ]);
    expect(violationsOf(rule, { primary: [table("us-west-2")] })).toHaveLength(1);
  });

  test("compliant: both, and a third one", () => {
    expect(violationsOf(rule, { primary: [table("us-east-1", "us-west-2", "eu-west-1")] })).toEqual([]);
  });

  test("not applicable: a region that is not known", () => {
    expect(violationsOf(rule, { primary: [table("us-east-1", null)] })).toEqual([]);
  });
});
