import { block } from "../model/block";
import { json, policy } from "../model/expression";

/** A work queue with its dead-letter queue and an alarm on its backlog. */
export default block({
  id: "queue",
  service: "SQS",
  applies: true,
  choose: (rng) => ({
    noun: rng.pick(["orders", "payments", "emails", "events"]),
    visibility: rng.pick([30, 60, 300, 900]),
    retention: rng.pick([345600, 604800, 1209600]),
    attempts: rng.pick([3, 5, 10]),
    fifo: rng.chance(0.2),
    managedEncryption: rng.chance(0.5),
  }),
  build(region, { noun, visibility, retention, attempts, fifo, managedEncryption }) {
    const alarm = { threshold: 1000 };
    const suffix = fifo ? ".fifo" : "";
    const encryption = managedEncryption
      ? { sqs_managed_sse_enabled: true }
      : { kms_master_key_id: "alias/aws/sqs", kms_data_key_reuse_period_seconds: 300 };
    // A FIFO queue's name ends in .fifo, so that the region's mark cannot be its end.
    const name = (base: string) =>
      fifo ? `${region.app}-${base}-${region.facts.code}${suffix}` : region.name(base);
    const dlq = region.resource("aws_sqs_queue", `${noun}_dlq`, {
      name: name(`${noun}-dlq`),
      message_retention_seconds: 1209600,
      ...(fifo ? { fifo_queue: true } : {}),
      ...encryption,
    });
    const queue = region.resource("aws_sqs_queue", noun, {
      name: name(noun),
      visibility_timeout_seconds: visibility,
      message_retention_seconds: retention,
      receive_wait_time_seconds: 20,
      ...(fifo ? { fifo_queue: true, content_based_deduplication: true } : {}),
      ...encryption,
      redrive_policy: json({ deadLetterTargetArn: dlq.arn, maxReceiveCount: attempts }),
    });
    region.resource("aws_sqs_queue_policy", noun, {
      queue_url: queue.id,
      policy: policy(
        {
          Sid: "Senders",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { StringEquals: { "aws:SourceAccount": region.account } },
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: queue.arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ),
    });
    region.resource("aws_cloudwatch_metric_alarm", `${noun}_backlog`, {
      alarm_name: region.name(`${noun}-backlog`),
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.attr("name") },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: alarm.threshold,
      evaluation_periods: 3,
      period: 300,
      treat_missing_data: "notBreaching",
    });
    return { queue, dlq };
  },
});
