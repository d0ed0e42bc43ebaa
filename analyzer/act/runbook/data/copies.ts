import { passingBuckets, replicationsToDr } from "../../../judge/rules/lib/buckets";
import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { textOf, type World } from "../world";

/** Tables that are kept in the other side's region as well: each region takes writes, and nothing has to be promoted. */
export function globalTables(world: World): Resource[] {
  const { graph } = world;
  const byReplica = graph
    .managed("aws_dynamodb_table_replica")
    .flatMap((replica) =>
      graph
        .resolve(Field.of(replica, "global_table_arn"), ["aws_dynamodb_table"])
        .filter((table) => graph.sideOf(table) !== graph.sideOf(replica)),
    );
  const byBlock = graph.managed("aws_dynamodb_table").filter((table) => hasReplica(world, table));
  return [...new Set([...byBlock, ...byReplica])];
}

/** Whether one of the table's own replicas lies on the other side, or where the sources do not tell. */
function hasReplica({ graph, region }: World, table: Resource): boolean {
  const other = textOf(graph.sideOf(table) === "dr" ? region.primary : region.dr);
  return Field.of(table, "replica").elements.some((replica) => {
    const { text } = replica.at("region_name");
    return text === undefined || other === undefined || text === other;
  });
}

/** Buckets of the DR region that another is copied to, and those that hold what begins anew, such as logs: both can be written. */
export function writableBuckets(world: World): Resource[] {
  const copies = [...replicationsToDr(world.pair)].flatMap(({ targets }) => targets);
  return [...copies, ...passingBuckets(world.pair)];
}
