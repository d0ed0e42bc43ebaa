import { SnsTopic, SnsTopicSubscription } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Pair, PairAlerts } from "../pair/pair";
import { Region } from "../pair/region";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import { allowPublishing } from "./topic-policy";

export interface AlertsProps {
  /**
   * ARNs of topics that exist, one in each region, which let CloudWatch and EventBridge publish.
   * @default - the topics PAIR-alerts, made in both regions as soon as something reports
   */
  readonly topicArns?: PerSide<string>;
  /** Addresses that the own topics write to. Each confirms once for every topic. @default - none: subscribe to the topics yourself */
  readonly emails?: readonly string[];
}

/** The id of the topics in each workspace. */
const ID = "alerts";

/**
 * Where a pair's alarms report: a topic in each region, so that neither needs the other to call for help. Route 53's health checks and CloudFront have
 * their metrics in us-east-1 alone, so a pair without that region has a third topic there, in the link.
 */
export class Alerts implements PairAlerts {
  private readonly topics = new Map<Side["name"], SnsTopic>();
  private elsewhere?: SnsTopic;
  private keys?: { arn(side: Side): string };

  constructor(
    private readonly pair: Pair,
    private readonly props: AlertsProps,
  ) {}

  topicArn(side: Side): string {
    return this.props.topicArns?.[side.name] ?? this.topic(side).arn;
  }

  topicArnInLink(region: Region): string {
    const side = this.pair.sides.find((one) => one.region.equals(region));
    if (side === undefined) return this.topicElsewhere(region).arn;
    const own = this.props.topicArns?.[side.name];
    if (own !== undefined) return own;
    this.topic(side);
    return `arn:${region.partition}:sns:${region}:${this.pair.account}:${this.name}`;
  }

  encryptWith(keys: { arn(side: Side): string }): void {
    this.keys = keys;
    for (const side of this.pair.sides) {
      const topic = this.topics.get(side.name);
      if (topic !== undefined) topic.kmsMasterKeyId = keys.arn(side);
    }
  }

  private get name(): string {
    return `${this.pair.name}-${ID}`;
  }

  /** Made in both regions at once, whichever is asked for: an alarm on one side must not make the sides differ. */
  private topic(side: Side): SnsTopic {
    if (this.topics.size === 0)
      for (const each of this.pair.sides) this.topics.set(each.name, this.createIn(each));
    const topic = this.topics.get(side.name);
    if (topic === undefined) throw new Error(`no alerts of ${side.name}`);
    return topic;
  }

  private createIn(side: Side): SnsTopic {
    const scope = scopeIn(side, ID);
    const topic = new SnsTopic(scope, "topic", {
      name: this.name,
      ...(this.keys === undefined ? {} : { kmsMasterKeyId: this.keys.arn(side) }),
    });
    this.open(scope, "", topic);
    return topic;
  }

  private topicElsewhere(region: Region): SnsTopic {
    const { pair } = this;
    this.elsewhere ??= this.createElsewhere(pair, region);
    return this.elsewhere;
  }

  private createElsewhere(pair: Pair, region: Region): SnsTopic {
    const topic = new SnsTopic(pair.link, `${ID}_${region}`, {
      provider: pair.link.providerFor(region),
      name: this.name,
    });
    this.open(pair.link, `${ID}_${region}-`, topic);
    pair.design.differs(topic, `what is global has its metrics in ${region} alone`);
    return topic;
  }

  private open(scope: Construct, prefix: string, topic: SnsTopic): void {
    allowPublishing(scope, `${prefix}policy`, topic, this.pair.account);
    (this.props.emails ?? []).forEach((endpoint, index) => {
      new SnsTopicSubscription(scope, `${prefix}email-${index + 1}`, {
        ...(topic.provider === undefined ? {} : { provider: topic.provider }),
        topicArn: topic.arn,
        protocol: "email",
        endpoint,
      });
    });
  }
}
