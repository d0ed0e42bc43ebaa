import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A global table of the first version lies in both regions. */
export const rule: ReadinessRule = {
  id: "dynamodb-global-table-both-regions",
  title: "A DynamoDB global table has a replica in both regions",
  checks:
    "The regions that the replica blocks of aws_dynamodb_global_table (version 2017.11.29) name. One that is unknown leaves " +
    "the table out.",
  impact: "The region without a replica has no table, or one that nothing is replicated into.",
  remediation: "Add a replica block for the region, or move to replicas of aws_dynamodb_table.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables.V1.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const { primary, dr } = pair.sides;
    if (primary.region === undefined || dr.region === undefined || primary.region === dr.region) return;
    for (const table of graph.managed("aws_dynamodb_global_table")) {
      const replicas = Field.of(table, "replica").elements.map((replica) => replica.at("region_name").text);
      if (replicas.length === 0 || replicas.includes(undefined)) continue;
      for (const region of [primary.region, dr.region]) {
        if (replicas.includes(region)) continue;
        yield {
          ...ends(table, graph.sideOf(table)),
          message: `${called(table)} has no replica in ${region}`,
        };
      }
    }
  },
};
