import { rule } from "../../../../analyzer/judge/rules/s3/s3-replication-encrypted-objects";
import { existing, violationsOf } from "../../../support/pair";
import { replicatedPair } from "./buckets";

const encryption = (algorithm: string) =>
  existing("aws_s3_bucket_server_side_encryption_configuration.assets", {
    bucket: "shop-assets-us-east-1",
    rule: [
      { apply_server_side_encryption_by_default: [{ sse_algorithm: algorithm, kms_master_key_id: "" }] },
    ],
  });
const selecting = { source_selection_criteria: [{ sse_kms_encrypted_objects: [{ status: "Enabled" }] }] };
const encryptingWith = (region: string) => ({
  ...selecting,
  destination: [
    {
      bucket: "arn:aws:s3:::shop-assets-us-west-2",
      encryption_configuration: [{ replica_kms_key_id: `arn:aws:kms:${region}:123456789012:key/0a1b2c3d` }],
    },
  ],
});

describe("s3-replication-encrypted-objects: objects encrypted with KMS replicate too", () => {
  test("the rule does not select encrypted objects", () => {
    const { primary, dr } = replicatedPair();
    expect(violationsOf(rule, { primary: [...primary, encryption("aws:kms")], dr })).toEqual([
      expect.objectContaining({
        primary: "aws_s3_bucket_replication_configuration.assets",
        severity: "critical",
        paths: [
          "rule[0].source_selection_criteria[0].sse_kms_encrypted_objects[0].status",
          "rule[0].apply_server_side_encryption_by_default[0].sse_algorithm",
        ],
      }),
    ]);
  });

  test("the copies are encrypted with a key of the primary region", () => {
    expect(violationsOf(rule, replicatedPair(encryptingWith("us-east-1")))).toEqual([
      expect.objectContaining({
        paths: ["rule[0].destination[0].encryption_configuration[0].replica_kms_key_id"],
      }),
    ]);
  });

  test("compliant: selected, and a key of the DR region", () => {
    const { primary, dr } = replicatedPair(encryptingWith("us-west-2"));
    expect(violationsOf(rule, { primary: [...primary, encryption("aws:kms")], dr })).toEqual([]);
  });

  test("not applicable: AES256, and disabled rules", () => {
    const { primary, dr } = replicatedPair();
    expect(violationsOf(rule, { primary: [...primary, encryption("AES256")], dr })).toEqual([]);
    const off = replicatedPair({ status: "Disabled" });
    expect(violationsOf(rule, { primary: [...off.primary, encryption("aws:kms")], dr: off.dr })).toEqual([]);
  });
});
