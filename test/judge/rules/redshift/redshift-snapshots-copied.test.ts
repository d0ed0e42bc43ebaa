import { rule } from "../../../../analyzer/judge/rules/redshift/redshift-snapshots-copied";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const cluster = (copy: object[] = []): Planned =>
  existing("aws_redshift_cluster.dwh", {
    id: "dwh",
    cluster_identifier: "dwh",
    snapshot_copy: JSON.parse(JSON.stringify(copy)) as never,
  });

describe("redshift-snapshots-copied: a cluster's snapshots are copied to DR", () => {
  test("no copy", () => {
    expect(violationsOf(rule, { primary: [cluster()] })).toEqual([
      expect.objectContaining({
        primary: "aws_redshift_cluster.dwh",
        severity: "warning",
        paths: ["snapshot_copy"],
      }),
    ]);
  });

  test("compliant: a copy to the DR region, inline or not", () => {
    const copy = existing("aws_redshift_snapshot_copy.dwh", {
      cluster_identifier: "dwh",
      destination_region: "us-west-2",
    });
    expect(violationsOf(rule, { primary: [cluster(), copy] })).toEqual([]);
    expect(violationsOf(rule, { primary: [cluster([{ destination_region: "us-west-2" }])] })).toEqual([]);
  });

  test("not applicable: a cluster of the DR side", () => {
    expect(violationsOf(rule, { dr: [cluster()] })).toEqual([]);
  });
});
