import { nested } from "../model/resource";
import { change, forgotten, observed, reworded, scaled, shrunk, switchedOff } from "./change";
import type { Mistake } from "./mistake";

const DATABASES = ["aws_rds_cluster", "aws_db_instance", "aws_docdb_cluster"];

/** Mistakes with what keeps data. */
const mistakes: Mistake[] = [
  switchedOff(
    "database-unprotected",
    DATABASES,
    "deletion_protection",
    "the database can be deleted by a slip",
  ),
  switchedOff(
    "database-plain",
    ["aws_rds_cluster", "aws_docdb_cluster", "aws_redshift_cluster"],
    "storage_encrypted",
    "data at rest is not encrypted",
  ),
  shrunk(
    switchedOff(
      "database-single-zone",
      ["aws_db_instance"],
      "multi_az",
      "one zone's loss takes the database down",
    ),
  ),
  shrunk(
    reworded(
      "database-class-smaller",
      ["aws_db_instance", "aws_rds_cluster_instance", "aws_docdb_cluster_instance"],
      "instance_class",
      ["db.t4g.medium", "db.t3.medium"],
      "the promoted database cannot take the load",
    ),
  ),
  change({
    id: "database-public",
    what: "A database is reachable from the internet on one side.",
    types: ["aws_db_instance", "aws_redshift_cluster"],
    path: "publicly_accessible",
    to: () => true,
    why: "the database is open to the internet",
  }),
  observed(
    switchedOff(
      "database-insights-off",
      ["aws_db_instance", "aws_rds_cluster_instance"],
      "performance_insights_enabled",
      "nobody sees why it is slow after failover",
    ),
  ),
  change({
    id: "database-parameter-weaker",
    what: "Connections without TLS are allowed on one side.",
    types: ["aws_db_parameter_group", "aws_rds_cluster_parameter_group"],
    path: "parameter[0].value",
    to: () => "0",
    why: "connections without TLS are allowed",
  }),
  change({
    id: "database-parameter-missing",
    what: "A parameter was set in one region only.",
    types: ["aws_db_parameter_group", "aws_rds_cluster_parameter_group", "aws_redshift_parameter_group"],
    path: "parameter",
    to: (before) =>
      Array.isArray(before) && before.length > 1 ? [before[0] as ReturnType<typeof nested>] : undefined,
    why: "the database behaves differently after failover",
  }),
  forgotten(
    "database-logs-missing",
    ["aws_rds_cluster", "aws_docdb_cluster"],
    "enabled_cloudwatch_logs_exports",
    "no logs after failover",
  ),
  scaled(
    "warehouse-retention-shorter",
    ["aws_redshift_cluster"],
    "automated_snapshot_retention_period",
    0.2,
    "older snapshots are gone",
  ),
  change({
    id: "bucket-versioning-suspended",
    what: "Versioning is suspended on one side.",
    types: ["aws_s3_bucket_versioning"],
    path: "versioning_configuration.status",
    to: () => "Suspended",
    sides: ["dr"],
    why: "replication stops, and what is overwritten is lost",
  }),
  switchedOff(
    "bucket-public-policy",
    ["aws_s3_bucket_public_access_block"],
    "block_public_policy",
    "a public policy would be accepted",
  ),
  switchedOff(
    "bucket-public-acls",
    ["aws_s3_bucket_public_access_block"],
    "restrict_public_buckets",
    "the bucket can be public",
  ),
  scaled(
    "bucket-lifecycle-shorter",
    ["aws_s3_bucket_lifecycle_configuration"],
    "rule.noncurrent_version_expiration.noncurrent_days",
    0.1,
    "old versions are gone too early",
  ),
  reworded(
    "bucket-lifecycle-disabled",
    ["aws_s3_bucket_lifecycle_configuration"],
    "rule.status",
    ["Disabled"],
    "old versions are kept and paid for",
  ),
  switchedOff("filesystem-plain", ["aws_efs_file_system"], "encrypted", "files are not encrypted"),
  reworded(
    "filesystem-backup-off",
    ["aws_efs_backup_policy"],
    "backup_policy.status",
    ["DISABLED"],
    "files are not backed up",
  ),
  reworded(
    "filesystem-throughput",
    ["aws_efs_file_system"],
    "throughput_mode",
    ["bursting", "elastic"],
    "slower than its counterpart",
  ),
  change({
    id: "access-point-owner",
    what: "An access point writes as another user.",
    types: ["aws_efs_access_point"],
    path: "posix_user.uid",
    to: () => 0,
    why: "files are written as root",
  }),
  // AWS wants automatic failover with several zones: only the zones can be left out.
  shrunk(
    switchedOff(
      "cache-single-zone",
      ["aws_elasticache_replication_group"],
      "multi_az_enabled",
      "one zone's loss takes the cache down",
    ),
  ),
  scaled(
    "cache-snapshots-shorter",
    ["aws_elasticache_replication_group"],
    "snapshot_retention_limit",
    0.15,
    "older snapshots are gone",
  ),
  scaled(
    "backup-plan-retention-shorter",
    ["aws_backup_plan"],
    "rule.lifecycle.delete_after",
    0.1,
    "recovery points are gone too early",
  ),
  reworded(
    "backup-schedule",
    ["aws_backup_plan"],
    "rule.schedule",
    ["cron(0 5 1 * ? *)"],
    "monthly instead of daily recovery points",
  ),
  reworded(
    "backup-selection-tag",
    ["aws_backup_selection"],
    "selection_tag.value",
    ["weekly"],
    "nothing is selected",
  ),
  scaled(
    "vault-lock-shorter",
    ["aws_backup_vault_lock_configuration"],
    "min_retention_days",
    0.15,
    "recovery points can be deleted early",
  ),
  scaled(
    "stream-retention-shorter",
    ["aws_kinesis_stream"],
    "retention_period",
    0.34,
    "records are gone before consumers return",
    24,
  ),
  reworded("stream-plain", ["aws_kinesis_stream"], "encryption_type", ["NONE"], "records are not encrypted"),
  reworded(
    "delivery-uncompressed",
    ["aws_kinesis_firehose_delivery_stream"],
    "extended_s3_configuration.compression_format",
    ["UNCOMPRESSED"],
    "readers find another format",
  ),
  reworded(
    "delivery-prefix",
    ["aws_kinesis_firehose_delivery_stream"],
    "extended_s3_configuration.prefix",
    ["raw/"],
    "readers do not find the records",
  ),
  shrunk(
    reworded(
      "kafka-type-smaller",
      ["aws_msk_cluster"],
      "broker_node_group_info.instance_type",
      ["kafka.t3.small"],
      "brokers too small for the load",
    ),
  ),
  reworded(
    "kafka-plaintext",
    ["aws_msk_cluster"],
    "encryption_info.encryption_in_transit.client_broker",
    ["TLS_PLAINTEXT"],
    "clients may connect without TLS",
  ),
  change({
    id: "kafka-configuration",
    what: "The brokers' configuration was changed in one region only.",
    types: ["aws_msk_configuration"],
    path: "server_properties",
    to: () => "auto.create.topics.enable=true\nmin.insync.replicas=1\ndefault.replication.factor=2\n",
    why: "acknowledged records can be lost",
  }),
  switchedOff(
    "search-plain",
    ["aws_opensearch_domain"],
    "encrypt_at_rest.enabled",
    "the index is not encrypted",
  ),
  switchedOff(
    "search-http",
    ["aws_opensearch_domain"],
    "domain_endpoint_options.enforce_https",
    "requests without TLS are answered",
  ),
  reworded(
    "search-version-stale",
    ["aws_opensearch_domain"],
    "engine_version",
    ["OpenSearch_2.7"],
    "queries behave differently",
  ),
  scaled(
    "search-volume-smaller",
    ["aws_opensearch_domain"],
    "ebs_options.volume_size",
    0.2,
    "the index does not fit",
  ),
  reworded(
    "broker-version-stale",
    ["aws_mq_broker"],
    "engine_version",
    ["3.11.28"],
    "another version of the broker",
  ),
  shrunk(
    reworded(
      "broker-smaller",
      ["aws_mq_broker"],
      "host_instance_type",
      ["mq.t3.micro"],
      "too small for the load",
    ),
  ),
];

export default mistakes;
