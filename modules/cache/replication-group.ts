import type { SideNetwork } from "../network/pair-network";
import {
  ElasticacheReplicationGroup,
  ElasticacheSubnetGroup,
  SecurityGroup,
  SsmParameter,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";

/** Where a region's cache lies, and who may call it: the rules are written by its connections. */
export function accessTo(
  scope: Construct,
  { name, network }: { readonly name: string; readonly network: SideNetwork },
): SecurityGroup {
  new ElasticacheSubnetGroup(scope, "subnets", { name, subnetIds: [...network.privateSubnetIds] });
  return new SecurityGroup(scope, "access", {
    name: securityGroupName(name),
    description: "Clients of the cache",
    vpcId: network.vpcId,
    tags: { Name: securityGroupName(name) },
  });
}

export function securityGroupName(name: string): string {
  return `${name}-cache`;
}

/** What the nodes run, and on what. */
export interface CacheEngine {
  readonly engine: "redis" | "valkey";
  /** Such as `7.1` of Redis or `8.0` of Valkey. */
  readonly engineVersion: string;
  /** Such as `cache.r7g.large`, in both regions. */
  readonly nodeType: string;
}

type Config = ConstructorParameters<typeof ElasticacheReplicationGroup>[2];

export interface GroupProps extends Partial<Config> {
  readonly name: string;
  readonly nodes: number;
  readonly keyArn: string;
  readonly securityGroupId: string;
}

/** A region's cache, and where its host is published. */
export interface PublishedGroup {
  readonly group: ElasticacheReplicationGroup;
  readonly endpoint: SsmParameter;
}

/** What every replication group has, of its own or as a member of a global datastore. */
export function createGroup(
  scope: Construct,
  id: string,
  { name, nodes, keyArn, securityGroupId, ...more }: GroupProps,
): ElasticacheReplicationGroup {
  return new ElasticacheReplicationGroup(scope, id, {
    replicationGroupId: name,
    description: name,
    numCacheClusters: nodes,
    automaticFailoverEnabled: nodes > 1,
    multiAzEnabled: nodes > 1,
    subnetGroupName: name,
    securityGroupIds: [securityGroupId],
    kmsKeyId: keyArn,
    port: 6379,
    snapshotRetentionLimit: 7,
    // Spelled out, since AWS would choose other hours in each region.
    snapshotWindow: "03:00-04:00",
    maintenanceWindow: "sun:04:30-sun:05:30",
    autoMinorVersionUpgrade: "false",
    ...more,
  });
}

/** What a member of a global datastore takes from it, and only a group of its own may say. */
export function ownSettings({ engine, engineVersion, nodeType }: CacheEngine, isGlobal: boolean) {
  return {
    engine,
    engineVersion,
    nodeType,
    atRestEncryptionEnabled: "true",
    transitEncryptionEnabled: true,
    // They are raised for the whole datastore.
    ...(isGlobal ? { lifecycle: { ignoreChanges: ["engine_version", "node_type"] } } : {}),
  };
}

/** @param name of the parameter, in both regions */
export function publishEndpoint(
  scope: Construct,
  id: string,
  name: string,
  group: ElasticacheReplicationGroup,
): SsmParameter {
  return new SsmParameter(scope, id, { name, type: "String", value: group.primaryEndpointAddress });
}
