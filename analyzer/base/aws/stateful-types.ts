/** Types that hold data: replacing one on one side loses the copy until it has synchronised. */
const STATEFUL =
  /^aws_(?:rds_cluster|rds_global_cluster|rds_cluster_instance|db_instance|docdb_cluster|neptune_cluster|dynamodb_table|s3_bucket$|efs_file_system|ebs_volume|elasticache_(?:replication_group|cluster)|opensearch_domain|elasticsearch_domain|redshift_cluster|msk_cluster|kinesis_stream|sqs_queue$|ecr_repository$|kms_key|kms_replica_key|secretsmanager_secret$|cognito_user_pool$|fsx_)/;

/** Whether objects of the type hold data. */
export function isStateful(type: string): boolean {
  return STATEFUL.test(type);
}
