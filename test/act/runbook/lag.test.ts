import { existing } from "../../support/pair";
import { lines, runbookOf } from "../../support/runbook";

const LAG = "How far behind";
const DESTINATION = { bucket: "arn:aws:s3:::data-b", metrics: [{ status: "Enabled" }] };
const BUCKET = existing("aws_s3_bucket.data", { bucket: "data-a", id: "data-a" });

describe("the delay of a bucket's copy", () => {
  const measured = (bucket: string) =>
    `--namespace AWS/S3 --metric-name ReplicationLatency --dimensions Name=SourceBucket,Value=${bucket} Name=DestinationBucket,Value=data-b Name=RuleId,Value=all `;

  it("is asked for where it is measured, by configuration or inline", () => {
    const rule = { id: "all", status: "Enabled", destination: [DESTINATION] };
    const apart = existing("aws_s3_bucket_replication_configuration.data", {
      bucket: "data-a",
      rule: [rule],
    });
    const inline = existing("aws_s3_bucket.own", {
      bucket: "own-a",
      id: "own-a",
      replication_configuration: [{ rules: [rule] }],
    });
    const all = lines(runbookOf({ primary: [BUCKET, apart, inline] }), LAG).join("\n");
    for (const bucket of ["data-a", "own-a"]) expect(all).toContain(measured(bucket));
  });

  it("is not asked for where nothing measures it", () => {
    const rule = { id: "all", status: "Enabled", destination: [{ bucket: DESTINATION.bucket }] };
    const apart = existing("aws_s3_bucket_replication_configuration.data", {
      bucket: "data-a",
      rule: [rule],
    });
    expect(lines(runbookOf({ primary: [BUCKET, apart] }), LAG)).toEqual([]);
  });
});
