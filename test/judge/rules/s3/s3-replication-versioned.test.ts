import { rule } from "../../../../analyzer/judge/rules/s3/s3-replication-versioned";
import { existing, violationsOf } from "../../../support/pair";
import { dataBucket, replicatedPair } from "./buckets";

const versioning = (status: string) =>
  existing("aws_s3_bucket_versioning.assets", {
    bucket: "shop-assets-us-west-2",
    versioning_configuration: [{ status }],
  });

describe("s3-replication-versioned: both buckets of a replication have versioning enabled", () => {
  test("the DR bucket's versioning is suspended", () => {
    const { primary, dr } = replicatedPair();
    expect(violationsOf(rule, { primary, dr: [...dr, versioning("Suspended")] })).toEqual([
      expect.objectContaining({
        dr: "aws_s3_bucket_versioning.assets",
        severity: "critical",
        paths: ["versioning_configuration[0].status"],
      }),
    ]);
  });

  test("another workspace suspended it, as the refreshed bucket tells", () => {
    const { primary } = replicatedPair();
    const dr = [dataBucket("us-west-2", { versioning: [{ enabled: false }] })];
    expect(violationsOf(rule, { primary, dr })).toEqual([
      expect.objectContaining({ dr: "aws_s3_bucket.assets" }),
    ]);
  });

  test("compliant: enabled on both", () => {
    const { primary, dr } = replicatedPair();
    expect(violationsOf(rule, { primary, dr: [...dr, versioning("Enabled")] })).toEqual([]);
  });

  test("not applicable: a bucket that replicates nowhere", () => {
    expect(
      violationsOf(rule, { primary: [dataBucket("us-east-1", { versioning: [{ enabled: false }] })] }),
    ).toEqual([]);
  });
});
