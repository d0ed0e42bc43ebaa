import { isS3Spec, parseS3Location } from "../../../analyzer/read/sources/s3-location";
import { inputError } from "./helpers";

describe("parseS3Location", () => {
  it.each([
    ["s3://bucket/key", { bucket: "bucket", key: "key" }],
    ["S3://bucket/a/b c/plan.json", { bucket: "bucket", key: "a/b c/plan.json" }],
    ["s3://bucket/100%25/a+b?c", { bucket: "bucket", key: "100%25/a+b?c" }],
    [
      "s3://arn:aws:s3:us-west-2:123456789012:accesspoint/plans/dr/plan.json",
      { bucket: "arn:aws:s3:us-west-2:123456789012:accesspoint/plans", key: "dr/plan.json" },
    ],
    ["s3://bucket/key?versionId=abc.D_1", { bucket: "bucket", key: "key", versionId: "abc.D_1" }],
  ])("reads %s", (spec, location) => {
    expect(isS3Spec(spec)).toBe(true);
    expect(parseS3Location(spec)).toEqual({ spec, ...location });
  });

  it.each([
    "s3://",
    "s3://bucket",
    "s3://bucket/",
    "s3:///key",
    "s3://bucket/folder/",
    "s3://b/k?versionId=",
    "s3://arn:aws:s3:us-west-2:123456789012:accesspoint/plans",
  ])("refuses %s", async (spec) => {
    expect((await inputError(() => parseS3Location(spec))).message).toMatch("s3://BUCKET/KEY");
  });

  it("leaves files alone", () => {
    expect(isS3Spec("./s3://x")).toBe(false);
    expect(isS3Spec("s3")).toBe(false);
  });
});
