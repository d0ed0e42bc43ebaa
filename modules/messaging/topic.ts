import type { Grantable } from "../iam/grantable";
import { allow, allowKey } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { SnsTopic, SnsTopicPolicy, SnsTopicSubscription } from "../pair/aws";
import type { Capability } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import type { EventTarget } from "./event-target";
import { Queue } from "./queue";
import { ResourcePolicy } from "./resource-policy";

export interface TopicProps {
  /** Keys of both regions. */
  readonly keys: PairKeys;
  /** Keep the order of messages. Its subscribers are queues. @default false */
  readonly fifo?: boolean;
}

/** Who is told outside of AWS. Whoever it is must confirm by following a link, before that nothing is sent. */
export interface Endpoint {
  readonly protocol: "https" | "email";
  /** One for both regions, or one for each. */
  readonly address: string | PerSide<string>;
}

export interface SubscriptionOptions {
  /** Attributes that a message must have, each with the values that are wanted. @default - every message is */
  readonly filterPolicy?: Readonly<Record<string, readonly string[]>>;
  /** Give a queue the message alone, without SNS's envelope. @default false */
  readonly rawMessageDelivery?: boolean;
}

interface SideTopic {
  readonly scope: Construct;
  readonly topic: SnsTopic;
  readonly policy: ResourcePolicy;
}

/**
 * A topic in each region, of one name. Publishers use the one of their own region, and it delivers in that region.
 *
 * Primary and DR: the topic, encrypted with the region's own key, and its subscriptions. Link: nothing.
 */
export class Topic implements EventTarget {
  /** Of the topic, in both regions. */
  readonly name: string;
  private readonly made: PerSide<SideTopic>;

  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: TopicProps,
  ) {
    this.name = `${pair.name}-${id}${props.fifo === true ? ".fifo" : ""}`;
    this.made = forSides(pair, (side) => this.createIn(side));
  }

  /** For resources of the side's workspace. */
  arn(side: Side): string {
    return this.made[side.name].topic.arn;
  }

  /** Sends every message on, in both regions: to the region's own queue, or to an endpoint. @throws ConfigurationError */
  addSubscription(to: Queue | Endpoint, options: SubscriptionOptions = {}): void {
    this.checkSubscriber(to);
    for (const side of this.pair.sides) {
      const { scope, topic } = this.made[side.name];
      new SnsTopicSubscription(scope, this.subscriptionId(scope, to), {
        topicArn: topic.arn,
        ...(to instanceof Queue
          ? { protocol: "sqs", endpoint: to.arn(side) }
          : { protocol: to.protocol, endpoint: addressOf(to, side) }),
        ...(options.rawMessageDelivery === true ? { rawMessageDelivery: true } : {}),
        ...(options.filterPolicy === undefined ? {} : { filterPolicy: JSON.stringify(options.filterPolicy) }),
      });
      if (to instanceof Queue) to.allowService(side, "sns.amazonaws.com", topic.arn);
    }
  }

  /** Lets something publish in its own region. */
  grantPublish(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(["sns:Publish"], this.arn(side)),
      allowKey(side, "sns", this.props.keys.arn(side), ["kms:Decrypt", "kms:GenerateDataKey"]),
    ]);
  }

  checkEvents(): void {
    if (this.props.fifo !== true) return;
    throw new ConfigurationError(
      this.id,
      "is a FIFO topic, which EventBridge cannot send to",
      "Send events to a topic without fifo",
    );
  }

  /** Lets in every rule: EventBridge gives topics no condition to hold it to, see `alerts/topic-policy.ts`. */
  allowEventsFrom(side: Side): void {
    this.made[side.name].policy.allow({ service: "events.amazonaws.com", action: "sns:Publish" });
  }

  private checkSubscriber(to: Queue | Endpoint): void {
    const isFifo = this.props.fifo === true;
    if (to instanceof Queue ? isFifo || !to.isFifo : !isFifo) return;
    throw new ConfigurationError(
      this.id,
      isFifo
        ? "is a FIFO topic, which delivers to queues alone"
        : `keeps no order, so it cannot deliver to "${(to as Queue).id}", a FIFO queue`,
      isFifo ? "Subscribe a queue" : "Give the topic fifo: true, or the queue not",
    );
  }

  private subscriptionId(scope: Construct, to: Queue | Endpoint): string {
    if (to instanceof Queue) return `to-${to.id}`;
    const earlier = scope.node.children.filter(({ node }) => node.id.startsWith(`to-${to.protocol}-`));
    return `to-${to.protocol}-${earlier.length + 1}`;
  }

  private createIn(side: Side): SideTopic {
    const scope = scopeIn(side, this.id);
    const topic = new SnsTopic(scope, "topic", {
      name: this.name,
      kmsMasterKeyId: this.props.keys.arn(side),
      ...(this.props.fifo === true ? { fifoTopic: true, contentBasedDeduplication: true } : {}),
    });
    const policy = new ResourcePolicy(
      topic.arn,
      (document) => new SnsTopicPolicy(scope, "policy", { arn: topic.arn, policy: document }),
    );
    return { scope, topic, policy };
  }
}

function addressOf({ address }: Endpoint, side: Side): string {
  return typeof address === "string" ? address : address[side.name];
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "topic",
  build: (pair, id) => new Topic(pair, id, { keys: new Keys(pair, "keys") }),
};
