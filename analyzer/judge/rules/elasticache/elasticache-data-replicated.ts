import { isReplica } from "../../../pair/roles/replica";
import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A cache that holds more than a cache replicates to DR. */
export const rule: ReadinessRule = {
  id: "elasticache-data-replicated",
  title: "A Redis or Valkey group that keeps snapshots replicates to the DR region",
  checks:
    "ElastiCache replication groups with a twin that keep snapshots, and so hold more than a cache: membership of a " +
    "global datastore. Groups without snapshots are taken for caches.",
  impact: "After a failover sessions, queues or counters in the group are gone.",
  remediation: "Join both groups in an aws_elasticache_global_replication_group, if their data must survive.",
  severity: "info",
  untilFailover: true,
  references: ["https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const type = "aws_elasticache_replication_group";
    const sources = new Set(
      graph
        .managed("aws_elasticache_global_replication_group")
        .flatMap((global) => graph.resolve(Field.of(global, "primary_replication_group_id"), [type])),
    );
    for (const { primary, dr } of standingTwins(pair, type)) {
      const kept = Field.of(primary, "snapshot_retention_limit").number ?? 0;
      if (kept === 0 || sources.has(primary) || isReplica(dr)) continue;
      yield { primary, dr, message: `nothing replicates the data of ${called(primary)} to the DR region` };
    }
  },
};
