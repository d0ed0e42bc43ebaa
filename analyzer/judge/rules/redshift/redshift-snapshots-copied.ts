import { Field, difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, isIncomplete, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A Redshift cluster's snapshots are copied to DR. */
export const rule: ReadinessRule = {
  id: "redshift-snapshots-copied",
  title: "A Redshift cluster's snapshots are copied to the DR region",
  checks:
    "Clusters of the primary region: aws_redshift_snapshot_copy, or a snapshot_copy block, to the DR region.",
  impact: "After a failover the warehouse has to be loaded anew from its sources.",
  remediation: "Add aws_redshift_snapshot_copy with the DR region as destination_region.",
  severity: "warning",
  references: ["https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html"],
  replacesArc: [],
  *evaluate(pair) {
    const region = pair.sides.dr.region;
    if (region === undefined || isIncomplete(pair)) return;
    const graph = PairGraph.of(pair);
    const copied = new Set(
      graph
        .managed("aws_redshift_snapshot_copy")
        .filter((copy) => Field.of(copy, "destination_region").text === region)
        .flatMap((copy) => graph.resolve(Field.of(copy, "cluster_identifier"), ["aws_redshift_cluster"])),
    );
    for (const cluster of graph.managed("aws_redshift_cluster", "primary")) {
      const inline = Field.of(cluster, "snapshot_copy");
      if (copied.has(cluster) || inline.at(0, "destination_region").text === region) continue;
      yield {
        primary: cluster,
        dr: twinOf(pair, cluster) ?? null,
        differences: [difference(inline, undefined)],
        message: `the snapshots of ${called(cluster)} are not copied to ${region}`,
      };
    }
  },
};
