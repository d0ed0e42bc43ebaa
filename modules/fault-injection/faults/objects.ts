import { resourcesOf } from "../../figures/resources-of";
import { allow } from "../../iam/policy";
import { AwsProvider, S3BucketReplicationConfiguration } from "../../pair/aws";
import { type FaultOf, isoMinutes, NO_FAULT, tagsOf } from "../fault";

/**
 * Nothing is copied from the primary's buckets any more. What is on its way may arrive for up to an hour.
 * Source: https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#bucket-pause-replication
 */
export const objects: FaultOf = ({ pair, duration }) => {
  const { primary, dr, link } = pair;
  const buckets = resourcesOf(link, S3BucketReplicationConfiguration)
    .filter(({ provider }) => provider instanceof AwsProvider && provider.region === primary.region.name)
    .flatMap(({ bucketInput: name }) =>
      name === undefined ? [] : [`arn:${primary.region.partition}:s3:::${name}`],
    );
  if (buckets.length === 0) return NO_FAULT;
  return {
    actions: [
      {
        name: "pause-objects",
        actionId: "aws:s3:bucket-pause-replication",
        parameters: { duration: isoMinutes(duration), region: dr.region.name },
        target: { key: "Buckets", resourceType: "aws:s3:bucket" },
        tags: tagsOf(pair, "primary"),
      },
    ],
    statements: [
      // A look has no such key, so that asking for it would refuse every one: only what changes is held to it.
      allow(["s3:GetReplicationConfiguration"], buckets),
      allow(["s3:PutReplicationConfiguration"], buckets, {
        Bool: { "s3:IsReplicationPauseRequest": "true" },
      }),
      allow(["s3:PauseReplication"], buckets, { StringEquals: { "s3:DestinationRegion": dr.region.name } }),
      // It finds buckets by their tags, and has nothing narrower.
      allow(["s3:ListAllMyBuckets", "tag:GetResources"], "*"),
    ],
  };
};
