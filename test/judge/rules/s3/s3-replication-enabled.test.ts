import { rule } from "../../../../analyzer/judge/rules/s3/s3-replication-enabled";
import { violationsOf } from "../../../support/pair";
import { dataBucket, replicatedPair } from "./buckets";

describe("s3-replication-enabled: every bucket's replication to the DR region is switched on", () => {
  test("the only rule is disabled", () => {
    expect(violationsOf(rule, replicatedPair({ status: "Disabled" }))).toEqual([
      expect.objectContaining({
        primary: "aws_s3_bucket_replication_configuration.assets",
        dr: "aws_s3_bucket.assets",
        severity: "critical",
        paths: ["rule[0].status"],
      }),
    ]);
  });

  test("compliant: enabled", () => {
    expect(violationsOf(rule, replicatedPair())).toEqual([]);
  });

  test("not applicable: no replication at all, which s3-data-replicated tells", () => {
    expect(violationsOf(rule, { primary: [dataBucket("us-east-1")], dr: [dataBucket("us-west-2")] })).toEqual(
      [],
    );
  });
});
