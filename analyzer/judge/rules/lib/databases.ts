import { isReplica } from "../../../pair/roles/replica";
import type { PairContext } from "../../../compare/context";
import type { Twins } from "../../../pair/twins";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import { PairGraph } from "./graph";

/** Types of databases that AWS can replicate to another region. */
export const DATABASES: readonly string[] = [
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_docdb_cluster",
  "aws_neptune_cluster",
];

/** Arguments by which a database starts from what another holds. */
const ORIGINS = ["snapshot_identifier", "restore_to_point_in_time", "s3_import", "replicate_source_db"];

/** Whether something in the sources may bring primary's data to its twin. */
export function isReplicatedPair(pair: PairContext, { primary, dr }: Twins): boolean {
  if (isReplica(primary) || isReplica(dr)) return true;
  if (ORIGINS.some((name) => isWritten(Field.of(dr, name)))) return true;
  return backedUpInDr(pair).has(primary) || PairGraph.of(pair).managed("aws_dms_replication_task").length > 0;
}

/** Databases whose automated backups are replicated. */
export function backedUpInDr(pair: PairContext): Set<Resource> {
  const graph = PairGraph.of(pair);
  return new Set(
    graph
      .managed("aws_db_instance_automated_backups_replication")
      .flatMap((one) => graph.resolve(Field.of(one, "source_db_instance_arn"), ["aws_db_instance"])),
  );
}

/** Known to be set, or written in the configuration: what AWS computes by itself is unknown too. */
export function isWritten(field: Field): boolean {
  return field.partlyUnknown ? field.expression !== undefined : !field.absent;
}
