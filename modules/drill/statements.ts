import type { Place } from "../failover/place";
import { type RecordTable, recordStatements } from "../failover/record";
import { allow, allowKey, type PolicyStatement } from "../iam/policy";
import { arnIn } from "../pair/arn";
import type { Side } from "../pair/side";
import { DRILL_NAMESPACE } from "./machine";
import type { Rehearsal } from "./rehearsals/rehearsal";
import { reportStatement } from "./report";
import { NETWORK_STATEMENT } from "./waves/look";

export interface CleanUpStatementsProps {
  readonly place: Place;
  readonly side: Side;
  readonly record: RecordTable;
  readonly keyArn: string;
  readonly rehearsals: readonly Rehearsal[];
}

export interface DrillStatementsProps extends CleanUpStatementsProps {
  readonly failover?: RecordTable;
  readonly cleanUpArn: string;
  readonly topicArn: string;
  readonly bucket: string;
}

/** What EBS and RDS ask of a caller who makes something that is encrypted. */
const ENCRYPTING = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** Of the drill's machine. */
export function drillStatements(props: DrillStatementsProps): PolicyStatement[] {
  const { place, side, record, keyArn, rehearsals, failover, cleanUpArn, topicArn, bucket } = props;
  return [
    allow(["sns:Publish"], topicArn),
    allow(["states:StartExecution"], cleanUpArn),
    ...recordStatements(record),
    ...(failover === undefined
      ? []
      : [allow(["dynamodb:GetItem"], arnIn(place, "dynamodb", `table/${failover.table}`))]),
    allow(
      ["states:DescribeExecution"],
      [record, failover].flatMap((one) =>
        one === undefined ? [] : [arnIn(place, "states", `execution:${one.table}:*`)],
      ),
    ),
    NETWORK_STATEMENT,
    reportStatement(side, bucket),
    // The action has no resource, but a condition.
    allow(["cloudwatch:PutMetricData"], "*", {
      StringEquals: { "cloudwatch:namespace": DRILL_NAMESPACE },
    }),
    allowKey(side, "sns", keyArn, ["kms:Decrypt", "kms:GenerateDataKey"]),
    allowKey(side, "dynamodb", keyArn, ["kms:Decrypt", "kms:DescribeKey"]),
    allowKey(side, "s3", keyArn, ["kms:Decrypt", "kms:GenerateDataKey"]),
    allowKey(side, "rds", keyArn, ENCRYPTING),
    allowKey(side, "ec2", keyArn, ENCRYPTING),
    ...once(rehearsals.flatMap(({ statements, removal }) => [...statements, ...removal])),
  ];
}

/** Of the machine that cleans up, which makes nothing. */
export function cleanUpStatements(props: CleanUpStatementsProps): PolicyStatement[] {
  const { place, side, record, keyArn, rehearsals } = props;
  return [
    allow(["dynamodb:GetItem"], arnIn(place, "dynamodb", `table/${record.table}`)),
    allow(["states:DescribeExecution"], arnIn(place, "states", `execution:${record.table}:*`)),
    allowKey(side, "dynamodb", keyArn, ["kms:Decrypt", "kms:DescribeKey"]),
    ...once(rehearsals.flatMap(({ removal }) => removal)),
  ];
}

/** A role's policies have room for 10,240 characters, and what cannot be held to one thing is the same for all. */
function once(statements: readonly PolicyStatement[]): PolicyStatement[] {
  return [...new Map(statements.map((one) => [JSON.stringify(one), one])).values()];
}
