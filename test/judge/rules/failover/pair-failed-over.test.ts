import { rule } from "../../../../analyzer/judge/rules/failover/pair-failed-over";
import { existing, undecidedOf, violationsOf } from "../../../support/pair";

const following = existing("aws_db_instance.ledger", {
  replicate_source_db: "arn:aws:rds:us-east-1:123456789012:db:ledger",
});

describe("pair-failed-over: the primary region takes the writes", () => {
  test("the manifest says that DR does", () => {
    expect(violationsOf(rule, { writer: "dr" })).toEqual([
      expect.objectContaining({
        severity: "warning",
        message: "the DR region takes the writes: the manifest says so",
      }),
    ]);
  });

  test("compliant: the replica in DR follows primary", () => {
    expect(violationsOf(rule, { dr: [following] })).toEqual([]);
  });

  test("unresolved: the manifest says otherwise than the replica", () => {
    expect(violationsOf(rule, { writer: "dr", dr: [following] })).toEqual([]);
    expect(undecidedOf(rule, { writer: "dr", dr: [following] })).toEqual([
      [
        undefined,
        "which side takes the writes cannot be told. For DR: the manifest says so. For primary: aws_db_instance ledger follows it",
      ],
    ]);
  });
});
