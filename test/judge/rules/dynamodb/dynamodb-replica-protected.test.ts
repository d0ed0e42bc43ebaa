import type { Json } from "../../../../analyzer/base/json";
import { rule } from "../../../../analyzer/judge/rules/dynamodb/dynamodb-replica-protected";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const table = (replica: object, more = {}): Planned =>
  existing("aws_dynamodb_table.carts", {
    id: "carts",
    arn: "arn:aws:dynamodb:us-east-1:123456789012:table/carts",
    name: "carts",
    point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 35 }],
    deletion_protection_enabled: false,
    server_side_encryption: [],
    replica: [JSON.parse(JSON.stringify({ region_name: "us-west-2", kms_key_arn: "", ...replica })) as never],
    ...more,
  });
const key = (region: string) => `arn:aws:kms:${region}:123456789012:key/0a1b2c3d`;

describe("dynamodb-replica-protected: a replica in DR is protected as the table is", () => {
  test("the replica has no point-in-time recovery", () => {
    expect(violationsOf(rule, { primary: [table({ point_in_time_recovery: false })] })).toEqual([
      expect.objectContaining({
        primary: "aws_dynamodb_table.carts",
        severity: "warning",
        paths: ["replica[0].point_in_time_recovery"],
      }),
    ]);
  });

  test("a replica of the DR workspace has none", () => {
    const replica = existing("aws_dynamodb_table_replica.carts", {
      global_table_arn: "arn:aws:dynamodb:us-east-1:123456789012:table/carts",
      point_in_time_recovery: false,
    });
    const found = violationsOf(rule, { primary: [table({}, { replica: [] })], dr: [replica] });
    expect(found).toEqual([
      expect.objectContaining({ dr: "aws_dynamodb_table_replica.carts", paths: ["point_in_time_recovery"] }),
    ]);
  });

  test("the replica has point-in-time recovery, the table has not", () => {
    const of = (point_in_time_recovery: Json) =>
      violationsOf(rule, {
        primary: [table({ point_in_time_recovery: true }, { point_in_time_recovery })],
      }).map(({ paths }) => paths);
    expect(of([{ enabled: false }])).toEqual([["replica[0].point_in_time_recovery"]]);
    expect(of([])).toHaveLength(1);
    expect(of([{ enabled: true }])).toEqual([]);
  });

  test("the table has a customer key, the replica the primary region's or none", () => {
    const encrypted = { server_side_encryption: [{ enabled: true, kms_key_arn: key("us-east-1") }] };
    for (const kms_key_arn of ["", key("us-east-1")]) {
      const found = violationsOf(rule, {
        primary: [table({ point_in_time_recovery: true, kms_key_arn }, encrypted)],
      });
      expect(found).toEqual([expect.objectContaining({ paths: ["replica[0].kms_key_arn"] })]);
    }
  });

  test("compliant: all of it", () => {
    const encrypted = { server_side_encryption: [{ enabled: true, kms_key_arn: key("us-east-1") }] };
    const replica = { point_in_time_recovery: true, kms_key_arn: key("us-west-2") };
    expect(violationsOf(rule, { primary: [table(replica, encrypted)] })).toEqual([]);
  });

  test("not applicable: the table itself has no protection, or the replica is in a third region", () => {
    expect(
      violationsOf(rule, { primary: [table({}, { point_in_time_recovery: [{ enabled: false }] })] }),
    ).toEqual([]);
    expect(violationsOf(rule, { primary: [table({ region_name: "eu-west-1" })] })).toEqual([]);
  });
});
