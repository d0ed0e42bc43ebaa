import { rule } from "../../../../analyzer/judge/rules/s3/s3-data-replicated";
import { created, existing, ref, violationsOf, type Planned } from "../../../support/pair";

const bucket = (region: string, more = {}): Planned =>
  existing("aws_s3_bucket.assets", {
    id: `shop-assets-${region}`,
    arn: `arn:aws:s3:::shop-assets-${region}`,
    bucket: `shop-assets-${region}`,
    region,
    replication_configuration: [],
    versioning: [{ enabled: true, mfa_delete: false }],
    ...more,
  });

const versioning = (region: string, status = "Enabled"): Planned =>
  existing("aws_s3_bucket_versioning.assets", {
    id: `shop-assets-${region}`,
    bucket: `shop-assets-${region}`,
    versioning_configuration: [{ mfa_delete: "", status }],
  });

const replication = (destination: string, more = {}): Planned =>
  existing("aws_s3_bucket_replication_configuration.assets", {
    id: "shop-assets-us-east-1",
    bucket: "shop-assets-us-east-1",
    role: "arn:aws:iam::123456789012:role/replication",
    rule: [{ id: "to-dr", priority: 0, status: "Enabled", destination: [{ bucket: destination }], ...more }],
  });

const DR = [bucket("us-west-2"), versioning("us-west-2")];
const PRIMARY = [bucket("us-east-1"), versioning("us-east-1")];

describe("s3-data-replicated: every S3 bucket with data replicates to the DR region", () => {
  test("a versioned bucket pair that nothing replicates", () => {
    expect(violationsOf(rule, { primary: PRIMARY, dr: DR })).toEqual([
      expect.objectContaining({
        primary: "aws_s3_bucket.assets",
        dr: "aws_s3_bucket.assets",
        severity: "critical",
      }),
    ]);
  });

  test("a replication within the primary region only", () => {
    const copy = existing("aws_s3_bucket.copy", {
      id: "shop-copy",
      bucket: "shop-copy",
      region: "us-east-1",
    });
    expect(
      violationsOf(rule, { primary: [...PRIMARY, copy, replication("arn:aws:s3:::shop-copy")], dr: DR }),
    ).toHaveLength(1);
  });

  test("the first roll-out of a pair without replication", () => {
    const plan = (region: string) => [
      created(
        "aws_s3_bucket.assets",
        { bucket: `shop-assets-${region}` },
        { unknown: { id: true, arn: true, versioning: true, replication_configuration: true } },
      ),
      created(
        "aws_s3_bucket_versioning.assets",
        { versioning_configuration: [{ status: "Enabled", mfa_delete: null }] },
        { unknown: { bucket: true }, expressions: { bucket: ref("aws_s3_bucket.assets.id") } },
      ),
    ];
    expect(violationsOf(rule, { primary: plan("us-east-1"), dr: plan("us-west-2") })).toHaveLength(1);
  });

  test("one of several from a block, of which another by its key holds what passes", () => {
    const plan = (region: string) => [
      ...["curated", "queries"].flatMap((key) => [
        created(`aws_s3_bucket.data["${key}"]`, { bucket: `${key}-${region}` }, { unknown: { id: true } }),
        created(
          `aws_s3_bucket_versioning.data["${key}"]`,
          { versioning_configuration: [{ status: "Enabled", mfa_delete: null }] },
          { unknown: { bucket: true }, expressions: { bucket: ref("aws_s3_bucket.data") } },
        ),
      ]),
      created(
        "aws_cloudtrail.this",
        { name: "trail" },
        {
          unknown: { s3_bucket_name: true },
          expressions: { s3_bucket_name: { references: ['aws_s3_bucket.data["queries"].id'] } },
        },
      ),
    ];
    const found = violationsOf(rule, { primary: plan("us-east-1"), dr: plan("us-west-2") });
    expect(found.map(({ primary }) => primary)).toEqual(['aws_s3_bucket.data["curated"]']);
  });

  test("compliant: a rule copies to the twin", () => {
    expect(
      violationsOf(rule, {
        primary: [...PRIMARY, replication("arn:aws:s3:::shop-assets-us-west-2")],
        dr: DR,
      }),
    ).toEqual([]);
  });

  test("compliant: the first roll-out, where the bucket's id is not known yet", () => {
    const source = created(
      "aws_s3_bucket.assets",
      { bucket: "shop-assets-us-east-1" },
      { unknown: { id: true } },
    );
    const configuration = created(
      "aws_s3_bucket_replication_configuration.assets",
      { rule: [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::shop-assets-us-west-2" }] }] },
      { unknown: { bucket: true, id: true }, expressions: { bucket: ref("aws_s3_bucket.assets.id") } },
    );
    expect(violationsOf(rule, { primary: [source, versioning("us-east-1"), configuration], dr: DR })).toEqual(
      [],
    );
  });

  test("compliant: a workspace that was not given replicates it, as the refreshed bucket tells", () => {
    const rules = [{ status: "Enabled", destination: [{ bucket: "arn:aws:s3:::shop-assets-us-west-2" }] }];
    const source = bucket("us-east-1", { replication_configuration: [{ role: "r", rules }] });
    expect(violationsOf(rule, { primary: [source, versioning("us-east-1")], dr: DR })).toEqual([]);
  });

  test("compliant: a shared workspace replicates it", () => {
    const shared = [replication("arn:aws:s3:::shop-assets-us-west-2")];
    expect(violationsOf(rule, { primary: PRIMARY, dr: DR, shared })).toEqual([]);
  });

  test("not applicable: a bucket without versioning", () => {
    const primary = [
      bucket("us-east-1", { versioning: [{ enabled: false }] }),
      versioning("us-east-1", "Suspended"),
    ];
    expect(violationsOf(rule, { primary, dr: DR })).toEqual([]);
  });

  test("not applicable: buckets for logs, by name", () => {
    const logs = (region: string) => [
      existing("aws_s3_bucket.access_logs", {
        id: `shop-${region}`,
        bucket: `shop-${region}`,
        versioning: [{ enabled: true }],
      }),
    ];
    expect(violationsOf(rule, { primary: logs("us-east-1"), dr: logs("us-west-2") })).toEqual([]);
  });

  test("not applicable: buckets that a load balancer logs to", () => {
    const lb = existing("aws_lb.this", { access_logs: [{ bucket: "shop-assets-us-east-1", enabled: true }] });
    expect(violationsOf(rule, { primary: [...PRIMARY, lb], dr: DR })).toEqual([]);
  });

  test("not applicable: objects that Terraform uploads to both", () => {
    const object = existing("aws_s3_object.page", { bucket: "shop-assets-us-east-1", key: "index.html" });
    expect(violationsOf(rule, { primary: [...PRIMARY, object], dr: DR })).toEqual([]);
  });

  test("not applicable: a partial plan proves no absence", () => {
    expect(violationsOf(rule, { primary: PRIMARY, dr: DR, partial: true })).toEqual([]);
  });
});
