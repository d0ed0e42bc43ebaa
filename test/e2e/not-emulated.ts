/**
 * What the emulator has no API for. These resources are validated and planned, and left out of what is applied. How the
 * emulator's other faults are made good is in `corrections.ts`.
 */
export const NOT_EMULATED: Readonly<Record<string, string>> = {
  aws_apigatewayv2_domain_name: "domains of API Gateway never become available",
  aws_appconfig_environment: "no CreateEnvironment of AppConfig",
  aws_efs_backup_policy: "no PutBackupPolicy",
  aws_efs_replication_configuration: "no CreateReplicationConfiguration",
  aws_cloudfront_distribution: "distributions know no origin groups",
  aws_eks_access_entry: "no CreateAccessEntry of EKS",
  aws_eks_addon: "no CreateAddon of EKS",
  aws_eks_cluster: "clusters come back without their security group and how they are entered",
  aws_eks_pod_identity_association: "no CreatePodIdentityAssociation of EKS",
  aws_elasticache_global_replication_group: "no CreateGlobalReplicationGroup",
  aws_elasticache_replication_group: "replication groups have no cache clusters, which the provider reads",
  aws_cloudwatch_composite_alarm: "no answer to PutCompositeAlarm",
  aws_drs_replication_configuration_template: "no Elastic Disaster Recovery",
  aws_fis_experiment_template: "no GetExperimentTemplate",
  aws_ssm_association: "no CreateAssociation",
  aws_cloudwatch_event_endpoint: "no CreateEndpoint of EventBridge",
  aws_dynamodb_table: "tables have no replicas",
  aws_dynamodb_table_replica: "tables have no replicas",
  aws_sfn_state_machine: "creating the machine of a failover does not come to an end",
  aws_backup_region_settings: "no UpdateRegionSettings",
  aws_backup_selection: "no CreateBackupSelection",
  aws_backup_restore_testing_plan: "no CreateRestoreTestingPlan",
  aws_backup_restore_testing_selection: "no CreateRestoreTestingSelection",
  aws_imagebuilder_distribution_configuration: "no EC2 Image Builder",
  aws_imagebuilder_image_pipeline: "no EC2 Image Builder",
  aws_imagebuilder_image_recipe: "no EC2 Image Builder",
  aws_imagebuilder_infrastructure_configuration: "no EC2 Image Builder",
};
