import type { Metric } from "./figure";

/**
 * The newest lag of a member of an Aurora global database, in milliseconds, as Metrics Insights asks for it: by whatever other dimensions
 * the metric has, such as the writer's region.
 * @param cluster its identifier in the region that follows
 */
export function auroraLagQuery(cluster: string): string {
  return `SELECT MAX(AuroraGlobalDBReplicationLag) FROM "AWS/RDS" WHERE DBClusterIdentifier = '${cluster}'`;
}

/** How far a read replica is behind, in seconds; -1 says that it does not replicate. @param instance its identifier */
export function replicaLag(instance: string): Metric {
  return {
    namespace: "AWS/RDS",
    metricName: "ReplicaLag",
    dimensions: { DBInstanceIdentifier: instance },
  };
}
