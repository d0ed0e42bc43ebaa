import { InputError } from "../../../analyzer/base/errors";
import type { JsonObject } from "../../../analyzer/base/json";
import { applyByDesign, readManifest } from "../../../analyzer/judge/policy/manifest";
import type { RawFinding } from "../../../analyzer/model/finding";
import { reportOf, told } from "../../support/analysis";
import { plan } from "../../support/plan-builder";

const MANIFEST: JsonObject = {
  schemaVersion: "1.0",
  pair: {
    name: "shop",
    strategy: "pilot-light",
    primaryRegion: "us-east-1",
    drRegion: "us-west-2",
    rtoSeconds: 900,
    rpoSeconds: "soon",
  },
  workspaces: [
    { side: "primary", directory: "stacks/shop-primary" },
    { side: "link", directory: "stacks/shop-link" },
    { side: "elsewhere", directory: "x" },
    { side: "dr" },
  ],
  twins: [{ primary: "aws_x.a", dr: "aws_x.b" }, { primary: "aws_x.c" }, 7],
  counterparts: [{ primary: "vpc-a", dr: "vpc-b" }, { primary: "vpc-c" }, 7],
  byDesign: [
    { side: "dr", address: "aws_x.a", paths: ["size"], reason: "smaller" },
    { side: "dr", address: "aws_x.a", rule: "r", reason: "fine" },
  ],
};

describe("readManifest", () => {
  it("reads what synthesis wrote, and passes over what it does not know", () => {
    expect(readManifest(MANIFEST, "m.json")).toEqual({
      name: "shop",
      strategy: "pilot-light",
      regions: { primary: "us-east-1", dr: "us-west-2" },
      objectives: { rtoSeconds: 900, rpoSeconds: undefined },
      workspaces: [
        { name: "stacks/shop-primary", side: "primary", directory: "stacks/shop-primary" },
        { name: "stacks/shop-link", side: "link", directory: "stacks/shop-link" },
      ],
      primaryFirst: [],
      twins: [{ primary: "aws_x.a", dr: "aws_x.b", reason: "manifest" }],
      counterparts: [{ primary: "vpc-a", dr: "vpc-b" }],
      byDesign: [
        { side: "dr", address: "aws_x.a", paths: ["size"], reason: "smaller" },
        { side: "dr", address: "aws_x.a", paths: [], rule: "r", reason: "fine" },
      ],
    });
  });

  it("takes a later minor version, and no other major one", () => {
    expect(readManifest({ ...MANIFEST, schemaVersion: "1.9" }, "m").name).toBe("shop");
    expect(() => readManifest({ ...MANIFEST, schemaVersion: "2.0" }, "m")).toThrow(InputError);
  });

  it.each([null, [], {}, "x", { schemaVersion: 1 }])("refuses %j", (document) => {
    expect(() => readManifest(document as JsonObject, "m")).toThrow(/not a drparity manifest/);
  });

  it("does not take a strategy that it does not know", () => {
    const pair = { name: "shop", strategy: "cold" };
    expect(readManifest({ schemaVersion: "1.0", pair }, "m").strategy).toBeUndefined();
  });
});

describe("what the manifest says is by design", () => {
  const values = { name: "q", visibility_timeout_seconds: 30, delay_seconds: 1 };
  const analyzed = (
    byDesign: { address: string; paths: string[] }[],
    dr: JsonObject = { ...values, visibility_timeout_seconds: 60, delay_seconds: 2 },
  ) =>
    reportOf({
      primary: plan("us-east-1").resource('aws_sqs_queue.q["a"]', values),
      dr: plan("us-west-2").resource('aws_sqs_queue.q["a"]', dr),
      byDesign: byDesign.map((entry) => ({ ...entry, side: "dr", reason: "as agreed" })),
    });

  it("is expected, with the manifest's reason; the rest of the finding stays", () => {
    const report = analyzed([{ address: 'aws_sqs_queue.q["a"]', paths: ["delay_seconds"] }]);
    expect(told(report.findings)).toEqual([
      'warning attribute aws_sqs_queue.q["a"]: visibility_timeout_seconds',
    ]);
    expect(report.expected).toMatchObject([
      { reason: "as agreed", differences: [{ path: "delay_seconds" }] },
    ]);
  });

  it("holds for every instance when the address has no key", () => {
    const report = analyzed([
      { address: "aws_sqs_queue.q", paths: ["delay_seconds", "visibility_timeout_seconds"] },
    ]);
    expect(report.findings).toEqual([]);
  });

  it("holds for the whole resource when it names no path", () => {
    expect(analyzed([{ address: "aws_sqs_queue.q", paths: [] }]).findings).toEqual([]);
  });

  it("holds for what lies below the path, and not for a longer name", () => {
    const tags = (owner: string) => ({ ...values, tags: { owner }, tags_more: { owner } });
    const report = reportOf({
      primary: plan("us-east-1").resource("aws_x.y", tags("a")),
      dr: plan("us-west-2").resource("aws_x.y", tags("b")),
      byDesign: [{ side: "dr", address: "aws_x.y", paths: ["tags"], reason: "r" }],
    });
    expect(report.findings.flatMap(({ differences }) => differences.map(({ path }) => path))).toEqual([
      "tags_more.owner",
    ]);
  });

  it("covers no other resource", () => {
    expect(analyzed([{ address: "aws_sqs_queue.other", paths: [] }]).findings).toHaveLength(1);
  });

  it("never covers drift or a one-sided change", () => {
    const byDesign = [{ side: "dr", address: "aws_sqs_queue.q", paths: [], reason: "r" }];
    const now = { ...values, delay_seconds: 9 };
    const dr = plan("us-west-2")
      .resource("aws_sqs_queue.q", values, { actions: ["update"], before: now })
      .drift("aws_sqs_queue.q", values, now);
    const report = reportOf({ primary: plan("us-east-1").resource("aws_sqs_queue.q", values), dr, byDesign });
    expect(told(report.findings)).toEqual(["warning drift aws_sqs_queue.q: delay_seconds"]);
  });

  it("accepts what one readiness rule says of a resource, and nothing else about it", () => {
    const finding = (kind: RawFinding["kind"], rule: string) =>
      ({
        kind,
        rule,
        primary: { address: "aws_s3_bucket.b" },
        dr: null,
        differences: [],
      }) as unknown as RawFinding;
    const byDesign = [
      {
        side: "primary",
        address: "aws_s3_bucket.b",
        paths: [],
        rule: "objectives-rpo-met",
        reason: "a cache",
      },
    ];
    const expectedOf = (one: RawFinding) =>
      applyByDesign([one], { byDesign }).map(({ expected }) => expected);
    expect(expectedOf(finding("readiness", "objectives-rpo-met"))).toEqual(["a cache"]);
    expect(expectedOf(finding("readiness", "s3-replicated"))).toEqual([undefined]);
    expect(expectedOf(finding("missing-in-dr", "missing-in-dr"))).toEqual([undefined]);
    expect(expectedOf(finding("drift", "objectives-rpo-met"))).toEqual([undefined]);
  });

  it("leaves findings alone when there is nothing declared", () => {
    expect(applyByDesign([], { byDesign: [] })).toEqual([]);
  });
});
