import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { backupsReachDr } from "../lib/backups";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { holdsPassingData } from "../lib/purpose";
import { called, isIncomplete, twinOf } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Every DynamoDB table with data has a replica in the DR region. */
export const rule: ReadinessRule = {
  id: "dynamodb-table-replicated",
  title: "Every DynamoDB table with data has a replica in the DR region",
  checks:
    "Tables of the primary region: a replica block for the DR region, an aws_dynamodb_table_replica there, or a 2017 " +
    "global table; under backup-and-restore AWS Backup copies to the DR region do. A table that DR owns for itself (a twin) is taken as regional by design. Not for tables that hold " +
    "passing data by name or tag (sessions, rate limits, caches, locks).",
  impact: "After a failover the table is not there, or it lacks everything that primary wrote.",
  remediation: "Add a replica block with the DR region's name to the table, with point_in_time_recovery.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html"],
  replacesArc: [],
  *evaluate(pair) {
    const region = pair.sides.dr.region;
    if (region === undefined || isIncomplete(pair)) return;
    // A failover restores it then; of copies that are not known yet another rule tells.
    if (pair.strategy === "backup-and-restore" && backupsReachDr(pair) !== false) return;
    const replicated = replicatedElsewhere(pair, region);
    for (const table of PairGraph.of(pair).managed("aws_dynamodb_table", "primary")) {
      const replica = Field.of(table, "replica");
      if (replicated.tables.has(table) || holdsPassingData(table)) continue;
      const twin = twinOf(pair, table);
      if (twin !== undefined && twin.values !== null) continue;
      const regions = replica.elements.map((one) => one.at("region_name"));
      if (regions.some(({ text }) => text === region)) continue;
      if (replica.unknown || replicated.open || regions.some(({ unknown }) => unknown)) {
        yield {
          primary: table,
          dr: null,
          path: "replica",
          unresolved: "a replica may lie in DR that is not known yet",
        };
        continue;
      }
      yield {
        primary: table,
        dr: null,
        differences: [difference(replica, undefined)],
        message: `${called(table)} has no replica in ${region}`,
      };
    }
  },
};

/** Tables that an own resource replicates to the region, and whether there is one that may replicate any table. */
function replicatedElsewhere(pair: PairContext, region: string): { tables: Set<Resource>; open: boolean } {
  const graph = PairGraph.of(pair);
  const tables = ["aws_dynamodb_table"];
  const replicas = graph
    .managed("aws_dynamodb_table_replica")
    .filter((replica) => replica.region === undefined || replica.region === region)
    .map((replica) => graph.resolved(Field.of(replica, "global_table_arn"), tables));
  const globals = graph.managed("aws_dynamodb_global_table").flatMap((global) => {
    const regions = Field.of(global, "replica").elements.map((one) => one.at("region_name").text);
    return regions.includes(region) ? graph.resolve(Field.of(global, "name"), tables) : [];
  });
  return {
    tables: new Set([...replicas.flatMap(({ resources }) => resources), ...globals]),
    open: replicas.some(({ resources, certain }) => !certain && resources.length === 0),
  };
}
