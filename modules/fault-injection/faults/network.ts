import { allow } from "../../iam/policy";
import { resourcesOf } from "../../figures/resources-of";
import { Subnet } from "../../pair/aws";
import { arnIn, arnPlace } from "../../pair/arn";
import { type FaultOf, isoMinutes, NO_FAULT, tagsOf } from "../fault";

/** What FIS puts on the network ACLs that it makes. */
const OWN = { "aws:RequestTag/managedByFIS": "true" };

/**
 * Nothing gets into the primary's subnets or out of them: they look away to everybody.
 * Source: https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html#disrupt-connectivity, and AWS's managed policy
 * AWSFaultInjectionSimulatorNetworkAccess, held to the account, the region and the pair's subnets
 */
export const network: FaultOf = ({ pair, duration }) => {
  if (resourcesOf(pair.primary.workspace, Subnet).length === 0) return NO_FAULT;
  const ec2 = (resource: string) => arnIn(arnPlace(pair, pair.primary), "ec2", resource);
  const acls = ec2("network-acl/*");
  return {
    actions: [
      {
        name: "disrupt-network",
        actionId: "aws:network:disrupt-connectivity",
        parameters: { duration: isoMinutes(duration), scope: "all" },
        target: { key: "Subnets", resourceType: "aws:ec2:subnet" },
        tags: tagsOf(pair, "primary"),
      },
    ],
    statements: [
      allow(["ec2:CreateTags"], acls, {
        StringEquals: { "ec2:CreateAction": "CreateNetworkAcl", ...OWN },
      }),
      allow(["ec2:CreateNetworkAcl"], acls, { StringEquals: OWN }),
      allow(["ec2:CreateNetworkAcl"], ec2("vpc/*"), {
        StringEquals: { "aws:ResourceTag/Application": pair.name },
      }),
      allow(["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAcl"], acls, {
        StringEquals: { "ec2:ResourceTag/managedByFIS": "true" },
      }),
      // Both the subnet's own ACL and the one in its place take part.
      allow(["ec2:ReplaceNetworkAclAssociation"], acls),
      allow(["ec2:ReplaceNetworkAclAssociation"], ec2("subnet/*"), {
        StringEquals: { "aws:ResourceTag/Application": pair.name },
      }),
      allow(["ec2:GetManagedPrefixListEntries"], ec2("prefix-list/*")),
      // EC2 has nothing narrower for what only describes.
      allow(
        [
          "ec2:DescribeManagedPrefixLists",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
        ],
        "*",
      ),
    ],
  };
};
