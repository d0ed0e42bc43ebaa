/**
 * Resource types whose objects exist once per account, whatever region the provider names.
 * Source: the AWS provider's enhanced region support guide, "resources that are not region-aware".
 */
const GLOBAL_TYPES =
  /^aws_(?:iam_|route53_(?!resolver)|route53domains_|route53recovery|cloudfront_|globalaccelerator_|organizations_|shield_|account_|budgets_|ce_|waf_(?!v2)|networkmanager_|rds_global_cluster$|docdb_global_cluster$|neptune_global_cluster$|elasticache_global_replication_group$|dynamodb_global_table$|s3_account_public_access_block$|s3control_multi_region_access_point|ssoadmin_|identitystore_|backup_global_settings$|chatbot_)/;

const known = new Map<string, boolean>();

/** Whether objects of this type are global: one serves both regions. */
export function isGlobalType(type: string): boolean {
  const answer = known.get(type) ?? GLOBAL_TYPES.test(type);
  known.set(type, answer);
  return answer;
}
