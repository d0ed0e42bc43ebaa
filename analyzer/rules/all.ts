import { rule as apigatewayDomainNameSame } from "./apigateway/apigateway-domain-name-same";
import { rule as asgCeilingCapacity } from "./autoscaling/asg-ceiling-capacity";
import { rule as cloudwatchRoute53AlarmRegion } from "./cloudwatch/cloudwatch-route53-alarm-region";
import { rule as dynamodbTableReplicated } from "./dynamodb/dynamodb-table-replicated";
import { rule as amiCopyCurrent } from "./ec2/ami-copy-current";
import { rule as mskClientSubnets } from "./msk/msk-client-subnets";
import { rule as route53FailoverHealthChecked } from "./route53/route53-failover-health-checked";
import { rule as route53FailoverSetComplete } from "./route53/route53-failover-set-complete";
import { rule as route53FailoverTargetSide } from "./route53/route53-failover-target-side";
import { rule as route53HealthCheckEnabled } from "./route53/route53-health-check-enabled";
import { rule as route53HealthCheckTargetSide } from "./route53/route53-health-check-target-side";
import { rule as route53HealthChecksAlike } from "./route53/route53-health-checks-alike";
import { rule as route53PrivateZoneBothVpcs } from "./route53/route53-private-zone-both-vpcs";
import { rule as route53RoutedRecordHealthChecked } from "./route53/route53-routed-record-health-checked";
import { rule as route53TtlFitsFailover } from "./route53/route53-ttl-fits-failover";
import { rule as s3DataReplicated } from "./s3/s3-data-replicated";
import { rule as snsSubscriptionConfirmed } from "./sns/sns-subscription-confirmed";
import { rule as vpnStaticRoutesPresent } from "./vpn/vpn-static-routes-present";
import { rule as vpnTunnelAddressesDiffer } from "./vpn/vpn-tunnel-addresses-differ";
import type { ReadinessRule } from "./rule";

/** Every readiness rule, by service; a test holds the list to the files. */
export const RULES: readonly ReadinessRule[] = [
  apigatewayDomainNameSame,
  asgCeilingCapacity,
  cloudwatchRoute53AlarmRegion,
  dynamodbTableReplicated,
  amiCopyCurrent,
  mskClientSubnets,
  route53FailoverHealthChecked,
  route53FailoverSetComplete,
  route53FailoverTargetSide,
  route53HealthCheckEnabled,
  route53HealthCheckTargetSide,
  route53HealthChecksAlike,
  route53PrivateZoneBothVpcs,
  route53RoutedRecordHealthChecked,
  route53TtlFitsFailover,
  s3DataReplicated,
  snsSubscriptionConfirmed,
  vpnStaticRoutesPresent,
  vpnTunnelAddressesDiffer,
];
