import { bucketReplications, replicationsToDr } from "../lib/buckets";
import { PairGraph } from "../lib/graph";
import { called } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Buckets that both regions write to replicate both ways. */
export const rule: ReadinessRule = {
  id: "s3-replication-both-ways",
  title: "Buckets of an active-active pair replicate both ways",
  checks:
    "Under active-active: buckets that replicate to the DR side, whose destination has no replication back. Not under " +
    "other strategies, where DR does not write before a failover.",
  impact: "Objects that the DR region writes are missing in primary: users see other data by region.",
  remediation:
    "Add a replication configuration to the DR bucket, with replica_modifications enabled on both.",
  severity: "info",
  references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-3.html"],
  replacesArc: [],
  *evaluate(pair) {
    if (pair.strategy !== "active-active") return;
    const graph = PairGraph.of(pair);
    const replicating = bucketReplications(pair);
    for (const { source, targets } of replicationsToDr(pair)) {
      const [target, ...more] = targets.filter((bucket) => graph.sideOf(bucket) === "dr");
      if (target === undefined || more.length > 0 || replicating.has(target)) continue;
      yield {
        primary: source,
        dr: target,
        message: `${called(source)} replicates to the DR region, and nothing replicates back`,
      };
    }
  },
};
