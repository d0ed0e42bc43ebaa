import { Keys } from "../../modules/keys/keys";
import { EventBus, type EventBusProps } from "../../modules/messaging/event-bus";
import { Queue, type QueueProps } from "../../modules/messaging/queue";
import { Topic } from "../../modules/messaging/topic";
import { Duration } from "../../modules/pair/duration";
import type { Pair } from "../../modules/pair/pair";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const messaging = (build: (pair: Pair, keys: Keys) => void) =>
  synthesized((pair) => build(pair, new Keys(pair, "data")));
const queue = (props: Partial<QueueProps>) =>
  messaging((pair, keys) => void new Queue(pair, "orders", { keys, ...props }));
const bus = (props: EventBusProps = {}) =>
  messaging((pair, keys) => {
    const events = new EventBus(pair, "events", props);
    const target = new Queue(pair, "orders", { keys });
    events.addRule("placed", {
      pattern: { source: ["shop"] },
      target,
      deadLetterQueue: new Queue(pair, "undelivered", { keys }),
    });
    const news = new Topic(pair, "news", { keys });
    for (const rule of ["told", "again"])
      events.addRule(rule, { pattern: { source: ["shop"] }, target: news });
  });

const QUEUE = "${aws_sqs_queue.orders_queue.arn}";

describe("names that AWS would refuse", () => {
  it.each<[string, (pair: Pair, keys: Keys) => unknown, RegExp]>([
    [
      "a dead-letter queue",
      (pair, keys) => new Queue(pair, "q".repeat(63), { keys }),
      /id: "shop-q+-dead-letters" is/,
    ],
    [
      "a FIFO dead-letter queue",
      (pair, keys) => new Queue(pair, "q".repeat(60), { keys, fifo: true }),
      /id: "shop-q+-dead-letters\.fifo" is longer than the name of a queue may be\. Use 80/,
    ],
    ["an archive", (pair) => new EventBus(pair, "e".repeat(44)), /the name of an archive may be\. Use 48/],
    [
      "a rule",
      (pair, keys) =>
        new EventBus(pair, "events").addRule("r".repeat(53), {
          pattern: {},
          target: new Queue(pair, "orders", { keys }),
        }),
      /events\.addRule: "shop-events-r+" is longer than the name of a rule may be\. Use 64/,
    ],
  ])("are refused at synthesis: %s", (_what, build, message) => {
    expect(() => messaging((pair, keys) => void build(pair, keys))).toThrow(message);
  });

  it("are told from the longest that it takes", () => {
    const { dr } = messaging((pair, keys) => {
      new Queue(pair, "q".repeat(62), { keys });
      new EventBus(pair, "e".repeat(43));
    });
    expect(dr.types()).toEqual(expect.arrayContaining(["aws_sqs_queue", "aws_cloudwatch_event_archive"]));
  });
});

describe("Queue", () => {
  it.each([
    [{ retentionPeriod: Duration.days(15) }, "orders.retentionPeriod: is 360 h"],
    [{ visibilityTimeout: Duration.hours(13) }, "orders.visibilityTimeout: is 13 h"],
    [{ maxReceiveCount: 0 }, "orders.maxReceiveCount: is 0"],
  ])("refuses what SQS would refuse: %p", (props, message) => {
    expect(() => queue(props)).toThrow(message);
  });

  it("is the same on both sides, with a dead-letter queue, each with its own key", () => {
    const { primary, dr, link, manifest } = queue({});
    for (const side of [primary, dr]) {
      expect(side.resource("aws_sqs_queue.orders_queue")).toMatchObject({
        name: "shop-orders",
        kms_master_key_id: "${aws_kms_key.data_key.arn}",
        message_retention_seconds: 1_209_600,
        redrive_policy: expect.stringContaining("aws_sqs_queue.orders_dead-letters.arn") as string,
      });
    }
    expect(link.resources).toEqual([]);
    expect(manifest.byDesign).toEqual([]);
  });

  it("calls for help in each region when there are dead letters", () => {
    const { primary, dr } = queue({});
    for (const side of [primary, dr])
      expect(side.resource("aws_cloudwatch_metric_alarm.orders_undeliverable")).toMatchObject({
        dimensions: { QueueName: "${aws_sqs_queue.orders_dead-letters.name}" },
        threshold: 0,
        alarm_actions: [expect.stringContaining("alerts") as string],
      });
  });

  it("keeps order in both queues where it is to", () => {
    const { dr } = queue({ fifo: true });
    for (const [address, name] of [
      ["aws_sqs_queue.orders_queue", "shop-orders.fifo"],
      ["aws_sqs_queue.orders_dead-letters", "shop-orders-dead-letters.fifo"],
    ] as const)
      expect(dr.resource(address)).toMatchObject({ name, fifo_queue: true });
  });

  it("lets a fleet send and read in its own region, and no more than that", () => {
    const granted = (grant: (orders: Queue, web: ReturnType<typeof fleetIn>) => void) => {
      const { dr } = synthesized((pair) => {
        const { keys, network } = base(pair);
        grant(new Queue(pair, "orders", { keys }), fleetIn(pair, { keys, network }));
      });
      return statementsOf(dr.resource("aws_iam_role_policy.web_grants")).flatMap(({ Action }) => Action);
    };
    const common = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
    expect(granted((orders, web) => orders.grantSendMessages(web))).toEqual([
      ...common,
      "sqs:SendMessage",
      "kms:Decrypt",
      "kms:GenerateDataKey",
    ]);
    expect(granted((orders, web) => orders.grantConsumeMessages(web))).toEqual([
      ...common,
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:ReceiveMessage",
      "kms:Decrypt",
    ]);
  });
});

describe("Topic", () => {
  const subscribed = (topicFifo: boolean, queueFifo: boolean) =>
    messaging((pair, keys) =>
      new Topic(pair, "news", { keys, fifo: topicFifo }).addSubscription(
        new Queue(pair, "orders", { keys, fifo: queueFifo }),
        { filterPolicy: { kind: ["order"] } },
      ),
    );

  it("refuses subscribers that SNS would refuse", () => {
    expect(() => subscribed(false, true)).toThrow('news: keeps no order, so it cannot deliver to "orders"');
    expect(() =>
      messaging((pair, keys) =>
        new Topic(pair, "news", { keys, fifo: true }).addSubscription({
          protocol: "email",
          address: "a@example.com",
        }),
      ),
    ).toThrow("news: is a FIFO topic, which delivers to queues alone");
  });

  it("delivers to the region's own queue, which lets that topic alone send", () => {
    const { primary, dr } = subscribed(false, false);
    for (const side of [primary, dr]) {
      expect(side.resource("aws_sns_topic_subscription.news_to-orders")).toMatchObject({
        protocol: "sqs",
        endpoint: QUEUE,
        filter_policy: '{"kind":["order"]}',
      });
      expect(statementsOf(side.resource("aws_sqs_queue_policy.orders_policy"))).toEqual([
        expect.objectContaining({
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Condition: { ArnEquals: { "aws:SourceArn": "aws_sns_topic.news_topic.arn" } },
        }),
      ]);
    }
  });

  it("tells addresses of each region", () => {
    const { primary, dr } = messaging((pair, keys) => {
      const news = new Topic(pair, "news", { keys });
      news.addSubscription({ protocol: "https", address: { primary: "https://p", dr: "https://d" } });
      news.addSubscription({ protocol: "https", address: "https://both" });
    });
    const endpointOf = (side: typeof dr, number: number) =>
      side.resource(`aws_sns_topic_subscription.news_to-https-${number}`).endpoint;
    expect([endpointOf(primary, 1), endpointOf(dr, 1), endpointOf(dr, 2)]).toEqual([
      "https://p",
      "https://d",
      "https://both",
    ]);
  });

  it("lets a fleet publish", () => {
    const { primary } = synthesized((pair) => {
      const { keys, network } = base(pair);
      new Topic(pair, "news", { keys }).grantPublish(fleetIn(pair, { keys, network }));
    });
    expect(statementsOf(primary.resource("aws_iam_role_policy.web_grants"))[0]).toMatchObject({
      Action: ["sns:Publish"],
      Resource: "aws_sns_topic.news_topic.arn",
    });
  });
});

describe("EventBus", () => {
  it("refuses the target itself for what did not reach it", () => {
    expect(() =>
      messaging((pair, keys) => {
        const target = new Queue(pair, "orders", { keys });
        new EventBus(pair, "events").addRule("placed", { pattern: {}, target, deadLetterQueue: target });
      }),
    ).toThrow('events.addRule.deadLetterQueue: is the target of "placed" itself');
  });

  it("refuses a target that keeps order, and days that are none", () => {
    expect(() =>
      messaging((pair, keys) =>
        new EventBus(pair, "events").addRule("placed", {
          pattern: { source: ["shop"] },
          target: new Queue(pair, "orders", { keys, fifo: true }),
        }),
      ),
    ).toThrow("orders: is a FIFO queue");
    expect(() => bus({ archiveDays: -1 })).toThrow("events.archiveDays: is -1");
  });

  it("has the same archive and rules on both sides, whose targets let each rule in", () => {
    const { primary, dr, link } = bus();
    for (const side of [primary, dr]) {
      expect(side.resource("aws_cloudwatch_event_archive.events_archive")).toMatchObject({
        retention_days: 14,
      });
      expect(side.resource("aws_cloudwatch_event_target.events_placed-target")).toMatchObject({
        arn: QUEUE,
        dead_letter_config: { arn: QUEUE.replace("orders", "undelivered") },
      });
      expect(statementsOf(side.resource("aws_sqs_queue_policy.orders_policy"))).toEqual([
        expect.objectContaining({
          Action: "sqs:SendMessage",
          Condition: { ArnEquals: { "aws:SourceArn": "aws_cloudwatch_event_rule.events_placed.arn" } },
        }),
      ]);
    }
    expect(link.resources).toEqual([]);
  });

  it("gives a topic's policy no condition, with which EventBridge reaches none, and says it once", () => {
    expect(statementsOf(bus().dr.resource("aws_sns_topic_policy.news_policy"))).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: "aws_sns_topic.news_topic.arn",
      },
    ]);
  });

  it("names one queue once in a queue's policy, be it target and dead-letter queue of one rule", () => {
    expect(statementsOf(bus().dr.resource("aws_sqs_queue_policy.orders_policy"))).toHaveLength(1);
  });

  it("replicates events by an endpoint that follows the primary region's health", () => {
    const { link } = bus({ replicateEvents: true });
    expect(link.resource("aws_cloudwatch_event_endpoint.events_endpoint")).toMatchObject({
      provider: "aws.eu_west_1",
      event_bus: [
        { event_bus_arn: "arn:aws:events:eu-west-1:111122223333:event-bus/shop-events" },
        { event_bus_arn: "arn:aws:events:eu-central-1:111122223333:event-bus/shop-events" },
      ],
      replication_config: { state: "ENABLED" },
      routing_config: { failover_config: { secondary: { route: "eu-central-1" } } },
    });
    expect(link.resource("aws_cloudwatch_metric_alarm.events_latency")).toMatchObject({
      treat_missing_data: "breaching",
      alarm_actions: [expect.stringContaining("alerts") as string],
    });
    expect(link.resource("aws_route53_health_check.events_health")).toMatchObject({
      cloudwatch_alarm_region: "eu-west-1",
      insufficient_data_health_status: "Unhealthy",
    });
  });

  it.each([
    [true, 2],
    [false, 1],
  ])("lets a fleet put events (replicated: %p) on %i buses", (replicateEvents, count) => {
    const { dr } = synthesized((pair) => {
      const { keys, network } = base(pair);
      new EventBus(pair, "events", { replicateEvents }).grantPutEvents(fleetIn(pair, { keys, network }));
    });
    const [statement] = statementsOf(dr.resource("aws_iam_role_policy.web_grants"));
    expect([statement?.Resource].flat()).toHaveLength(count);
  });
});
