/**
 * The generator as a library: `import { RegionPair, S3Replication } from "drparity"`. Needs cdktf, constructs and
 * @cdktf/provider-aws, which the analyzer does without. What a pipeline runs instead of synthesizing, such as
 * `drparity/modules/package-repository/publish-package`, is imported by its path: the AWS SDK would slow every synthesis.
 */
export { ConfigurationError } from "../modules/pair/configuration-error";
export { Duration } from "../modules/pair/duration";
export type { Manifest } from "./manifest";
export { RegionPair, type RegionPairProps } from "./region-pair";
export type { Pair, StateObject } from "../modules/pair/pair";
export { scopeIn, type PerSide, type Side } from "../modules/pair/side";
export { bucketName } from "../modules/pair/bucket-name";
export { localState, s3State, type State } from "./state";
export { STRATEGIES, type Strategy } from "../modules/pair/strategy";

export { BuiltImage, type BuiltImageProps, type ImageRecipe } from "../modules/ami-copy/built-image";
export { MachineImage, type MachineImageProps } from "../modules/ami-copy/machine-image";
export { AuroraGlobal, type AuroraGlobalProps } from "../modules/aurora-global/aurora-global";
export { AwsBackup, type AwsBackupProps } from "../modules/aws-backup/aws-backup";
export { Compute, type ComputeProps } from "../modules/compute/compute";
export { DriftJob, type DriftJobProps } from "../modules/drift-job/drift-job";
export type { JobSource } from "../modules/drift-job/source";
export { GlobalTable, type GlobalTableProps } from "../modules/dynamodb-global/global-table";
export { SnapshotCopies, type SnapshotCopiesProps } from "../modules/ebs-snapshot-copy/ebs-snapshot-copy";
export { EcrReplication, type EcrReplicationProps } from "../modules/ecr-replication/ecr-replication";
export { FailoverDns, type FailoverDnsProps } from "../modules/failover-dns/failover-dns";
export { Keys, type KeysProps } from "../modules/keys/keys";
export { MultiRegionKey } from "../modules/keys/multi-region-key";
export { Network, type NetworkProps } from "../modules/network/network";
export {
  PackageRepository,
  type PackageRepositoryProps,
} from "../modules/package-repository/package-repository";
export { RdsReadReplica, type RdsReadReplicaProps } from "../modules/rds-read-replica/rds-read-replica";
export type { ObjectLock } from "../modules/s3-replication/bucket";
export { S3Replication, type S3ReplicationProps } from "../modules/s3-replication/s3-replication";
export { ReplicatedSecret, type ReplicatedSecretProps } from "../modules/secrets/replicated-secret";
