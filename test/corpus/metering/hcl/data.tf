resource "aws_kms_key" "data" {
  description             = "metering data"
  enable_key_rotation     = true
  deletion_window_in_days = 14
}

resource "aws_kms_alias" "data" {
  name          = "alias/${local.prefix}"
  target_key_id = aws_kms_key.data.key_id
}

# the usage table is global: its home is the primary workspace, the DR workspace adds the replica
resource "aws_dynamodb_table" "usage" {
  count            = local.env.table_home ? 1 : 0
  name             = "metering-usage"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "meter_id"
  range_key        = "hour"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "meter_id"
    type = "S"
  }
  attribute {
    name = "hour"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  lifecycle {
    ignore_changes = [replica]
  }
}

resource "aws_dynamodb_table_replica" "usage" {
  count                  = local.env.table_home ? 0 : 1
  global_table_arn       = "arn:aws:dynamodb:${local.env.peer_region}:${local.account}:table/metering-usage"
  point_in_time_recovery = true
}

resource "aws_dynamodb_table" "rates" {
  name           = "${local.prefix}-rates"
  billing_mode   = "PROVISIONED"
  read_capacity  = local.env.rates_min
  write_capacity = 5
  hash_key       = "plan_id"

  attribute {
    name = "plan_id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  lifecycle {
    ignore_changes = [read_capacity]
  }
}

resource "aws_appautoscaling_target" "rates" {
  service_namespace  = "dynamodb"
  resource_id        = "table/${aws_dynamodb_table.rates.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  min_capacity       = local.env.rates_min
  max_capacity       = local.env.rates_max
}

resource "aws_appautoscaling_policy" "rates" {
  name               = "${local.prefix}-rates-read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.rates.service_namespace
  resource_id        = aws_appautoscaling_target.rates.resource_id
  scalable_dimension = aws_appautoscaling_target.rates.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 70
    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_kinesis_stream" "usage" {
  name             = "${local.prefix}-usage"
  shard_count      = local.env.shards
  retention_period = 72
  encryption_type  = "KMS"
  kms_key_id       = aws_kms_key.data.arn

  shard_level_metrics = ["IncomingBytes", "OutgoingBytes"]
}

resource "aws_sqs_queue" "invoices_dead" {
  name                        = "${local.prefix}-invoices-dead.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  message_retention_seconds   = 1209600
}

resource "aws_sqs_queue" "invoices" {
  name                        = "${local.prefix}-invoices.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 720
  message_retention_seconds   = 604800
  kms_master_key_id           = aws_kms_key.data.arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.invoices_dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "events_dead" {
  name                      = "${local.prefix}-events-dead"
  message_retention_seconds = 1209600
}

resource "aws_secretsmanager_secret" "payments" {
  name                    = "${local.prefix}/payments"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = 14
}

resource "aws_secretsmanager_secret_version" "payments" {
  secret_id     = aws_secretsmanager_secret.payments.id
  secret_string = jsonencode({ provider = "acquirer", key = var.payment_key })
}

resource "aws_ssm_parameter" "settings" {
  for_each = {
    "tariff-version" = "2026-10"
    "rounding"       = "half-even"
    "invoice-bucket" = "metering-invoices"
  }
  name  = "/${local.prefix}/${each.key}"
  type  = "String"
  value = each.value
}

resource "aws_ssm_parameter" "erp_password" {
  name   = "/${local.prefix}/erp-password"
  type   = "SecureString"
  key_id = aws_kms_key.data.arn
  value  = var.erp_password
}
