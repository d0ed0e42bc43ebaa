import { rule } from "../compute/security-group-rule";
import type { SideNetwork } from "../network/network";
import {
  DbSubnetGroup,
  RdsCluster,
  RdsClusterInstance,
  RdsClusterParameterGroup,
  RdsGlobalCluster,
  SecurityGroup,
} from "../pair/aws";
import { type Construct, TerraformOutput } from "../pair/cdk";
import type { Duration } from "../pair/duration";
import type { Region } from "../pair/region";
import type { Side } from "../pair/side";

export interface GlobalClusterProps {
  readonly engine: "aurora-postgresql" | "aurora-mysql";
  readonly engineVersion: string;
  readonly databaseName: string;
  readonly deletionProtection?: boolean;
}

export interface MemberProps extends GlobalClusterProps {
  readonly name: string;
  readonly side: Side;
  /** On the secondary: the source's region, for the pre-signed URL that an encrypted source needs. */
  readonly sourceRegion?: Region;
  /** On the primary. */
  readonly global?: RdsGlobalCluster;
  /** On the primary: a secondary takes both from its source, and AWS refuses them. */
  readonly master?: { readonly username: string; readonly password: string };
  readonly network: SideNetwork;
  readonly keyArn: string;
  readonly instanceClass: string;
  readonly instances: number;
  readonly writeForwarding: boolean;
  readonly rpoLimit?: Duration;
  readonly backupRetentionInDays?: number;
  readonly skipFinalSnapshot?: boolean;
}

const PORTS = { "aurora-postgresql": 5432, "aurora-mysql": 3306 };
const LOGS = { "aurora-postgresql": ["postgresql"], "aurora-mysql": ["audit", "error", "slowquery"] };

export function createGlobalCluster(
  scope: Construct,
  name: string,
  props: GlobalClusterProps,
): RdsGlobalCluster {
  const cluster = new RdsGlobalCluster(scope, "global", {
    globalClusterIdentifier: name,
    engine: props.engine,
    engineVersion: props.engineVersion,
    storageEncrypted: true,
    deletionProtection: props.deletionProtection ?? true,
  });
  // It follows the writer. A cluster's own endpoint stays with the old region at a failover.
  new TerraformOutput(scope, "writer-endpoint", { value: cluster.endpoint });
  return cluster;
}

/** One region's cluster with its instances. */
export function createMember(scope: Construct, props: MemberProps): RdsClusterInstance[] {
  const cluster = createCluster(scope, props);
  return Array.from({ length: props.instances }, (_, index) => {
    return new RdsClusterInstance(scope, `instance-${index + 1}`, {
      identifier: `${props.name}-${index + 1}`,
      clusterIdentifier: cluster.id,
      engine: props.engine,
      instanceClass: props.instanceClass,
      dbSubnetGroupName: cluster.dbSubnetGroupName,
      publiclyAccessible: false,
      // Members on different minor versions cannot fail over to each other: upgrades go through the global cluster.
      autoMinorVersionUpgrade: false,
      copyTagsToSnapshot: true,
      lifecycle: { ignoreChanges: ["engine_version"] },
    });
  });
}

function createCluster(scope: Construct, props: MemberProps): RdsCluster {
  const { name, engine, global, master, skipFinalSnapshot = false } = props;
  return new RdsCluster(scope, "cluster", {
    clusterIdentifier: name,
    // By name on the DR side: a reference would read the primary's state.
    globalClusterIdentifier: global?.id ?? name,
    engine,
    engineVersion: props.engineVersion,
    ...(master === undefined
      ? { sourceRegion: props.sourceRegion?.name }
      : {
          databaseName: props.databaseName,
          masterUsername: master.username,
          masterPasswordWo: master.password,
          masterPasswordWoVersion: 1,
        }),
    ...(props.writeForwarding ? { enableGlobalWriteForwarding: true } : {}),
    dbSubnetGroupName: subnetGroup(scope, props).name,
    dbClusterParameterGroupName: parameterGroup(scope, props).name,
    vpcSecurityGroupIds: [securityGroup(scope, props).id],
    storageEncrypted: true,
    kmsKeyId: props.keyArn,
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: props.backupRetentionInDays ?? 14,
    // Spelled out, since AWS would choose other hours in each region.
    preferredBackupWindow: "03:00-04:00",
    preferredMaintenanceWindow: "sun:04:30-sun:05:30",
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: LOGS[engine],
    deletionProtection: props.deletionProtection ?? true,
    skipFinalSnapshot,
    ...(skipFinalSnapshot ? {} : { finalSnapshotIdentifier: `${name}-final` }),
    lifecycle: { ignoreChanges: MOVED_BY_FAILOVER_AND_UPGRADE },
  });
}

/**
 * `replication_source_identifier`: appears on a secondary, and taking it away promotes it. `global_cluster_identifier`: is
 * not refreshed, and an unrelated apply would detach the cluster. `snapshot_identifier`: would replace the cluster.
 * `engine_version`: an upgrade of the global cluster moves the members, which their own plan must not fight.
 */
const MOVED_BY_FAILOVER_AND_UPGRADE = [
  "replication_source_identifier",
  "global_cluster_identifier",
  "snapshot_identifier",
  "engine_version",
];

function subnetGroup(scope: Construct, { name, network }: MemberProps): DbSubnetGroup {
  return new DbSubnetGroup(scope, "subnets", { name, subnetIds: [...network.privateSubnetIds] });
}

function securityGroup(scope: Construct, { name, network, engine }: MemberProps): SecurityGroup {
  return new SecurityGroup(scope, "access", {
    name: `${name}-database`,
    description: "Clients of the database",
    vpcId: network.vpcId,
    ingress: [
      rule({ description: "Own network", port: PORTS[engine], cidrBlocks: [network.cidr.toString()] }),
    ],
    tags: { Name: `${name}-database` },
  });
}

function parameterGroup(
  scope: Construct,
  { name, engine, engineVersion, rpoLimit }: MemberProps,
): RdsClusterParameterGroup {
  const tls =
    engine === "aurora-postgresql"
      ? { name: "rds.force_ssl", value: "1" }
      : { name: "require_secure_transport", value: "ON" };
  const limit =
    rpoLimit === undefined ? [] : [{ name: "rds.global_db_rpo", value: String(rpoLimit.seconds) }];
  const parts = engineVersion.split(".");
  const major = engine === "aurora-postgresql" ? parts[0] : parts.slice(0, 2).join(".");
  return new RdsClusterParameterGroup(scope, "parameters", {
    name: `${name}-${String(major).replace(".", "-")}`,
    family: `${engine}${major}`,
    parameter: [tls, ...limit],
    // A major upgrade needs the new family's group while the old one is still in use.
    lifecycle: { createBeforeDestroy: true },
  });
}
