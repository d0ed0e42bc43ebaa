/**
 * Everything that is exported as plain Terraform.
 * Written by `npm run indexes`.
 */
import { capability as builtImage } from "../../modules/ami-copy/built-image";
import { capability as machineImage } from "../../modules/ami-copy/machine-image";
import { capability as auroraGlobal } from "../../modules/aurora-global/aurora-global";
import { capability as awsBackup } from "../../modules/aws-backup/aws-backup";
import { capability as cache } from "../../modules/cache/cache";
import { capability as certificate } from "../../modules/certificate/certificate";
import { capability as compute } from "../../modules/compute/compute";
import { capability as containerService } from "../../modules/container-service/container-service";
import { capability as contentDelivery } from "../../modules/content-delivery/content-delivery";
import { capability as databaseArchive } from "../../modules/database-archive/database-archive";
import { capability as drAlerts } from "../../modules/dr-alerts/dr-alerts";
import { capability as drDashboard } from "../../modules/dr-dashboard/dr-dashboard";
import { capability as driftJob } from "../../modules/drift-job/drift-job";
import { capability as drill } from "../../modules/drill/drill";
import { capability as globalTable } from "../../modules/dynamodb-global/global-table";
import { capability as ebsSnapshotCopy } from "../../modules/ebs-snapshot-copy/ebs-snapshot-copy";
import { capability as ecrReplication } from "../../modules/ecr-replication/ecr-replication";
import { capability as elasticDisasterRecovery } from "../../modules/elastic-disaster-recovery/elastic-disaster-recovery";
import { capability as failoverDns } from "../../modules/failover-dns/failover-dns";
import { capability as failoverPlan } from "../../modules/failover/failover-plan";
import { capability as faultInjection } from "../../modules/fault-injection/fault-injection";
import { capability as fileSystem } from "../../modules/file-system/file-system";
import { capability as keys } from "../../modules/keys/keys";
import { capability as multiRegionKey } from "../../modules/keys/multi-region-key";
import { capability as kubernetesCluster } from "../../modules/kubernetes-cluster/kubernetes-cluster";
import { capability as eventBus } from "../../modules/messaging/event-bus";
import { capability as queue } from "../../modules/messaging/queue";
import { capability as topic } from "../../modules/messaging/topic";
import { capability as network } from "../../modules/network/network";
import { capability as packageRepository } from "../../modules/package-repository/package-repository";
import { capability as appConfig } from "../../modules/parameters/app-config";
import { capability as parameters } from "../../modules/parameters/parameters";
import { capability as rdsReadReplica } from "../../modules/rds-read-replica/rds-read-replica";
import { capability as s3Replication } from "../../modules/s3-replication/s3-replication";
import { capability as replicatedSecret } from "../../modules/secrets/replicated-secret";
import { capability as httpApi } from "../../modules/serverless/http-api";
import { capability as lambdaFunction } from "../../modules/serverless/lambda-function";
import { capability as userPool } from "../../modules/user-pool/user-pool";
import { capability as edgeWebAcl } from "../../modules/web-acl/edge-web-acl";
import { capability as webAcl } from "../../modules/web-acl/web-acl";
import type { ExportedCapability } from "./capability";

export const CAPABILITIES: readonly ExportedCapability[] = [
  { ...builtImage, source: "modules/ami-copy/built-image.ts" },
  { ...machineImage, source: "modules/ami-copy/machine-image.ts" },
  { ...auroraGlobal, source: "modules/aurora-global/aurora-global.ts" },
  { ...awsBackup, source: "modules/aws-backup/aws-backup.ts" },
  { ...cache, source: "modules/cache/cache.ts" },
  { ...certificate, source: "modules/certificate/certificate.ts" },
  { ...compute, source: "modules/compute/compute.ts" },
  { ...containerService, source: "modules/container-service/container-service.ts" },
  { ...contentDelivery, source: "modules/content-delivery/content-delivery.ts" },
  { ...databaseArchive, source: "modules/database-archive/database-archive.ts" },
  { ...drAlerts, source: "modules/dr-alerts/dr-alerts.ts" },
  { ...drDashboard, source: "modules/dr-dashboard/dr-dashboard.ts" },
  { ...driftJob, source: "modules/drift-job/drift-job.ts" },
  { ...drill, source: "modules/drill/drill.ts" },
  { ...globalTable, source: "modules/dynamodb-global/global-table.ts" },
  { ...ebsSnapshotCopy, source: "modules/ebs-snapshot-copy/ebs-snapshot-copy.ts" },
  { ...ecrReplication, source: "modules/ecr-replication/ecr-replication.ts" },
  { ...elasticDisasterRecovery, source: "modules/elastic-disaster-recovery/elastic-disaster-recovery.ts" },
  { ...failoverDns, source: "modules/failover-dns/failover-dns.ts" },
  { ...failoverPlan, source: "modules/failover/failover-plan.ts" },
  { ...faultInjection, source: "modules/fault-injection/fault-injection.ts" },
  { ...fileSystem, source: "modules/file-system/file-system.ts" },
  { ...keys, source: "modules/keys/keys.ts" },
  { ...multiRegionKey, source: "modules/keys/multi-region-key.ts" },
  { ...kubernetesCluster, source: "modules/kubernetes-cluster/kubernetes-cluster.ts" },
  { ...eventBus, source: "modules/messaging/event-bus.ts" },
  { ...queue, source: "modules/messaging/queue.ts" },
  { ...topic, source: "modules/messaging/topic.ts" },
  { ...network, source: "modules/network/network.ts" },
  { ...packageRepository, source: "modules/package-repository/package-repository.ts" },
  { ...appConfig, source: "modules/parameters/app-config.ts" },
  { ...parameters, source: "modules/parameters/parameters.ts" },
  { ...rdsReadReplica, source: "modules/rds-read-replica/rds-read-replica.ts" },
  { ...s3Replication, source: "modules/s3-replication/s3-replication.ts" },
  { ...replicatedSecret, source: "modules/secrets/replicated-secret.ts" },
  { ...httpApi, source: "modules/serverless/http-api.ts" },
  { ...lambdaFunction, source: "modules/serverless/lambda-function.ts" },
  { ...userPool, source: "modules/user-pool/user-pool.ts" },
  { ...edgeWebAcl, source: "modules/web-acl/edge-web-acl.ts" },
  { ...webAcl, source: "modules/web-acl/web-acl.ts" },
];
