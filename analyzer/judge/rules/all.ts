/**
 * Every readiness rule, by service.
 * Written by `npm run indexes`.
 */
import { rule as acmCertificateIssued } from "./acm/acm-certificate-issued";
import { rule as apigatewayDomainNameSame } from "./apigateway/apigateway-domain-name-same";
import { rule as asgCeilingCapacity } from "./autoscaling/asg-ceiling-capacity";
import { rule as backupCopiedToDr } from "./backup/backup-copied-to-dr";
import { rule as backupCopyVaultExists } from "./backup/backup-copy-vault-exists";
import { rule as backupHoldsRestoredData } from "./backup/backup-holds-restored-data";
import { rule as cloudfrontOriginFailover } from "./cloudfront/cloudfront-origin-failover";
import { rule as cloudwatchRoute53AlarmRegion } from "./cloudwatch/cloudwatch-route53-alarm-region";
import { rule as dynamodbGlobalTableBothRegions } from "./dynamodb/dynamodb-global-table-both-regions";
import { rule as dynamodbReplicaProtected } from "./dynamodb/dynamodb-replica-protected";
import { rule as dynamodbTableReplicated } from "./dynamodb/dynamodb-table-replicated";
import { rule as amiCopyCurrent } from "./ec2/ami-copy-current";
import { rule as ec2ImageSameRelease } from "./ec2/ec2-image-same-release";
import { rule as ecrImagesReplicated } from "./ecr/ecr-images-replicated";
import { rule as efsDataReplicated } from "./efs/efs-data-replicated";
import { rule as elasticacheDataReplicated } from "./elasticache/elasticache-data-replicated";
import { rule as failoverDataUnprotected } from "./failover/failover-data-unprotected";
import { rule as failoverNotUndone } from "./failover/failover-not-undone";
import { rule as failoverPathServes } from "./failover/failover-path-serves";
import { rule as pairFailedOver } from "./failover/pair-failed-over";
import { rule as globalacceleratorEndpointGroups } from "./globalaccelerator/globalaccelerator-endpoint-groups";
import { rule as globalacceleratorHealthChecksAlike } from "./globalaccelerator/globalaccelerator-health-checks-alike";
import { rule as iamSharedRoleCoversDr } from "./iam/iam-shared-role-covers-dr";
import { rule as kmsReplicaEnabled } from "./kms/kms-replica-enabled";
import { rule as mskClientSubnets } from "./msk/msk-client-subnets";
import { rule as objectivesRpoMet } from "./objectives/objectives-rpo-met";
import { rule as objectivesRtoMet } from "./objectives/objectives-rto-met";
import { rule as rdsDataReplicated } from "./rds/rds-data-replicated";
import { rule as redshiftSnapshotsCopied } from "./redshift/redshift-snapshots-copied";
import { rule as route53AliasZoneFitsTarget } from "./route53/route53-alias-zone-fits-target";
import { rule as route53FailoverHealthChecked } from "./route53/route53-failover-health-checked";
import { rule as route53FailoverSetComplete } from "./route53/route53-failover-set-complete";
import { rule as route53FailoverTargetSide } from "./route53/route53-failover-target-side";
import { rule as route53HealthCheckEnabled } from "./route53/route53-health-check-enabled";
import { rule as route53HealthCheckTargetSide } from "./route53/route53-health-check-target-side";
import { rule as route53HealthChecksAlike } from "./route53/route53-health-checks-alike";
import { rule as route53PrivateZoneBothVpcs } from "./route53/route53-private-zone-both-vpcs";
import { rule as route53RoutedRecordHealthChecked } from "./route53/route53-routed-record-health-checked";
import { rule as route53RoutingSetBothSides } from "./route53/route53-routing-set-both-sides";
import { rule as route53TtlFitsFailover } from "./route53/route53-ttl-fits-failover";
import { rule as s3DataReplicated } from "./s3/s3-data-replicated";
import { rule as s3ReplicationBothWays } from "./s3/s3-replication-both-ways";
import { rule as s3ReplicationCoversBucket } from "./s3/s3-replication-covers-bucket";
import { rule as s3ReplicationEnabled } from "./s3/s3-replication-enabled";
import { rule as s3ReplicationEncryptedObjects } from "./s3/s3-replication-encrypted-objects";
import { rule as s3ReplicationVersioned } from "./s3/s3-replication-versioned";
import { rule as snsSubscriptionConfirmed } from "./sns/sns-subscription-confirmed";
import { rule as terraformDrStandsAlone } from "./terraform/terraform-dr-stands-alone";
import { rule as terraformNothingTainted } from "./terraform/terraform-nothing-tainted";
import { rule as vpcCidrDisjoint } from "./vpc/vpc-cidr-disjoint";
import { rule as vpnStaticRoutesPresent } from "./vpn/vpn-static-routes-present";
import { rule as vpnTunnelAddressesDiffer } from "./vpn/vpn-tunnel-addresses-differ";
import type { ReadinessRule } from "./rule";

export const RULES: readonly ReadinessRule[] = [
  acmCertificateIssued,
  apigatewayDomainNameSame,
  asgCeilingCapacity,
  backupCopiedToDr,
  backupCopyVaultExists,
  backupHoldsRestoredData,
  cloudfrontOriginFailover,
  cloudwatchRoute53AlarmRegion,
  dynamodbGlobalTableBothRegions,
  dynamodbReplicaProtected,
  dynamodbTableReplicated,
  amiCopyCurrent,
  ec2ImageSameRelease,
  ecrImagesReplicated,
  efsDataReplicated,
  elasticacheDataReplicated,
  failoverDataUnprotected,
  failoverNotUndone,
  failoverPathServes,
  pairFailedOver,
  globalacceleratorEndpointGroups,
  globalacceleratorHealthChecksAlike,
  iamSharedRoleCoversDr,
  kmsReplicaEnabled,
  mskClientSubnets,
  objectivesRpoMet,
  objectivesRtoMet,
  rdsDataReplicated,
  redshiftSnapshotsCopied,
  route53AliasZoneFitsTarget,
  route53FailoverHealthChecked,
  route53FailoverSetComplete,
  route53FailoverTargetSide,
  route53HealthCheckEnabled,
  route53HealthCheckTargetSide,
  route53HealthChecksAlike,
  route53PrivateZoneBothVpcs,
  route53RoutedRecordHealthChecked,
  route53RoutingSetBothSides,
  route53TtlFitsFailover,
  s3DataReplicated,
  s3ReplicationBothWays,
  s3ReplicationCoversBucket,
  s3ReplicationEnabled,
  s3ReplicationEncryptedObjects,
  s3ReplicationVersioned,
  snsSubscriptionConfirmed,
  terraformDrStandsAlone,
  terraformNothingTainted,
  vpcCidrDisjoint,
  vpnStaticRoutesPresent,
  vpnTunnelAddressesDiffer,
];
