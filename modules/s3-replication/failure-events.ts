import { S3BucketNotification, SnsTopic, SnsTopicPolicy } from "../pair/aws";
import { Fn, type TerraformResource } from "../pair/cdk";
import { scopeIn, type Side } from "../pair/side";

/** What S3 tells of a copy that is missing or late, and of a late one that has arrived. EventBridge gets none of these. */
const EVENTS = [
  "s3:Replication:OperationFailedReplication",
  "s3:Replication:OperationMissedThreshold",
  "s3:Replication:OperationNotTracked",
  "s3:Replication:OperationReplicatedAfterThreshold",
];

export interface FailureEventsProps {
  /** Of the topic. */
  readonly name: string;
  readonly account: string;
  /** The bucket that is copied from. */
  readonly bucket: string;
  readonly bucketArn: string;
  readonly keyArn: string;
}

/** Has S3 name each object that was not copied: the alarms only count them. In the workspace of the bucket. */
export function addFailureEvents(
  side: Side,
  id: string,
  { name, account, bucket, bucketArn, keyArn }: FailureEventsProps,
): { topicArn: string; resources: readonly TerraformResource[] } {
  const scope = scopeIn(side, id);
  const topic = new SnsTopic(scope, "topic", { name, kmsMasterKeyId: keyArn });
  const policy = new SnsTopicPolicy(scope, "policy", {
    arn: topic.arn,
    policy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Bucket",
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnEquals: { "aws:SourceArn": bucketArn },
          },
        },
      ],
    }),
  });
  const notification = new S3BucketNotification(scope, "notification", {
    bucket,
    topic: [{ id: "replication", topicArn: topic.arn, events: EVENTS }],
    // S3 publishes a test message, and refuses the configuration when it may not.
    dependsOn: [policy],
  });
  return { topicArn: topic.arn, resources: [topic, policy, notification] };
}
