import type { Grantable } from "../iam/grantable";
import { allow, allowKey } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { CloudwatchMetricAlarm, SqsQueue, SqsQueuePolicy, SqsQueueRedriveAllowPolicy } from "../pair/aws";
import { type Capability, number } from "../pair/capability";
import { Fn } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import type { EventTarget } from "./event-target";
import { ResourcePolicy } from "./resource-policy";

export interface QueueProps {
  /** Keys of both regions. */
  readonly keys: PairKeys;
  /** Keep the order of messages, and take one that is sent twice once. @default false */
  readonly fifo?: boolean;
  /** How long a message waits for its reader, 1 min to 14 days. @default 14 days */
  readonly retentionPeriod?: Duration;
  /** How long a reader has for a message before it is given to another, up to 12 h. @default 30 s */
  readonly visibilityTimeout?: Duration;
  /** How often a message is given to a reader before it goes to the dead-letter queue, 1 to 1000. @default 5 */
  readonly maxReceiveCount?: number;
}

interface SideQueue {
  readonly queue: SqsQueue;
  readonly deadLetters: SqsQueue;
  readonly policy: ResourcePolicy;
}

/**
 * A queue in each region with its dead-letter queue, of one name. SQS copies nothing between regions: what waits in the primary's queue
 * waits there until that region is back, so readers must bear a message that comes late or after its work was done in the DR region.
 *
 * Primary and DR: both queues, encrypted with the region's own key, and an alarm on dead letters. Link: nothing.
 */
export class Queue implements EventTarget {
  /** Of the queue, in both regions. */
  readonly name: string;
  private readonly made: PerSide<SideQueue>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: QueueProps,
  ) {
    this.check();
    this.name = this.nameOf(`${pair.name}-${id}`);
    checkNameLength("id", "a queue", this.deadLettersName, 80);
    this.made = forSides(pair, (side) => this.createIn(side));
  }

  get isFifo(): boolean {
    return this.props.fifo ?? false;
  }

  /** For resources of the side's workspace. */
  arn(side: Side): string {
    return this.made[side.name].queue.arn;
  }

  /** What senders and readers of the side call. */
  url(side: Side): string {
    return this.made[side.name].queue.url;
  }

  /** Where messages go that no reader could work off. */
  deadLetterQueue(side: Side): SqsQueue {
    return this.made[side.name].deadLetters;
  }

  /** Lets something send messages in its own region. */
  grantSendMessages(grantee: Grantable): void {
    // With Decrypt: SQS verifies a data key that it encrypts with.
    this.grant(grantee, ["sqs:SendMessage"], ["kms:Decrypt", "kms:GenerateDataKey"]);
  }

  /** Lets something read and remove messages in its own region. */
  grantConsumeMessages(grantee: Grantable): void {
    const actions = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"];
    this.grant(grantee, actions, ["kms:Decrypt"]);
  }

  checkEvents(): void {
    if (!this.isFifo) return;
    throw new ConfigurationError(
      this.id,
      "is a FIFO queue, and events of a rule have no group to be ordered in",
      "Send them to a queue without fifo",
    );
  }

  allowEventsFrom(side: Side, ruleArn: string): void {
    this.allowService(side, "events.amazonaws.com", ruleArn);
  }

  /** Lets an AWS service put messages into the side's queue for one resource. @param service such as `sns.amazonaws.com` */
  allowService(side: Side, service: string, sourceArn: string): void {
    this.made[side.name].policy.allow({ service, action: "sqs:SendMessage", sourceArn });
  }

  private grant(grantee: Grantable, onQueue: readonly string[], onKey: readonly string[]): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(["sqs:GetQueueAttributes", "sqs:GetQueueUrl", ...onQueue], this.arn(side)),
      allowKey(side, "sqs", this.props.keys.arn(side), onKey),
    ]);
  }

  private get deadLettersName(): string {
    return this.nameOf(`${this.pair.name}-${this.id}-dead-letters`);
  }

  private nameOf(name: string): string {
    return this.isFifo ? `${name}.fifo` : name;
  }

  private check(): void {
    const { retentionPeriod: kept, visibilityTimeout: hidden, maxReceiveCount: tries = 5 } = this.props;
    if (kept !== undefined && !(kept.seconds >= 60 && kept.seconds <= LONGEST.seconds))
      throw new ConfigurationError(`${this.id}.retentionPeriod`, `is ${kept}`, "Give 1 min to 14 days");
    if (hidden !== undefined && hidden.seconds > 43_200)
      throw new ConfigurationError(`${this.id}.visibilityTimeout`, `is ${hidden}`, "Give 12 h at most");
    if (!(Number.isInteger(tries) && tries >= 1 && tries <= 1000))
      throw new ConfigurationError(`${this.id}.maxReceiveCount`, `is ${tries}`, "Give 1 to 1000");
  }

  private createIn(side: Side): SideQueue {
    const { pair, props, id } = this;
    const scope = scopeIn(side, id);
    const common = {
      kmsMasterKeyId: props.keys.arn(side),
      ...(this.isFifo ? { fifoQueue: true, contentBasedDeduplication: true } : {}),
    };
    const deadLetters = new SqsQueue(scope, "dead-letters", {
      ...common,
      name: this.deadLettersName,
      // The longest that there is: a message's age counts from when it was first sent.
      messageRetentionSeconds: LONGEST.seconds,
    });
    const queue = new SqsQueue(scope, "queue", {
      ...common,
      name: this.name,
      messageRetentionSeconds: (props.retentionPeriod ?? LONGEST).seconds,
      visibilityTimeoutSeconds: (props.visibilityTimeout ?? Duration.seconds(30)).seconds,
      redrivePolicy: Fn.jsonencode({
        deadLetterTargetArn: deadLetters.arn,
        maxReceiveCount: props.maxReceiveCount ?? 5,
      }),
    });
    new SqsQueueRedriveAllowPolicy(scope, "dead-letters-of", {
      queueUrl: deadLetters.url,
      redriveAllowPolicy: Fn.jsonencode({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
    });
    new CloudwatchMetricAlarm(scope, "undeliverable", {
      alarmName: `${this.name}-undeliverable`,
      alarmDescription: `No reader could work off messages of ${this.name}: they are in its dead-letter queue.`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLetters.name },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [pair.alerts.topicArn(side)],
    });
    const policy = new ResourcePolicy(
      queue.arn,
      (document) => new SqsQueuePolicy(scope, "policy", { queueUrl: queue.url, policy: document }),
    );
    return { queue, deadLetters, policy };
  }
}

/** SQS keeps no message longer. */
const LONGEST = Duration.days(14);

/** As plain Terraform. */
export const capability: Capability = {
  name: "queue",
  build: (pair, id) =>
    new Queue(pair, id, { keys: new Keys(pair, "keys"), retentionPeriod: Duration.seconds(604_801) }),
  parameters: [number("retention_seconds", /\b604801\b/g, "Seconds that a message waits for its reader.")],
};
