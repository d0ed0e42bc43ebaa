import {
  AwsProvider,
  BackupVault,
  DbInstance,
  DrsReplicationConfigurationTemplate,
  DynamodbTable,
  LbTargetGroup,
  RdsCluster,
  Route53HealthCheck,
  S3BucketReplicationConfiguration,
} from "../pair/aws";
import type { TerraformResource } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import { Region } from "../pair/region";
import type { PairWorkspace, Side } from "../pair/side";
import type { Figure } from "./figure";
import { auroraLagQuery, replicaLag } from "./lag-metrics";
import { resourcesOf } from "./resources-of";

/** What can be told of a pair from what its workspaces have, whoever put it there. */
export interface Figures {
  /** 1 while a health check passes. Their metrics are in us-east-1, and their ids in the link alone. */
  readonly checks: readonly Figure[];
  /** How far each copy is behind: what a failover would lose. */
  readonly lags: readonly Figure[];
  /** Bytes and operations that wait to be copied. */
  readonly pendingBytes: readonly Figure[];
  readonly pendingOperations: readonly Figure[];
  /** What arrives in the DR region's vaults. */
  readonly backups: readonly Figure[];
  /** Target groups by side, whose healthy targets are counted. */
  readonly targets: readonly Targets[];
}

/** A target group, for resources of its own workspace. */
export interface Targets {
  readonly side: Side;
  readonly name: string;
  readonly group: LbTargetGroup;
}

export function figuresOf(pair: Pair): Figures {
  return {
    checks: checksOf(pair),
    lags: [
      ...clusters(pair),
      ...replicas(pair),
      ...servers(pair),
      ...tables(pair),
      ...objects(pair, "ReplicationLatency"),
    ],
    pendingBytes: objects(pair, "BytesPendingReplication"),
    pendingOperations: objects(pair, "OperationsPendingReplication"),
    backups: vaults(pair),
    targets: pair.sides.flatMap((side) => targetsOf(side)),
  };
}

function checksOf({ link }: Pair): Figure[] {
  return resourcesOf(link, Route53HealthCheck).map((check) => ({
    name: check.tagsInput?.Name ?? check.friendlyUniqueId,
    region: Region.usEast1,
    metric: {
      namespace: "AWS/Route53",
      metricName: "HealthCheckStatus",
      dimensions: { HealthCheckId: check.id },
    },
    statistic: "Minimum",
  }));
}

/** Members of global clusters in the DR region. */
function clusters({ dr }: Pair): Figure[] {
  return resourcesOf(dr.workspace, RdsCluster)
    .filter((one) => one.globalClusterIdentifierInput !== undefined)
    .flatMap(({ clusterIdentifierInput: id }) => (id === undefined ? [] : [id]))
    .map((id) => ({
      name: `${id} (Aurora)`,
      region: dr.region,
      metric: { query: auroraLagQuery(id) },
      statistic: "Maximum",
      perSecond: 1000,
    }));
}

function replicas({ dr }: Pair): Figure[] {
  return resourcesOf(dr.workspace, DbInstance)
    .filter((one) => one.replicateSourceDbInput !== undefined)
    .flatMap(({ identifierInput: id }) => (id === undefined ? [] : [id]))
    .map((id) => ({
      name: `${id} (RDS)`,
      region: dr.region,
      metric: replicaLag(id),
      statistic: "Maximum",
      negativeIsBroken: true,
    }));
}

/** All servers that Elastic Disaster Recovery copies to the DR region: of the account, since no plan knows them. */
function servers({ dr }: Pair): Figure[] {
  if (resourcesOf(dr.workspace, DrsReplicationConfigurationTemplate).length === 0) return [];
  return [
    {
      name: "servers (Elastic Disaster Recovery)",
      region: dr.region,
      metric: { query: 'SELECT MAX(LagDuration) FROM "AWS/DRS"' },
      statistic: "Maximum",
    },
  ];
}

/** The region that writes a table publishes how far the other one is behind. */
function tables({ link, primary, dr }: Pair): Figure[] {
  return resourcesOf(link, DynamodbTable)
    .filter((one) => regionOf(one, link) === primary.region.name)
    .flatMap(({ nameInput: name }) => (name === undefined ? [] : [name]))
    .map((name) => ({
      name: `${name} (DynamoDB)`,
      region: primary.region,
      metric: {
        namespace: "AWS/DynamoDB",
        metricName: "ReplicationLatency",
        dimensions: { TableName: name, ReceivingRegion: dr.region.name },
      },
      statistic: "Maximum",
      perSecond: 1000,
    }));
}

/** Of copies to the DR region; S3 publishes what waits and how late it is in the region that receives. */
function objects({ link, primary, dr }: Pair, metricName: string): Figure[] {
  return resourcesOf(link, S3BucketReplicationConfiguration)
    .filter((one) => regionOf(one, link) === primary.region.name)
    .flatMap(({ bucketInput: bucket, ruleInput: rules }) =>
      (Array.isArray(rules) ? rules : []).map(({ id, destination }) => ({
        name: `${bucket} (S3)`,
        region: dr.region,
        metric: {
          namespace: "AWS/S3",
          metricName,
          dimensions: {
            SourceBucket: String(bucket),
            DestinationBucket: destination.bucket.split(":::").pop() ?? "",
            RuleId: String(id),
          },
        },
        statistic: "Maximum" as const,
      })),
    );
}

function vaults({ dr }: Pair): Figure[] {
  return resourcesOf(dr.workspace, BackupVault)
    .flatMap(({ nameInput: name }) => (name === undefined ? [] : [name]))
    .map((name) => ({
      name: `${name} (AWS Backup)`,
      region: dr.region,
      metric: {
        namespace: "AWS/Backup",
        metricName: "NumberOfRecoveryPointsCompleted",
        dimensions: { BackupVaultName: name },
      },
      statistic: "Sum",
    }));
}

function targetsOf(side: Side): Targets[] {
  return resourcesOf(side.workspace, LbTargetGroup).map((group) => ({
    side,
    name: group.nameInput ?? group.friendlyUniqueId,
    group,
  }));
}

function regionOf({ provider }: TerraformResource, workspace: PairWorkspace): string | undefined {
  return provider instanceof AwsProvider ? provider.region : workspace.region.name;
}
