import { type Capacity, capacityIn } from "../compute/capacity";
import { assumedBy } from "../iam/policy";
import type { SideNetwork } from "../network/pair-network";
import {
  type EksCluster,
  EksNodeGroup,
  IamRole,
  IamRolePolicyAttachment,
  LaunchTemplate,
  SecurityGroup,
} from "../pair/aws";
import { type Construct, type TerraformResource, Token } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";

export interface NodeGroupProps {
  /** Such as `m7i.large`. The same in both regions; several let EC2 choose, where one is short. */
  readonly instanceTypes: readonly string[];
  /** The primary side's numbers of nodes; the strategy derives the DR side's. */
  readonly capacity: Capacity;
  /** Of all its instance types. @default "x86_64" */
  readonly architecture?: "x86_64" | "arm64";
  /** GiB of each node's disk. @default 50 */
  readonly diskSize?: number;
  /** Kubernetes labels of its nodes. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface NodesProps {
  readonly name: string;
  readonly network: SideNetwork;
  readonly keyArn: string;
  readonly cluster: EksCluster;
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
  /** What has to be there before a node can be ready. */
  readonly after: readonly TerraformResource[];
}

export function createNodes(scope: Construct, pair: Pair, side: Side, props: NodesProps) {
  const { name, network, cluster } = props;
  const securityGroup = new SecurityGroup(scope, "nodes", {
    name: `${name}-nodes`,
    description: "What nodes and pods may connect to, beside their cluster",
    vpcId: network.vpcId,
    tags: { Name: `${name}-nodes` },
  });
  const { role, access } = identity(scope, side, props);
  const groups = Object.entries(props.nodeGroups).map(([group, one]) => {
    const template = launchTemplate(scope, group, one, securityGroup, props);
    const { min, desired, max } = capacityIn(pair, side, one.capacity);
    const made = new EksNodeGroup(scope, `node-group-${group}`, {
      clusterName: cluster.name,
      nodeGroupName: group,
      nodeRoleArn: role.arn,
      subnetIds: [...network.privateSubnetIds],
      amiType: one.architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
      instanceTypes: [...one.instanceTypes],
      scalingConfig: { minSize: min, desiredSize: desired, maxSize: max },
      updateConfig: { maxUnavailable: 1 },
      launchTemplate: { id: template.id, version: Token.asString(template.latestVersion) },
      ...(one.labels === undefined ? {} : { labels: { ...one.labels } }),
      dependsOn: [...access, ...props.after],
      // Kubernetes' autoscaler and a failover move it.
      lifecycle: { ignoreChanges: ["scaling_config[0].desired_size"] },
    });
    return [group, made] as const;
  });
  return { securityGroup, groups: Object.fromEntries(groups) };
}

function launchTemplate(
  scope: Construct,
  group: string,
  { diskSize = 50 }: NodeGroupProps,
  securityGroup: SecurityGroup,
  { name, cluster, keyArn }: NodesProps,
): LaunchTemplate {
  return new LaunchTemplate(scope, `template-${group}`, {
    name: `${name}-${group}`,
    updateDefaultVersion: true,
    // With EKS's own group, by which nodes and cluster speak: named here, ours would take its place.
    vpcSecurityGroupIds: [cluster.vpcConfig.clusterSecurityGroupId, securityGroup.id],
    // A hop more would let pods act as their node.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: diskSize,
          encrypted: "true",
          kmsKeyId: keyArn,
          deleteOnTermination: "true",
        },
      },
    ],
    tagSpecifications: [{ resourceType: "instance", tags: { Name: `${name}-${group}` } }],
  });
}

/** What a node needs to join, to give pods addresses, and to pull images. Pods act in roles of their own. */
const POLICIES = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"];

function identity(scope: Construct, { name: side, region }: Side, { name }: NodesProps) {
  const role = new IamRole(scope, "node-role", {
    name: `${name}-nodes-${side}`,
    assumeRolePolicy: assumedBy("ec2.amazonaws.com"),
  });
  const access = POLICIES.map(
    (policy) =>
      new IamRolePolicyAttachment(scope, `node-${policy}`, {
        role: role.name,
        policyArn: `arn:${region.partition}:iam::aws:policy/${policy}`,
      }),
  );
  return { role, access };
}
