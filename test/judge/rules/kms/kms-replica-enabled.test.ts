import { rule } from "../../../../analyzer/judge/rules/kms/kms-replica-enabled";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const ARN = "arn:aws:kms:us-east-1:123456789012:key/mrk-1";
const key = existing("aws_kms_key.data", { id: "mrk-1", arn: ARN, is_enabled: true, multi_region: true });
const replica = (enabled: boolean): Planned =>
  existing("aws_kms_replica_key.data", { id: "mrk-1", primary_key_arn: ARN, enabled });

describe("kms-replica-enabled: the DR region's replica key is enabled", () => {
  test("disabled", () => {
    expect(violationsOf(rule, { primary: [key], dr: [replica(false)] })).toEqual([
      expect.objectContaining({
        primary: "aws_kms_key.data",
        dr: "aws_kms_replica_key.data",
        severity: "critical",
        paths: ["enabled"],
      }),
    ]);
  });

  test("compliant: enabled", () => {
    expect(violationsOf(rule, { primary: [key], dr: [replica(true)] })).toEqual([]);
  });

  test("not applicable: a key of its own", () => {
    expect(
      violationsOf(rule, {
        primary: [key],
        dr: [existing("aws_kms_key.data", { id: "k2", is_enabled: false })],
      }),
    ).toEqual([]);
  });
});
