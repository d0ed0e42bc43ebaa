import { rule } from "../../../../analyzer/judge/rules/dynamodb/dynamodb-table-replicated";
import { created, existing, violationsOf, type Planned } from "../../../support/pair";

const table = (name: string, more = {}): Planned =>
  existing(`aws_dynamodb_table.${name.replaceAll("-", "_")}`, {
    id: name,
    arn: `arn:aws:dynamodb:us-east-1:123456789012:table/${name}`,
    name,
    billing_mode: "PAY_PER_REQUEST",
    replica: [],
    tags: {},
    tags_all: { Application: "shop" },
    ...more,
  });

describe("dynamodb-table-replicated: every DynamoDB table with data has a replica in the DR region", () => {
  test("a table without a replica", () => {
    expect(violationsOf(rule, { primary: [table("carts")] })).toEqual([
      expect.objectContaining({
        primary: "aws_dynamodb_table.carts",
        severity: "critical",
        paths: ["replica"],
      }),
    ]);
  });

  test("a table with a replica in a third region", () => {
    const carts = table("carts", { replica: [{ region_name: "eu-west-1" }] });
    expect(violationsOf(rule, { primary: [carts] })).toHaveLength(1);
  });

  test("compliant: a replica block names the DR region", () => {
    const carts = table("carts", { replica: [{ region_name: "us-west-2", point_in_time_recovery: true }] });
    expect(violationsOf(rule, { primary: [carts] })).toEqual([]);
  });

  test("compliant: the DR workspace makes the replica", () => {
    const replica = created(
      "aws_dynamodb_table_replica.carts",
      {
        global_table_arn: "arn:aws:dynamodb:us-east-1:123456789012:table/carts",
        point_in_time_recovery: true,
      },
      { unknown: { id: true, arn: true } },
    );
    expect(violationsOf(rule, { primary: [table("carts")], dr: [replica] })).toEqual([]);
  });

  test("compliant: a global table of 2017", () => {
    const global = existing("aws_dynamodb_global_table.carts", {
      name: "carts",
      replica: [{ region_name: "us-east-1" }, { region_name: "us-west-2" }],
    });
    expect(violationsOf(rule, { primary: [table("carts"), global] })).toEqual([]);
  });

  test("not applicable: each region owns a table", () => {
    expect(violationsOf(rule, { primary: [table("rates")], dr: [table("rates")] })).toEqual([]);
  });

  test("not applicable: passing data, by name or by tag", () => {
    const tagged = table("counters", { tags_all: { Data: "ephemeral" } });
    expect(violationsOf(rule, { primary: [table("rate-limits"), tagged] })).toEqual([]);
  });

  test("not applicable: a replica that is known only after apply", () => {
    const carts = created("aws_dynamodb_table.carts", { name: "carts" }, { unknown: { replica: true } });
    expect(violationsOf(rule, { primary: [carts] })).toEqual([]);
  });
});
