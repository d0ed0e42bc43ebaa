import { rule } from "../../../../analyzer/judge/rules/failover/failover-data-unprotected";
import { rule as replicated } from "../../../../analyzer/judge/rules/rds/rds-data-replicated";
import { runRules } from "../../../../analyzer/judge/rules/run";
import { existing, pairOf, violationsOf } from "../../../support/pair";

const ledger = (source: string | null = null) =>
  existing("aws_db_instance.ledger", { identifier: "ledger", replicate_source_db: source });

describe("failover-data-unprotected: while the DR region takes the writes, they are copied to the primary region", () => {
  test("a database that nothing follows", () => {
    expect(violationsOf(rule, { writer: "dr", primary: [ledger()], dr: [ledger()] })).toEqual([
      expect.objectContaining({ dr: "aws_db_instance.ledger", severity: "warning" }),
    ]);
  });

  test("a bucket that replicates one way", () => {
    const bucket = (name: string) => [
      existing("aws_s3_bucket.photos", { bucket: name, versioning: [{ enabled: true }] }),
    ];
    const parts = { writer: "dr" as const, primary: bucket("photos-one"), dr: bucket("photos-two") };
    expect(violationsOf(rule, parts)).toHaveLength(1);
    const back = existing("aws_s3_bucket_replication_configuration.photos", {
      bucket: "photos-two",
      rule: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::photos-one" }] }],
    });
    expect(violationsOf(rule, { ...parts, dr: [...parts.dr, back] })).toEqual([]);
  });

  test("compliant: the instance in the primary region follows", () => {
    const primary = [ledger("arn:aws:rds:us-west-2:123456789012:db:ledger")];
    expect(violationsOf(rule, { primary, dr: [ledger()] })).toEqual([]);
  });

  test("not applicable: the pair is not failed over", () => {
    expect(violationsOf(rule, { primary: [ledger()], dr: [ledger()] })).toEqual([]);
  });

  test("asks in place of the rules that ask whether primary's data reaches DR", () => {
    const parts = { primary: [ledger()], dr: [ledger()] };
    const rules = (writer?: "dr") =>
      runRules([rule, replicated], pairOf({ ...parts, writer })).findings.map((one) => one.rule);
    expect(rules()).toEqual(["rds-data-replicated"]);
    expect(rules("dr")).toEqual(["failover-data-unprotected"]);
  });
});
