import {
  BACKUP_WINDOW,
  commonSettings,
  type DatabaseProps,
  MAINTENANCE_WINDOW,
  parameterGroupSettings,
  securityGroup,
  subnetGroup,
} from "../database/database";
import {
  RdsCluster,
  RdsClusterInstance,
  RdsClusterParameterGroup,
  RdsGlobalCluster,
  type SecurityGroup,
} from "../pair/aws";
import { type Construct, TerraformOutput } from "../pair/cdk";
import type { Duration } from "../pair/duration";
import type { Region } from "../pair/region";
import type { Side } from "../pair/side";
import type { ServerlessV2Capacity } from "./serverless";

export interface GlobalClusterProps {
  readonly engine: "aurora-postgresql" | "aurora-mysql";
  readonly engineVersion: string;
  readonly databaseName: string;
  readonly deletionProtection?: boolean;
}

export interface MemberProps extends GlobalClusterProps, DatabaseProps {
  readonly engine: GlobalClusterProps["engine"];
  readonly engineVersion: string;
  readonly side: Side;
  /** On the secondary: the source's region, for the pre-signed URL that an encrypted source needs. */
  readonly sourceRegion?: Region;
  /** On the primary. */
  readonly global?: RdsGlobalCluster;
  /** On the primary: a secondary takes both from its source, and AWS refuses them. */
  readonly master?: { readonly username: string; readonly password: string };
  readonly instanceClass: string;
  readonly instances: number;
  readonly serverlessV2?: Pick<ServerlessV2Capacity, "min" | "max">;
  readonly writeForwarding: boolean;
  readonly rpoLimit?: Duration;
}

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
export interface ClusterMember {
  readonly scope: Construct;
  readonly cluster: RdsCluster;
  readonly instances: readonly RdsClusterInstance[];
  readonly group: SecurityGroup;
}

export function createMember(scope: Construct, props: MemberProps): ClusterMember {
  const group = securityGroup(scope, props);
  const cluster = createCluster(scope, props, group);
  const instances = Array.from({ length: props.instances }, (_, index) => {
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
  return { scope, cluster, instances, group };
}

function createCluster(scope: Construct, props: MemberProps, group: SecurityGroup): RdsCluster {
  const { name, engine, global, master } = props;
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
    ...(props.serverlessV2 === undefined
      ? {}
      : {
          serverlessv2ScalingConfiguration: {
            minCapacity: props.serverlessV2.min,
            maxCapacity: props.serverlessV2.max,
          },
        }),
    ...(props.writeForwarding ? { enableGlobalWriteForwarding: true } : {}),
    dbSubnetGroupName: subnetGroup(scope, props).name,
    dbClusterParameterGroupName: parameterGroup(scope, props).name,
    vpcSecurityGroupIds: [group.id],
    ...commonSettings(props),
    iamDatabaseAuthenticationEnabled: true,
    preferredBackupWindow: BACKUP_WINDOW,
    preferredMaintenanceWindow: MAINTENANCE_WINDOW,
    enabledCloudwatchLogsExports: LOGS[engine],
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

function parameterGroup(scope: Construct, props: MemberProps): RdsClusterParameterGroup {
  const { rpoLimit } = props;
  const { parameter, ...settings } = parameterGroupSettings(props, "ON");
  const limit =
    rpoLimit === undefined ? [] : [{ name: "rds.global_db_rpo", value: String(rpoLimit.seconds) }];
  return new RdsClusterParameterGroup(scope, "parameters", {
    ...settings,
    parameter: [...parameter, ...limit],
  });
}
