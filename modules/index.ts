/**
 * The constructs of all capabilities, with the types that they take and give.
 * Written by `npm run indexes`.
 */
export { type ImageRecipe, type BuiltImageProps, BuiltImage } from "./ami-copy/built-image";
export { type ImageVersions, type MachineImageProps, MachineImage } from "./ami-copy/machine-image";
export {
  type AuroraGlobalProps,
  AuroraGlobal,
  type ServerlessV2Capacity,
} from "./aurora-global/aurora-global";
export { type AwsBackupProps, AwsBackup, type RestoreTestSettings } from "./aws-backup/aws-backup";
export { type CacheProps, Cache, type CacheEngine } from "./cache/cache";
export { type CertificateProps, Certificate } from "./certificate/certificate";
export {
  type ComputeProps,
  Compute,
  type Capacity,
  type ScheduledCapacity,
  type FrontProps,
  type PairListener,
  type SharedListener,
} from "./compute/compute";
export {
  type ContainerServiceProps,
  ContainerService,
  type ContainerImage,
  type Variable,
} from "./container-service/container-service";
export {
  type FailoverStatus,
  type ContentDeliveryProps,
  ContentDelivery,
  type Origin,
} from "./content-delivery/content-delivery";
export { type DatabaseArchiveProps, DatabaseArchive } from "./database-archive/database-archive";
export { type DrAlertsProps, DrAlerts, type AlarmTimes } from "./dr-alerts/dr-alerts";
export { type DrDashboardProps, DrDashboard } from "./dr-dashboard/dr-dashboard";
export { type DriftJobProps, DriftJob, type JobSource } from "./drift-job/drift-job";
export { Drill, type DrillProps, type DrillWaits, type DrillMetrics } from "./drill/drill";
export {
  type TableAttribute,
  type TableIndex,
  type GlobalTableProps,
  GlobalTable,
} from "./dynamodb-global/global-table";
export { type SnapshotCopiesProps, SnapshotCopies } from "./ebs-snapshot-copy/ebs-snapshot-copy";
export { type EcrReplicationProps, EcrReplication } from "./ecr-replication/ecr-replication";
export {
  type ElasticDisasterRecoveryProps,
  ElasticDisasterRecovery,
  type PointInTimePolicy,
  type PointsInTime,
} from "./elastic-disaster-recovery/elastic-disaster-recovery";
export { type FailoverDnsProps, FailoverDns, type LatchSetting } from "./failover-dns/failover-dns";
export { FailoverPlan, type FailoverPlanProps, type FailoverWaits } from "./failover/failover-plan";
export { type FaultInjectionProps, FaultInjection, type FaultName } from "./fault-injection/fault-injection";
export { type FileSystemProps, type AccessPoint, FileSystem } from "./file-system/file-system";
export { type KeysProps, Keys, type ExistingKey, type PairKeys } from "./keys/keys";
export { MultiRegionKey } from "./keys/multi-region-key";
export {
  type KubernetesClusterProps,
  KubernetesCluster,
  type AccessEntry,
  type AddonProps,
  type NodeGroupProps,
  type ServiceAccountProps,
} from "./kubernetes-cluster/kubernetes-cluster";
export { type EventBusProps, type RuleProps, EventBus } from "./messaging/event-bus";
export { type QueueProps, Queue } from "./messaging/queue";
export { type TopicProps, type Endpoint, type SubscriptionOptions, Topic } from "./messaging/topic";
export {
  type NetworkProps,
  Network,
  type ExistingNetwork,
  type PairNetwork,
  type SideNetwork,
} from "./network/network";
export { type PackageRepositoryProps, PackageRepository } from "./package-repository/package-repository";
export { type AppConfigProps, AppConfig } from "./parameters/app-config";
export { type ParametersProps, type PublishedDatabase, Parameters } from "./parameters/parameters";
export { type RdsReadReplicaProps, RdsReadReplica } from "./rds-read-replica/rds-read-replica";
export {
  type NewBuckets,
  type ReplicatedBuckets,
  type S3ReplicationProps,
  type ReplicationProps,
  S3Replication,
  type ObjectLock,
  type PairBuckets,
} from "./s3-replication/s3-replication";
export { type ReplicatedSecretProps, ReplicatedSecret, type PairSecret } from "./secrets/replicated-secret";
export { type HttpApiProps, HttpApi } from "./serverless/http-api";
export { LambdaFunction, type FunctionCode, type LambdaFunctionProps } from "./serverless/lambda-function";
export {
  type UserPoolTrigger,
  type UserPoolProps,
  UserPool,
  type UserPoolClientProps,
  type UserPoolDomain,
  type UserPoolSettings,
} from "./user-pool/user-pool";
export { EdgeWebAcl } from "./web-acl/edge-web-acl";
export { WebAcl, type LoadBalanced, type WebAclProps } from "./web-acl/web-acl";
