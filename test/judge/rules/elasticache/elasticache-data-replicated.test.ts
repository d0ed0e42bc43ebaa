import { rule } from "../../../../analyzer/judge/rules/elasticache/elasticache-data-replicated";
import { existing, violationsOf, type Planned } from "../../../support/pair";

const group = (snapshots: number, more = {}): Planned =>
  existing("aws_elasticache_replication_group.jobs", {
    id: "jobs",
    replication_group_id: "jobs",
    snapshot_retention_limit: snapshots,
    ...more,
  });

describe("elasticache-data-replicated: a group that keeps snapshots replicates to DR", () => {
  test("two groups of their own", () => {
    expect(violationsOf(rule, { primary: [group(7)], dr: [group(7)] })).toEqual([
      expect.objectContaining({ primary: "aws_elasticache_replication_group.jobs", severity: "info" }),
    ]);
  });

  test("compliant: a global datastore", () => {
    const global = existing("aws_elasticache_global_replication_group.jobs", {
      primary_replication_group_id: "jobs",
    });
    expect(violationsOf(rule, { primary: [group(7), global], dr: [group(7)] })).toEqual([]);
    expect(
      violationsOf(rule, { primary: [group(7)], dr: [group(7, { global_replication_group_id: "g" })] }),
    ).toEqual([]);
  });

  test("not applicable: a cache, which keeps no snapshots", () => {
    expect(violationsOf(rule, { primary: [group(0)], dr: [group(0)] })).toEqual([]);
  });
});
