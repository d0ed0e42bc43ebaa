import { rule } from "../../../../analyzer/judge/rules/s3/s3-replication-both-ways";
import { existing, violationsOf } from "../../../support/pair";
import { replicatedPair } from "./buckets";

const back = existing("aws_s3_bucket_replication_configuration.back", {
  bucket: "shop-assets-us-west-2",
  rule: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::shop-assets-us-east-1" }] }],
});

describe("s3-replication-both-ways: buckets of an active-active pair replicate both ways", () => {
  test("one way only", () => {
    expect(violationsOf(rule, { ...replicatedPair(), strategy: "active-active" })).toEqual([
      expect.objectContaining({
        primary: "aws_s3_bucket.assets",
        dr: "aws_s3_bucket.assets",
        severity: "info",
      }),
    ]);
  });

  test("compliant: a configuration of the DR bucket leads back", () => {
    const { primary, dr } = replicatedPair();
    expect(violationsOf(rule, { primary, dr: [...dr, back], strategy: "active-active" })).toEqual([]);
  });

  test("not applicable: other strategies", () => {
    expect(violationsOf(rule, { ...replicatedPair(), strategy: "warm-standby" })).toEqual([]);
  });
});
