import { replicationsToDr, type BucketReplication } from "../lib/buckets";
import { difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** The replication of a bucket to DR is switched on. */
export const rule: ReadinessRule = {
  id: "s3-replication-enabled",
  title: "Every bucket's replication to the DR region is switched on",
  checks: "Buckets with replication rules to the DR side: at least one of them must have the status Enabled.",
  impact: "Nothing has been copied since the rule was disabled: after a failover newer objects are missing.",
  remediation: 'Set status = "Enabled", and copy what was written meanwhile with S3 Batch Replication.',
  severity: "critical",
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const bySource = new Map<BucketReplication["source"], BucketReplication[]>();
    for (const one of replicationsToDr(pair)) {
      bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
    }
    for (const [source, list] of bySource) {
      const [first] = list;
      if (first === undefined || list.some(({ status }) => status !== "Disabled")) continue;
      const [target] = first.targets.filter((bucket) => graph.sideOf(bucket) === "dr");
      yield {
        primary: first.holder,
        dr: target ?? twinOf(pair, source) ?? null,
        differences: list.map(({ rule: place }) => difference(place.at("status"), undefined)),
        message: `the replication of ${called(source)} to the DR region is disabled`,
      };
    }
  },
};
