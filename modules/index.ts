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
export { type ComputeProps, Compute } from "./compute/compute";
export { type DriftJobProps, DriftJob, type JobSource } from "./drift-job/drift-job";
export {
  type TableAttribute,
  type TableIndex,
  type GlobalTableProps,
  GlobalTable,
} from "./dynamodb-global/global-table";
export { type SnapshotCopiesProps, SnapshotCopies } from "./ebs-snapshot-copy/ebs-snapshot-copy";
export { type EcrReplicationProps, EcrReplication } from "./ecr-replication/ecr-replication";
export { type FailoverDnsProps, FailoverDns } from "./failover-dns/failover-dns";
export { type KeysProps, Keys } from "./keys/keys";
export { MultiRegionKey } from "./keys/multi-region-key";
export { type NetworkProps, type SideNetwork, Network } from "./network/network";
export { type PackageRepositoryProps, PackageRepository } from "./package-repository/package-repository";
export { type RdsReadReplicaProps, RdsReadReplica } from "./rds-read-replica/rds-read-replica";
export { type S3ReplicationProps, S3Replication, type ObjectLock } from "./s3-replication/s3-replication";
export { type ReplicatedSecretProps, ReplicatedSecret } from "./secrets/replicated-secret";
