import { rule } from "../connections/security-group-rule";
import { assumedBy } from "../iam/policy";
import type { SideNetwork } from "../network/pair-network";
import { IamInstanceProfile, IamRole, IamRolePolicyAttachment, SecurityGroup } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";

export interface BuildInstanceProps {
  /** Of the role, the profile and the security group. */
  readonly name: string;
  /** Such as `aws`. */
  readonly partition: string;
  readonly network: SideNetwork;
}

/** What an instance of Image Builder has: a role for Systems Manager, which builds in it, and a way out. */
export function addBuildInstance(
  scope: Construct,
  { name, partition, network }: BuildInstanceProps,
): { profile: IamInstanceProfile; securityGroup: SecurityGroup; subnetId: string } {
  const [subnetId] = network.privateSubnetIds;
  if (subnetId === undefined || name.length > 64) {
    throw new ConfigurationError(
      "id",
      `the role's name "${name}" is longer than 64 characters`,
      "Shorten the id",
    );
  }
  const role = new IamRole(scope, "role", {
    name,
    assumeRolePolicy: assumedBy("ec2.amazonaws.com"),
  });
  for (const policy of ["AmazonSSMManagedInstanceCore", "EC2InstanceProfileForImageBuilder"]) {
    new IamRolePolicyAttachment(scope, policy, {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
    });
  }
  const securityGroup = new SecurityGroup(scope, "instances", {
    name,
    description: "Instances that build images",
    vpcId: network.vpcId,
    ingress: [],
    egress: [443, 80].map((port) =>
      rule({ description: "AWS and package sources", port, cidrBlocks: ["0.0.0.0/0"] }),
    ),
    tags: { Name: name },
  });
  return {
    profile: new IamInstanceProfile(scope, "profile", { name, role: role.name }),
    securityGroup,
    subnetId,
  };
}
