import { resourcesOf } from "../../figures/resources-of";
import { allow } from "../../iam/policy";
import { AutoscalingGroup } from "../../pair/aws";
import { arnIn, arnPlace } from "../../pair/arn";
import { type FaultOf, isoMinutes, NO_FAULT } from "../fault";

/** What Auto Scaling puts on its instances. */
const GROUP_TAG = "aws:autoscaling:groupName";

/**
 * The primary's instances stop, and start again afterwards, as far as Auto Scaling has not replaced them.
 * Source: https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#stop-instances
 */
export const instances: FaultOf = ({ pair, duration, keyArn }) => {
  const groups = resourcesOf(pair.primary.workspace, AutoscalingGroup).flatMap(({ nameInput: name }) =>
    name === undefined ? [] : [name],
  );
  if (groups.length === 0) return NO_FAULT;
  return {
    actions: groups.map((group) => ({
      name: `stop-${group}`,
      actionId: "aws:ec2:stop-instances",
      parameters: { startInstancesAfterDuration: isoMinutes(duration) },
      target: { key: "Instances", resourceType: "aws:ec2:instance" },
      tags: { [GROUP_TAG]: group },
    })),
    statements: [
      allow(
        ["ec2:StartInstances", "ec2:StopInstances"],
        arnIn(arnPlace(pair, pair.primary), "ec2", "instance/*"),
        {
          StringEquals: { [`aws:ResourceTag/${GROUP_TAG}`]: groups },
        },
      ),
      // To start an instance again is to attach its encrypted volumes.
      allow(["kms:CreateGrant"], keyArn, {
        Bool: { "kms:GrantIsForAWSResource": "true" },
        StringEquals: { "kms:ViaService": `ec2.${pair.primary.region}.amazonaws.com` },
      }),
      // EC2 has nothing narrower for what only describes.
      allow(["ec2:DescribeInstances"], "*"),
    ],
  };
};
