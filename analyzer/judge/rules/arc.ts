/**
 * What became of every readiness rule of AWS ARC, which closed to new customers in 2026. A test holds the table to
 * the rules: every id exists, and every attribute that is said to be compared is.
 *
 * Source: https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html
 */

/** How an ARC rule is covered. */
export type Coverage =
  /** By the comparison of twins: these attributes, or their absence, give a finding of this rule. */
  | { readonly by: "comparison"; readonly rule: ComparisonId; readonly compares: readonly string[] }
  /** By a readiness rule of ours. */
  | { readonly by: "rule"; readonly rule: string }
  /** Only live state can show it: what to use instead. */
  | { readonly by: "nothing"; readonly instead: string };

/** The comparison's rules that take over from ARC's. */
export type ComparisonId = "twins-equal" | "twin-in-dr" | "home-region-reference";

/** One rule of ARC. */
export interface ArcRule {
  readonly arc: string;
  /** ARC's resource type. */
  readonly of: string;
  readonly coverage: Coverage;
}

const equal = (...compares: string[]): Coverage => ({ by: "comparison", rule: "twins-equal", compares });
const present = (...types: string[]): Coverage => ({ by: "comparison", rule: "twin-in-dr", compares: types });
const local = (...compares: string[]): Coverage => ({
  by: "comparison",
  rule: "home-region-reference",
  compares,
});
const rule = (id: string): Coverage => ({ by: "rule", rule: id });
const live = (instead: string): Coverage => ({ by: "nothing", instead });

const QUOTAS = live(
  "Service Quotas per region: declare aws_servicequotas_service_quota on both sides, and it is compared",
);
const state = (what: string): Coverage => live(`a drill, or an alarm on ${what}`);

const DOMAIN = "aws_api_gateway_domain_name";
const DOMAIN_V2 = "aws_apigatewayv2_domain_name";
const REST_API = "aws_api_gateway_rest_api";
const HTTP_API = "aws_apigatewayv2_api";
const STAGE = "aws_apigatewayv2_stage";
const SUBSCRIPTION = "aws_sns_topic_subscription";
const BROKERS = "aws_msk_cluster.broker_node_group_info.0";
const BROKER_LOGS = "aws_msk_cluster.logging_info.0.broker_logs.0";
const PROMETHEUS = "aws_msk_cluster.open_monitoring.0.prometheus.0";
const GSI = "aws_dynamodb_table.global_secondary_index.0";

const TABLE: Readonly<Record<string, Readonly<Record<string, Coverage>>>> = {
  "API Gateway v1 stages": {
    ApiGwV1ApiKeyCount: present("aws_api_gateway_api_key", "aws_api_gateway_usage_plan_key"),
    ApiGwV1ApiKeySource: equal(`${REST_API}.api_key_source`),
    ApiGwV1BasePath: equal("aws_api_gateway_base_path_mapping.base_path"),
    ApiGwV1BinaryMediaTypes: equal(`${REST_API}.binary_media_types`),
    ApiGwV1CacheClusterEnabled: equal("aws_api_gateway_stage.cache_cluster_enabled"),
    ApiGwV1CacheClusterSize: equal("aws_api_gateway_stage.cache_cluster_size"),
    ApiGwV1CacheClusterStatus: state("the stage's cache metrics"),
    ApiGwV1DisableExecuteApiEndpoint: equal(`${REST_API}.disable_execute_api_endpoint`),
    ApiGwV1DomainName: rule("apigateway-domain-name-same"),
    ApiGwV1EndpointConfiguration: equal(`${DOMAIN}.endpoint_configuration.0.types`),
    ApiGwV1EndpointDomainNameStatus: state("a request to the domain name in each region"),
    ApiGwV1MethodSettings: equal(
      "aws_api_gateway_method_settings.settings.0.throttling_rate_limit",
      "aws_api_gateway_method_settings.settings.0.caching_enabled",
    ),
    ApiGwV1MutualTlsAuthentication: equal(`${DOMAIN}.mutual_tls_authentication.0.truststore_uri`),
    ApiGwV1Policy: present("aws_api_gateway_rest_api_policy"),
    ApiGwV1RegionalDomainName: rule("apigateway-domain-name-same"),
    ApiGwV1ResourceMethodConfigs: equal(
      "aws_api_gateway_method.authorization",
      "aws_api_gateway_integration.timeout_milliseconds",
    ),
    ApiGwV1SecurityPolicy: equal(`${DOMAIN}.security_policy`),
    ApiGwV1Quotas: QUOTAS,
    ApiGwV1UsagePlans: equal("aws_api_gateway_usage_plan.quota_settings.0.limit"),
  },
  "API Gateway v2 stages": {
    ApiGwV2ApiKeySelectionExpression: equal(`${HTTP_API}.api_key_selection_expression`),
    ApiGwV2ApiMappingSelectionExpression: live("nothing: AWS sets it, and it cannot be configured"),
    ApiGwV2CorsConfiguration: equal(`${HTTP_API}.cors_configuration.0.allow_origins`),
    ApiGwV2DomainName: rule("apigateway-domain-name-same"),
    ApiGwV2DomainNameStatus: state("a request to the domain name in each region"),
    ApiGwV2EndpointType: equal(`${DOMAIN_V2}.domain_name_configuration.0.endpoint_type`),
    ApiGwV2Quotas: QUOTAS,
    ApiGwV2MutualTlsAuthentication: equal(`${DOMAIN_V2}.mutual_tls_authentication.0.truststore_uri`),
    ApiGwV2ProtocolType: equal(`${HTTP_API}.protocol_type`),
    ApiGwV2RouteConfigs: equal(
      "aws_apigatewayv2_route.authorization_type",
      "aws_apigatewayv2_integration.integration_type",
    ),
    ApiGwV2RouteSelectionExpression: equal(`${HTTP_API}.route_selection_expression`),
    ApiGwV2RouteSettings: equal(`${STAGE}.default_route_settings.0.detailed_metrics_enabled`),
    ApiGwV2SecurityPolicy: equal(`${DOMAIN_V2}.domain_name_configuration.0.security_policy`),
    ApiGwV2StageVariables: equal(`${STAGE}.stage_variables`),
    ApiGwV2ThrottlingBurstLimit: equal(`${STAGE}.default_route_settings.0.throttling_burst_limit`),
    ApiGwV2ThrottlingRateLimit: equal(`${STAGE}.default_route_settings.0.throttling_rate_limit`),
  },
  "Aurora clusters": {
    RdsClusterStatus: state("RDS events of the cluster"),
    RdsEngineMode: equal("aws_rds_cluster.engine_mode"),
    RdsEngineVersion: equal("aws_rds_cluster.engine_version"),
    RdsGlobalReplicaLag: state("AuroraGlobalDBReplicationLag of the secondary cluster"),
    RdsNormalizedCapacity: equal("aws_rds_cluster_instance.instance_class"),
    RdsInstanceType: equal("aws_rds_cluster_instance.instance_class"),
    RdsQuotas: QUOTAS,
  },
  "Auto Scaling groups": {
    AsgMinSizeAndMaxSize: equal("aws_autoscaling_group.min_size", "aws_autoscaling_group.max_size"),
    AsgAZCount: equal("aws_autoscaling_group.vpc_zone_identifier"),
    AsgInstanceTypes: equal("aws_launch_template.instance_type"),
    AsgInstanceSizes: equal("aws_launch_template.instance_type"),
    AsgNormalizedCapacity: rule("asg-ceiling-capacity"),
    AsgQuotas: QUOTAS,
  },
  "CloudWatch alarms": {
    CloudWatchAlarmState: state("the alarm itself: a composite alarm over the DR region's"),
  },
  "Customer gateways": {
    CustomerGatewayIpAddress: equal("aws_customer_gateway.ip_address"),
    CustomerGatewayState: state("TunnelState of the VPN connection"),
    CustomerGatewayVPNType: equal("aws_customer_gateway.type"),
  },
  "DNS target resources": {
    DnsTargetResourceHostedZoneConfigurationRule: rule("route53-private-zone-both-vpcs"),
    DnsTargetResourceRecordSetConfigurationRule: rule("route53-ttl-fits-failover"),
    DnsTargetResourceRoutingRule: rule("route53-failover-target-side"),
    DnsTargetResourceHealthCheckRule: rule("route53-failover-health-checked"),
  },
  "DynamoDB tables": {
    DynamoConfiguration: equal(
      "aws_dynamodb_table.hash_key",
      "aws_dynamodb_table.range_key",
      "aws_dynamodb_table.attribute.0.type",
      "aws_dynamodb_table.server_side_encryption.0.enabled",
      "aws_dynamodb_table.stream_view_type",
    ),
    DynamoTableStatus: state("SystemErrors of the table"),
    DynamoCapacity: equal("aws_dynamodb_table.read_capacity", "aws_dynamodb_table.write_capacity"),
    DynamoPeakRcuWcu: state("ConsumedWriteCapacityUnits of the table"),
    DynamoGsiPeakRcuWcu: state("ConsumedWriteCapacityUnits of the index"),
    DynamoGsiConfig: equal(`${GSI}.hash_key`, `${GSI}.projection_type`),
    DynamoGsiStatus: state("OnlineIndexPercentageProgress of the index"),
    DynamoGsiCapacity: equal(`${GSI}.read_capacity`, `${GSI}.write_capacity`),
    DynamoReplicationLatency: state("ReplicationLatency of the table"),
    DynamoAutoScalingConfiguration: equal(
      "aws_appautoscaling_target.min_capacity",
      "aws_appautoscaling_target.max_capacity",
      "aws_appautoscaling_policy.target_tracking_scaling_policy_configuration.0.target_value",
    ),
    DynamoQuotas: QUOTAS,
  },
  "Classic Load Balancers": {
    ElbV1CheckAzCount: equal("aws_elb.availability_zones", "aws_elb.subnets"),
    ElbV1AnyInstances: equal("aws_elb.instances"),
    ElbV1AnyInstancesHealthy: state("HealthyHostCount of the load balancer"),
    ElbV1Scheme: equal("aws_elb.internal"),
    ElbV1HealthCheckThreshold: equal("aws_elb.health_check.0.unhealthy_threshold"),
    ElbV1HealthCheckInterval: equal("aws_elb.health_check.0.interval"),
    ElbV1CrossZoneRoutingEnabled: equal("aws_elb.cross_zone_load_balancing"),
    ElbV1AccessLogsEnabledAttribute: equal("aws_elb.access_logs.0.enabled"),
    ElbV1ConnectionDrainingEnabledAttribute: equal("aws_elb.connection_draining"),
    ElbV1ConnectionDrainingTimeoutAttribute: equal("aws_elb.connection_draining_timeout"),
    ElbV1IdleTimeoutAttribute: equal("aws_elb.idle_timeout"),
    ElbV1ProvisionedCapacityLcuCount: live(
      "nothing: AWS offers no capacity reservation in Terraform for this type",
    ),
    ElbV1ProvisionedCapacityStatus: state("ReservedLCUs of the load balancer"),
  },
  "EBS volumes": {
    EbsVolumeEncryption: equal("aws_ebs_volume.encrypted"),
    EbsVolumeEncryptionDefault: equal("aws_ebs_encryption_by_default.enabled"),
    EbsVolumeIops: equal("aws_ebs_volume.iops"),
    EbsVolumeKmsKeyId: equal("aws_ebs_default_kms_key.key_arn"),
    EbsVolumeMultiAttach: equal("aws_ebs_volume.multi_attach_enabled"),
    EbsVolumeQuotas: QUOTAS,
    EbsVolumeSize: equal("aws_ebs_volume.size"),
    EbsVolumeState: state("the volume's status checks"),
    EbsVolumeType: equal("aws_ebs_volume.type"),
  },
  "Lambda functions": {
    LambdaMemorySize: equal("aws_lambda_function.memory_size"),
    LambdaFunctionTimeout: equal("aws_lambda_function.timeout"),
    LambdaFunctionRuntime: equal("aws_lambda_function.runtime"),
    LambdaFunctionReservedConcurrentExecutions: equal("aws_lambda_function.reserved_concurrent_executions"),
    LambdaFunctionDeadLetterConfig: equal("aws_lambda_function.dead_letter_config.0.target_arn"),
    LambdaFunctionProvisionedConcurrencyConfig: equal(
      "aws_lambda_provisioned_concurrency_config.provisioned_concurrent_executions",
    ),
    LambdaFunctionSecurityGroupCount: equal("aws_lambda_function.vpc_config.0.security_group_ids"),
    LambdaFunctionSubnetIdCount: equal("aws_lambda_function.vpc_config.0.subnet_ids"),
    LambdaFunctionEventSourceMappingMatch: equal(
      "aws_lambda_event_source_mapping.batch_size",
      "aws_lambda_event_source_mapping.maximum_retry_attempts",
    ),
    LambdaFunctionLimitsRule: QUOTAS,
  },
  "Network and Application Load Balancers": {
    ElbV2CheckAzCount: equal("aws_lb.subnets"),
    ElbV2TargetGroupsCanServeTraffic: state("HealthyHostCount of the target group"),
    ElbV2State: state("a request to the load balancer"),
    ElbV2IpAddressType: equal("aws_lb.ip_address_type"),
    ElbV2Scheme: equal("aws_lb.internal"),
    ElbV2Type: equal("aws_lb.load_balancer_type"),
    ElbV2S3LogsEnabled: equal("aws_lb.access_logs.0.enabled"),
    ElbV2DeletionProtection: equal("aws_lb.enable_deletion_protection"),
    ElbV2IdleTimeoutSeconds: equal("aws_lb.idle_timeout"),
    ElbV2HttpDropInvalidHeaders: equal("aws_lb.drop_invalid_header_fields"),
    ElbV2Http2Enabled: equal("aws_lb.enable_http2"),
    ElbV2CrossZoneEnabled: equal("aws_lb.enable_cross_zone_load_balancing"),
    ElbV2ProvisionedCapacityLcuCount: equal("aws_lb.minimum_load_balancer_capacity.0.capacity_units"),
    ElbV2ProvisionedCapacityEnabled: state("ReservedLCUs of the load balancer"),
  },
  "MSK clusters": {
    MskClusterClientSubnet: rule("msk-client-subnets"),
    MskClusterInstanceType: equal(`${BROKERS}.instance_type`),
    MskClusterSecurityGroups: equal(`${BROKERS}.security_groups`),
    MskClusterStorageInfo: equal(`${BROKERS}.storage_info.0.ebs_storage_info.0.volume_size`),
    MskClusterACMCertificate: equal(
      "aws_msk_cluster.client_authentication.0.tls.0.certificate_authority_arns",
    ),
    MskClusterServerProperties: equal("aws_msk_configuration.server_properties"),
    MskClusterKafkaVersion: equal("aws_msk_cluster.kafka_version"),
    MskClusterEncryptionInTransitInCluster: equal(
      "aws_msk_cluster.encryption_info.0.encryption_in_transit.0.in_cluster",
    ),
    MskClusterEncryptionInClientBroker: equal(
      "aws_msk_cluster.encryption_info.0.encryption_in_transit.0.client_broker",
    ),
    MskClusterEnhancedMonitoring: equal("aws_msk_cluster.enhanced_monitoring"),
    MskClusterOpenMonitoringInJmx: equal(`${PROMETHEUS}.jmx_exporter.0.enabled_in_broker`),
    MskClusterOpenMonitoringInNode: equal(`${PROMETHEUS}.node_exporter.0.enabled_in_broker`),
    MskClusterLoggingInS3: equal(`${BROKER_LOGS}.s3.0.enabled`),
    MskClusterLoggingInFirehose: equal(`${BROKER_LOGS}.firehose.0.enabled`),
    MskClusterLoggingInCloudWatch: equal(`${BROKER_LOGS}.cloudwatch_logs.0.enabled`),
    MskClusterNumberOfBrokerNodes: equal("aws_msk_cluster.number_of_broker_nodes"),
    MskClusterState: state("ActiveControllerCount of the cluster"),
    MskClusterLimitsRule: QUOTAS,
  },
  "Route 53 health checks": {
    R53HealthCheckType: rule("route53-health-checks-alike"),
    R53HealthCheckDisabled: rule("route53-health-check-enabled"),
    R53HealthCheckStatus: state("HealthCheckStatus of the health check"),
    R53HealthCheckRequestInterval: rule("route53-health-checks-alike"),
    R53HealthCheckFailureThreshold: rule("route53-health-checks-alike"),
    R53HealthCheckEnableSNI: rule("route53-health-checks-alike"),
    R53HealthCheckSearchString: rule("route53-health-checks-alike"),
    R53HealthCheckRegions: rule("route53-health-checks-alike"),
    R53HealthCheckMeasureLatency: rule("route53-health-checks-alike"),
    R53HealthCheckInsufficientDataHealthStatus: rule("route53-health-checks-alike"),
    R53HealthCheckInverted: rule("route53-health-checks-alike"),
    R53HealthCheckResourcePath: rule("route53-health-checks-alike"),
    R53HealthCheckCloudWatchAlarm: equal(
      "aws_cloudwatch_metric_alarm.threshold",
      "aws_cloudwatch_metric_alarm.period",
    ),
  },
  "SNS subscriptions": {
    SnsSubscriptionProtocol: equal(`${SUBSCRIPTION}.protocol`),
    SnsSubscriptionSqsLambdaEndpoint: local(`${SUBSCRIPTION}.endpoint`),
    SnsSubscriptionNonAwsEndpoint: equal(`${SUBSCRIPTION}.endpoint`),
    SnsSubscriptionPendingConfirmation: rule("sns-subscription-confirmed"),
    SnsSubscriptionDeliveryPolicy: equal(`${SUBSCRIPTION}.delivery_policy`),
    SnsSubscriptionRawMessageDelivery: equal(`${SUBSCRIPTION}.raw_message_delivery`),
    SnsSubscriptionFilter: equal(`${SUBSCRIPTION}.filter_policy`),
    SnsSubscriptionRedrivePolicy: equal(`${SUBSCRIPTION}.redrive_policy`),
    SnsSubscriptionEndpointEnabled: state("NumberOfNotificationsFailed of the topic"),
    SnsSubscriptionLambdaEndpointValid: equal(`${SUBSCRIPTION}.endpoint`),
    SnsSubscriptionSqsEndpointValidRule: equal(`${SUBSCRIPTION}.endpoint`),
    SnsSubscriptionQuotas: QUOTAS,
  },
  "SNS topics": {
    SnsTopicDisplayName: equal("aws_sns_topic.display_name"),
    SnsTopicDeliveryPolicy: equal("aws_sns_topic.delivery_policy"),
    SnsTopicSubscription: present(SUBSCRIPTION),
    SnsTopicAwsKmsKey: equal("aws_sns_topic.kms_master_key_id"),
    SnsTopicQuotas: QUOTAS,
  },
  "SQS queues": {
    SqsQueueType: equal("aws_sqs_queue.fifo_queue"),
    SqsQueueDelaySeconds: equal("aws_sqs_queue.delay_seconds"),
    SqsQueueMaximumMessageSize: equal("aws_sqs_queue.max_message_size"),
    SqsQueueMessageRetentionPeriod: equal("aws_sqs_queue.message_retention_seconds"),
    SqsQueueReceiveMessageWaitTimeSeconds: equal("aws_sqs_queue.receive_wait_time_seconds"),
    SqsQueueRedrivePolicyMaxReceiveCount: equal("aws_sqs_queue.redrive_policy"),
    SqsQueueVisibilityTimeout: equal("aws_sqs_queue.visibility_timeout_seconds"),
    SqsQueueContentBasedDeduplication: equal("aws_sqs_queue.content_based_deduplication"),
    SqsQueueQuotas: QUOTAS,
  },
  VPCs: {
    VpcCidrBlock: equal("aws_vpc.cidr_block"),
    VpcCidrBlocksSameProtocolVersion: equal("aws_vpc.assign_generated_ipv6_cidr_block"),
    VpcCidrBlocksStateInAssociationSets: state("the VPC's CIDR associations"),
    VpcIpv6CidrBlocksStateInAssociationSets: equal("aws_vpc_ipv6_cidr_block_association.ipv6_netmask_length"),
    VpcCidrBlocksInAssociationSets: equal("aws_vpc_ipv4_cidr_block_association.ipv4_netmask_length"),
    VpcIpv6CidrBlocksInAssociationSets: equal("aws_vpc_ipv6_cidr_block_association.ipv6_netmask_length"),
    VpcState: state("a drill that launches into the VPC"),
    VpcInstanceTenancy: equal("aws_vpc.instance_tenancy"),
    VpcIsDefault: present("aws_default_vpc"),
    VpcSubnetState: state("a drill that launches into each subnet"),
    VpcSubnetAvailableIpAddressCount: state("VPC IP Address Manager's SubnetIPUsage"),
    VpcSubnetCount: present("aws_subnet"),
    VpcQuotas: QUOTAS,
  },
  "VPN connections": {
    VpnConnectionsRouteCount: rule("vpn-static-routes-present"),
    VpnConnectionsEnableAcceleration: equal("aws_vpn_connection.enable_acceleration"),
    VpnConnectionsStaticRoutesOnly: equal("aws_vpn_connection.static_routes_only"),
    VpnConnectionsCategory: equal("aws_vpn_connection.type"),
    VpnConnectionsCustomerConfiguration: equal(
      "aws_vpn_connection.tunnel1_ike_versions",
      "aws_vpn_connection.tunnel1_phase1_encryption_algorithms",
    ),
    VpnConnectionsCustomerGatewayId: equal("aws_vpn_connection.customer_gateway_id"),
    VpnConnectionsRoutesState: state("TunnelState of the VPN connection"),
    VpnConnectionsVgwTelemetryStatus: state("TunnelState of the VPN connection"),
    VpnConnectionsVgwTelemetryIpAddress: rule("vpn-tunnel-addresses-differ"),
    VpnConnectionsTunnelOptions: equal(
      "aws_vpn_connection.tunnel1_dpd_timeout_seconds",
      "aws_vpn_connection.tunnel2_startup_action",
    ),
    VpnConnectionsRoutesCidr: equal("aws_vpn_connection_route.destination_cidr_block"),
    VpnConnectionsInstanceType: live("nothing: AWS chooses it, and neither plan nor state shows it"),
  },
  "VPN gateways": {
    VpnGatewayState: state("TunnelState of the VPN connection"),
    VpnGatewayAsn: equal("aws_vpn_gateway.amazon_side_asn"),
    VpnGatewayType: live("nothing: AWS offers one type, ipsec.1"),
    VpnGatewayAttachment: present("aws_vpn_gateway_attachment"),
  },
};

/** Every readiness rule of ARC, and how it is covered. */
export const ARC_RULES: readonly ArcRule[] = Object.entries(TABLE).flatMap(([of, rules]) =>
  Object.entries(rules).map(([arc, coverage]) => ({ arc, of, coverage })),
);
