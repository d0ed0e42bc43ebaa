import { rule } from "../connections/security-group-rule";
import type { SideNetwork } from "../network/pair-network";
import { DrsReplicationConfigurationTemplate, SecurityGroup } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { PitRule } from "./point-in-time";

export interface StagingProps {
  readonly name: string;
  readonly network: SideNetwork;
  readonly subnetId: string;
  readonly keyArn: string;
  /** Networks from which servers send their disks. */
  readonly sourceCidrs: readonly string[];
  readonly isPublic: boolean;
  readonly instanceType: string;
  /** Mbit/s of each server, 0 for no limit. */
  readonly bandwidth: number;
  readonly pointsInTime: readonly PitRule[];
}

/** On which replication servers take disks. Source: https://docs.aws.amazon.com/drs/latest/userguide/Network-Requirements.html */
const REPLICATION_PORT = 1500;

/**
 * Where a region receives servers: what stands between them and their copies, and how they are copied.
 * @returns the group of the servers that receive disks
 */
export function createStaging(scope: Construct, props: StagingProps): SecurityGroup {
  const { name, network, sourceCidrs } = props;
  // In place of the service's own group, which lets the whole world in.
  const group = new SecurityGroup(scope, "replication", {
    name: `${name}-replication`,
    description: "Replication servers of Elastic Disaster Recovery",
    vpcId: network.vpcId,
    ingress: [
      rule({ description: "Disks of the servers", port: REPLICATION_PORT, cidrBlocks: [...sourceCidrs] }),
    ],
    egress: [rule({ description: "The service, EC2 and S3", port: 443, cidrBlocks: ["0.0.0.0/0"] })],
    tags: { Name: `${name}-replication` },
  });
  new DrsReplicationConfigurationTemplate(scope, "template", {
    stagingAreaSubnetId: props.subnetId,
    stagingAreaTags: { Name: `${name}-staging` },
    associateDefaultSecurityGroup: false,
    replicationServersSecurityGroupsIds: [group.id],
    dataPlaneRouting: props.isPublic ? "PUBLIC_IP" : "PRIVATE_IP",
    createPublicIp: props.isPublic,
    replicationServerInstanceType: props.instanceType,
    useDedicatedReplicationServer: false,
    defaultLargeStagingDiskType: "GP3",
    ebsEncryption: "CUSTOM",
    ebsEncryptionKeyArn: props.keyArn,
    bandwidthThrottling: props.bandwidth,
    autoReplicateNewDisks: true,
    pitPolicy: props.pointsInTime.map((one) => ({ ...one })),
    tags: { Name: name },
  });
  return group;
}
