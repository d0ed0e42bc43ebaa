import { addLagAlarm } from "../alerts/lag-alarm";
import type { Grantable } from "../iam/grantable";
import { allow, allowKey } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { type CloudwatchMetricAlarm, DynamodbTable, DynamodbTableReplica } from "../pair/aws";
import { type Capability, text } from "../pair/capability";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";

/** A key attribute. */
export interface TableAttribute {
  readonly name: string;
  /** S: text, N: number, B: bytes. @default "S" */
  readonly type?: "S" | "N" | "B";
}

/** A global secondary index with all attributes. */
export interface TableIndex {
  readonly name: string;
  readonly hashKey: TableAttribute;
  readonly rangeKey?: TableAttribute;
}

export interface GlobalTableProps {
  /** Keys of both regions: AWS wants a customer key for all replicas or for none. */
  readonly keys: PairKeys;
  readonly hashKey: TableAttribute;
  readonly rangeKey?: TableAttribute;
  /** @default - none */
  readonly indexes?: readonly TableIndex[];
  /** Attribute that holds the time of expiry. @default - nothing expires */
  readonly ttlAttribute?: string;
  /** Of the table and of its replica. @default true */
  readonly deletionProtection?: boolean;
}

/**
 * A DynamoDB table in both regions, writable in both, paid by request: a failover meets no capacity that was not scaled.
 *
 * Link: the table with its replica, since it is one object with a key in each region. Primary and DR: nothing; applications
 * use the table's name in their own region.
 */
export class GlobalTable {
  readonly name: string;

  constructor(
    private readonly pair: Pair,
    id: string,
    private readonly props: GlobalTableProps,
  ) {
    this.name = `${pair.name}-${id}`;
    const table = new DynamodbTable(pair.link, id, {
      provider: pair.link.providerFor(pair.primary.region),
      name: this.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: props.hashKey.name,
      rangeKey: props.rangeKey?.name,
      attribute: attributesOf(props),
      globalSecondaryIndex: props.indexes?.map((index) => ({
        name: index.name,
        hashKey: index.hashKey.name,
        rangeKey: index.rangeKey?.name,
        projectionType: "ALL",
      })),
      // Replicas are fed by it.
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      serverSideEncryption: { enabled: true, kmsKeyArn: props.keys.arnInLink(pair.primary) },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: props.deletionProtection ?? true,
      ...(props.ttlAttribute === undefined
        ? {}
        : { ttl: { enabled: true, attributeName: props.ttlAttribute } }),
      // The replica is a resource of its own: its deletion protection is none of the block's before provider 6.
      lifecycle: { ignoreChanges: ["replica"] },
    });
    const replica = new DynamodbTableReplica(pair.link, `${id}_replica`, {
      provider: pair.link.providerFor(pair.dr.region),
      globalTableArn: table.arn,
      kmsKeyArn: props.keys.arnInLink(pair.dr),
      // Each replica has backups and protection of its own, or none.
      pointInTimeRecovery: true,
      deletionProtectionEnabled: props.deletionProtection ?? true,
    });
    for (const one of [table, replica])
      pair.design.differs(one, "one table for both regions, with a replica in the DR region");
    const [there, back] = pair.sides.map((side) => this.watchLag(id, side));
    if (there !== undefined && back !== undefined) pair.design.pairUp(there, back);
    pair.objectives.add({ part: `replication of table "${id}"`, rpo: PROMISED_LAG });
  }

  /** From a side to the other one. */
  private watchLag(id: string, source: Side): CloudwatchMetricAlarm {
    const { pair, name } = this;
    const { region } = pair.other(source);
    return addLagAlarm(pair.link, `${id}_${source.name}-lag`, {
      provider: pair.link.providerFor(source.region),
      name: `${name}-lag`,
      description: `What is written to table ${name} in ${source.region} takes more than ${PROMISED_LAG} to ${region}.`,
      namespace: "AWS/DynamoDB",
      metricName: "ReplicationLatency",
      dimensions: { TableName: name, ReceivingRegion: region.name },
      // Published in milliseconds.
      threshold: PROMISED_LAG.seconds * 1000,
      topicArn: pair.alerts.topicArnInLink(source.region),
    });
  }

  /** Lets something read the table and its indexes in its own region. */
  grantRead(grantee: Grantable): void {
    this.grant(grantee, READ);
  }

  /** Lets something write the table in its own region; both regions take writes. */
  grantWrite(grantee: Grantable): void {
    this.grant(grantee, WRITE);
  }

  grantReadWrite(grantee: Grantable): void {
    this.grant(grantee, [...READ, ...WRITE]);
  }

  private grant(grantee: Grantable, actions: readonly string[]): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(["dynamodb:DescribeTable", ...actions], [this.arn(side), `${this.arn(side)}/index/*`]),
      allowKey(side, "dynamodb", this.props.keys.arn(side), ["kms:Decrypt", "kms:DescribeKey"]),
    ]);
  }

  /** For IAM policies of a side: the same table has an ARN in each region. */
  arn(side: Side): string {
    const { partition } = side.region;
    return `arn:${partition}:dynamodb:${side.region}:${this.pair.account}:table/${this.name}`;
  }
}

const PROMISED_LAG = Duration.minutes(1);

const READ = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
];
const WRITE = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];

/** As plain Terraform. */
export const capability: Capability = {
  name: "dynamodb-global",
  build: (pair, id) =>
    new GlobalTable(pair, id, { keys: new Keys(pair, "keys"), hashKey: { name: "hash-key" } }),
  parameters: [text("hash_key", /hash-key/g, "Name of the table's partition key, a string.")],
};

/** DynamoDB wants every key of table and indexes declared, and each once. */
function attributesOf(props: GlobalTableProps): { name: string; type: string }[] {
  const keys = [
    props.hashKey,
    props.rangeKey,
    ...(props.indexes ?? []).flatMap((index) => [index.hashKey, index.rangeKey]),
  ];
  const types = new Map(
    keys.flatMap((key) => (key === undefined ? [] : [[key.name, key.type ?? "S"] as const])),
  );
  return [...types].map(([name, type]) => ({ name, type }));
}
