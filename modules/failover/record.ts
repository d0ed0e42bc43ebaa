import type { Place } from "./place";
import { anyway, expression, type State } from "./language";
import { allow, type PolicyStatement } from "../iam/policy";
import { arnIn } from "../pair/arn";

/** The table's one item says which execution is at work, how far it came, and how it ended. */
export interface RecordTable {
  readonly place: Place;
  readonly table: string;
  readonly pairName: string;
}

/** The key's name. */
export const RECORD_KEY = "pair";

/** Of DynamoDB, which many of its words are reserved in. */
const NAMES = {
  "#execution": "execution",
  "#passed": "passed",
  "#answers": "answers",
  "#outcome": "outcome",
  "#at": "at",
};

function names(...used: (keyof typeof NAMES)[]) {
  return Object.fromEntries(used.map((name) => [name, NAMES[name]]));
}

function key({ pairName }: RecordTable) {
  return { [RECORD_KEY]: { S: pairName } };
}

function dynamodb(api: "getItem" | "updateItem", args: State["Output"], more: Partial<State>): State {
  return {
    Type: "Task",
    Resource: `dynamodb:${api}`,
    Arguments: args,
    TimeoutSeconds: 20,
    ...more,
  };
}

/** Reads it as `$record`. */
export function readRecord(table: RecordTable, next: string, unread: string): State {
  const item = "$states.result.Item";
  const field = (path: string, otherwise: string) =>
    expression(`$exists(${item}.${path}) ? ${item}.${path} : ${otherwise}`);
  return dynamodb(
    "getItem",
    { TableName: table.table, Key: key(table), ConsistentRead: true },
    {
      Assign: {
        record: {
          execution: field("execution.S", "''"),
          passed: expression(`$exists(${item}.passed.N) ? $number(${item}.passed.N) : 0`),
          answers: field("answers.BOOL", "false"),
          at: field("at.S", "'1970-01-01T00:00:00Z'"),
        },
      },
      Catch: [{ ErrorEquals: ["States.ALL"], Assign: { trouble: TROUBLE }, Next: unread }],
      Next: next,
    },
  );
}

const TROUBLE = expression("$states.errorOutput.Error & ' ' & $states.errorOutput.Cause");
const NOW = { S: expression("$now()") };
const SELF = { S: expression("$states.context.Execution.Id") };

/** Makes this execution the one at work, unless another was quicker since `$record` was read. */
export function takeRecord(table: RecordTable, next: string, taken: string, failed: string): State {
  return dynamodb(
    "updateItem",
    {
      TableName: table.table,
      Key: key(table),
      ConditionExpression: "attribute_not_exists(#execution) OR #execution = :before",
      UpdateExpression: "SET #execution = :self, #passed = :passed, #outcome = :running, #at = :now",
      ExpressionAttributeNames: names("#execution", "#passed", "#outcome", "#at"),
      ExpressionAttributeValues: {
        ":before": { S: expression("$record.execution = '' ? '-' : $record.execution") },
        ":self": SELF,
        ":passed": { N: expression("$string($start)") },
        ":running": { S: "running" },
        ":now": NOW,
      },
    },
    {
      Catch: [
        {
          // As the optimized integration calls it, and as the SDK does.
          ErrorEquals: [
            "DynamoDB.ConditionalCheckFailedException",
            "DynamoDb.ConditionalCheckFailedException",
          ],
          Next: taken,
        },
        { ErrorEquals: ["States.ALL"], Assign: { trouble: TROUBLE }, Next: failed },
      ],
      Next: next,
    },
  );
}

/** Says that a wave is passed. A failover does not wait for that: without it a resumption begins a wave earlier. */
export function recordPassed(table: RecordTable, passed: number, next: string): State {
  return dynamodb(
    "updateItem",
    {
      TableName: table.table,
      Key: key(table),
      ConditionExpression: "#execution = :self",
      UpdateExpression: "SET #passed = :passed, #answers = :answers, #at = :now",
      ExpressionAttributeNames: names("#execution", "#passed", "#answers", "#at"),
      ExpressionAttributeValues: {
        ":self": SELF,
        ":passed": { N: String(passed) },
        ":answers": { BOOL: expression("$answers") },
        ":now": NOW,
      },
    },
    { Catch: anyway(next), Next: next },
  );
}

/** Says how it ended. @param outcome text or JSONata */
export function recordEnd(table: RecordTable, outcome: string, next: string, isComplete: boolean): State {
  return dynamodb(
    "updateItem",
    {
      TableName: table.table,
      Key: key(table),
      ConditionExpression: "#execution = :self",
      // What is complete cannot be resumed: everything would be passed over.
      UpdateExpression: `SET #outcome = :outcome, #at = :now${isComplete ? ", #passed = :none" : ""}`,
      ExpressionAttributeNames: names(
        ...(["#execution", "#outcome", "#at"] as const),
        ...(isComplete ? (["#passed"] as const) : []),
      ),
      ExpressionAttributeValues: {
        ":self": SELF,
        ":outcome": { S: outcome },
        ":now": NOW,
        ...(isComplete ? { ":none": { N: "0" } } : {}),
      },
    },
    { Catch: anyway(next), Next: next },
  );
}

export function recordStatements({ place, table }: RecordTable): PolicyStatement[] {
  return [allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], arnIn(place, "dynamodb", `table/${table}`))];
}
