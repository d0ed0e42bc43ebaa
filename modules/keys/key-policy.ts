import { type ServiceReader, serviceMay } from "../iam/policy";
import type { Region } from "../pair/region";

/** Spelled out instead of `kms:*`, which would take every future action along. */
const ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
  "kms:UpdatePrimaryRegion",
];

const USE = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/**
 * The account administers the key and gives its use through IAM. A policy belongs to one key: replicas do not share their
 * primary's. Resource `*` is the key itself, the only form that a key policy has.
 * @param readers services that decrypt for something of the account
 */
export function keyPolicy(account: string, region: Region, readers: readonly ServiceReader[] = []): string {
  const root = { AWS: `arn:${region.partition}:iam::${account}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "Administration", Effect: "Allow", Principal: root, Action: ADMINISTRATION, Resource: "*" },
      { Sid: "UseThroughIam", Effect: "Allow", Principal: root, Action: USE, Resource: "*" },
      {
        // Auto Scaling starts instances with encrypted volumes as its service-linked role, which IAM policies cannot reach.
        Sid: "VolumesOfInstances",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: USE,
        Resource: "*",
        Condition: {
          StringEquals: { "kms:CallerAccount": account, "kms:ViaService": `ec2.${region}.amazonaws.com` },
        },
      },
      {
        // Alarms and buckets in this region publish to encrypted topics.
        Sid: "AlarmsAndBucketsToTopics",
        Effect: "Allow",
        Principal: { Service: ["cloudwatch.amazonaws.com", "s3.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
      {
        // So do EventBridge's rules, which do not say whose account they act for: the topic does, as SNS's encryption context.
        Sid: "EventsToTopics",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:sns:topicArn": `arn:${region.partition}:sns:${region}:${account}:*`,
          },
        },
      },
      {
        // Topics and rules in this region put messages into encrypted queues; the queue is SQS's encryption context.
        Sid: "TopicsAndEventsToQueues",
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com", "sns.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:sqs:arn": `arn:${region.partition}:sqs:${region}:${account}:*`,
          },
        },
      },
      ...readers.map((reader) => serviceMay(reader, "kms:Decrypt", "*")),
    ],
  });
}
