import { type SnsTopic, SnsTopicPolicy } from "../pair/aws";
import { type Construct, Fn } from "../pair/cdk";

/**
 * Lets alarms and events publish to a topic. EventBridge gives no condition to hold it to
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html): the topic is there for nothing else.
 */
export function allowPublishing(scope: Construct, id: string, topic: SnsTopic, account: string): void {
  new SnsTopicPolicy(scope, id, {
    ...(topic.provider === undefined ? {} : { provider: topic.provider }),
    arn: topic.arn,
    policy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Alarms",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        },
        {
          Sid: "Events",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
        },
      ],
    }),
  });
}
