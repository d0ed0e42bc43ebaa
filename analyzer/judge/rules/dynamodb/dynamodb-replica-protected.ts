import { regionOfArn } from "../../../base/aws/regions";
import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called } from "../lib/twins";
import type { ReadinessRule, Verdict, Violation } from "../rule";

/** A table's replica in DR is protected as the table is. */
export const rule: ReadinessRule = {
  id: "dynamodb-replica-protected",
  title: "A DynamoDB table's replica in the DR region is protected as the table is",
  checks:
    "Replicas of primary's tables in the DR region, as replica blocks or aws_dynamodb_table_replica: point-in-time " +
    "recovery on both or neither, deletion protection where the table has it, and a key of the DR region where it has a customer key.",
  impact:
    "After a failover the replica is the production table: a bad write or a deletion there cannot be undone, or its key " +
    "is out of reach.",
  remediation:
    "Set point_in_time_recovery on both, and deletion_protection_enabled and kms_key_arn on the replica too.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const table of graph.managed("aws_dynamodb_table", "primary")) {
      for (const replica of Field.of(table, "replica").elements) {
        if (replica.at("region_name").text === pair.sides.dr.region)
          yield* weaker(pair, table, null, replica);
      }
    }
    for (const replica of graph.managed("aws_dynamodb_table_replica", "dr")) {
      const tables = graph.resolve(Field.of(replica, "global_table_arn"), ["aws_dynamodb_table"]);
      for (const table of tables) yield* weaker(pair, table, replica, Field.of(replica));
    }
  },
};

function* weaker(pair: PairContext, table: Resource, dr: Resource | null, replica: Field): Iterable<Verdict> {
  const said = (place: Field) => (dr === null ? difference(place, undefined) : difference(undefined, place));
  const violation = (place: Field, message: string): Violation => ({
    primary: table,
    dr,
    differences: [said(place)],
    message: `${called(table)} has ${message}`,
  });
  const lacks = (place: Field, what: string) =>
    violation(place, `${what}, its replica in the DR region does not`);
  const recovery = replica.at("point_in_time_recovery");
  const ofTable = Field.of(table, "point_in_time_recovery", 0, "enabled");
  if (ofTable.isTrue && recovery.absent) yield lacks(recovery, "point-in-time recovery");
  if (recovery.isTrue && !ofTable.partlyUnknown && !ofTable.isTrue)
    yield violation(recovery, "no point-in-time recovery, its replica in the DR region does");
  const deletion = replica.at("deletion_protection_enabled");
  if (Field.of(table, "deletion_protection_enabled").isTrue && deletion.value === false) {
    yield lacks(deletion, "deletion protection");
  }
  const own = Field.of(table, "server_side_encryption", 0, "kms_key_arn");
  // What nobody writes AWS fills in: an unknown key that is written is a customer's.
  if (own.text === undefined && !(own.unknown && own.expression !== undefined)) return;
  const key = replica.at("kms_key_arn");
  const region = regionOfKey(pair, key);
  if (key.unknown && key.expression !== undefined && region === undefined)
    yield {
      primary: table,
      dr,
      path: key.path,
      unresolved: "in which region the replica's key lies is not known",
    };
  else if (isUnset(key) || (region !== undefined && region === pair.sides.primary.region))
    yield lacks(key, "a customer key of its region");
}

function isUnset(key: Field): boolean {
  return key.absent || (key.unknown && key.expression === undefined);
}

function regionOfKey(pair: PairContext, key: Field): string | undefined {
  const [found, ...more] = PairGraph.of(pair).resolve(key, [
    "aws_kms_key",
    "aws_kms_replica_key",
    "aws_kms_alias",
  ]);
  return found && more.length === 0 ? found.region : regionOfArn(key.text ?? "");
}
