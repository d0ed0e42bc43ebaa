import { block } from "../model/block";
import { json, policy } from "../model/expression";

/** A topic that fans out to the queue of its own region and to a mailbox. */
export default block({
  id: "topic",
  service: "SNS",
  applies: true,
  choose: (rng) => ({ noun: rng.pick(["notices", "changes", "shipments"]), kms: rng.chance(0.6), tries: rng.pick([3, 5]) }),
  build(region, { noun, kms, tries }) {
    const dlq = region.resource("aws_sqs_queue", `${noun}_undelivered`, {
      name: region.name(`${noun}-undelivered`),
      message_retention_seconds: 1209600,
      sqs_managed_sse_enabled: true,
    });
    const inbox = region.resource("aws_sqs_queue", `${noun}_inbox`, {
      name: region.name(`${noun}-inbox`),
      visibility_timeout_seconds: 60,
      sqs_managed_sse_enabled: true,
      redrive_policy: json({ deadLetterTargetArn: dlq.arn, maxReceiveCount: tries }),
    });
    const topic = region.resource("aws_sns_topic", noun, {
      name: region.name(noun),
      kms_master_key_id: kms ? "alias/aws/sns" : undefined,
    });
    region.resource("aws_sns_topic_policy", noun, {
      arn: topic.arn,
      policy: policy({
        Sid: "Publishers",
        Effect: "Allow",
        Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
        Action: ["sns:Publish", "sns:GetTopicAttributes"],
        Resource: topic.arn,
        Condition: { StringEquals: { "aws:SourceAccount": region.account } },
      }),
    });
    region.resource("aws_sns_topic_subscription", `${noun}_inbox`, {
      topic_arn: topic.arn,
      protocol: "sqs",
      endpoint: inbox.arn,
      raw_message_delivery: true,
      filter_policy: json({ kind: ["created", "cancelled"] }),
    });
    region.resource("aws_sns_topic_subscription", `${noun}_mail`, {
      topic_arn: topic.arn,
      protocol: "email",
      endpoint: `ops@${region.app}.example.com`,
    });
    return { topic, inbox };
  },
});
