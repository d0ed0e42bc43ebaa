variable "endpoint" { default = "http://127.0.0.1:5611" }
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
provider "aws" {
  region                      = local.region
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
  default_tags {
    tags = {
      Application = "parkade"
      Environment = local.env
      Region      = local.region
      ManagedBy   = "terragrunt"
    }
  }
  endpoints {
    apigatewayv2 = var.endpoint
    cloudwatch = var.endpoint
    dynamodb = var.endpoint
    ecr = var.endpoint
    events = var.endpoint
    iam = var.endpoint
    kms = var.endpoint
    lambda = var.endpoint
    logs = var.endpoint
    s3 = var.endpoint
    sns = var.endpoint
    sqs = var.endpoint
    ssm = var.endpoint
    sfn = var.endpoint
    sts = var.endpoint
    secretsmanager = var.endpoint
    kinesis = var.endpoint
    firehose = var.endpoint
    glue = var.endpoint
    wafv2 = var.endpoint
    opensearch = var.endpoint
    route53 = var.endpoint
    scheduler = var.endpoint
    ec2 = var.endpoint
    redshift = var.endpoint
    backup = var.endpoint
    elasticache = var.endpoint
    ecs = var.endpoint
    elbv2 = var.endpoint
    applicationautoscaling = var.endpoint
  }
}
locals {
  region    = "ca-central-1"
  env       = "prod"
  ns        = "parkade-${local.env}"
  image_tag = "2026.11.2"
  queues = {
    sessions = { visibility_timeout = 90, publishers = ["events.amazonaws.com", "sns.amazonaws.com"], age_alarm_seconds = 300 }
    charges  = { visibility_timeout = 180, retention_days = 14, max_receive_count = 3, age_alarm_seconds = 120 }
    receipts = { fifo = true }
  }
  functions = {
    api     = { memory = 512 }
    collect = { memory = 1024, timeout = 300 }
    charge  = { memory = 512, timeout = 60, reserved = 50 }
    receipt = {}
  }
}
data "aws_caller_identity" "current" {}
resource "aws_kms_key" "main" {
  description         = "parkade data"
  enable_key_rotation = true
  multi_region        = true
}
resource "aws_kms_alias" "main" {
  name          = "alias/${local.ns}"
  target_key_id = aws_kms_key.main.key_id
}
resource "aws_sns_topic" "this" {
  for_each          = toset(["alarms", "sessions"])
  name              = "${local.ns}-${each.key}"
  kms_master_key_id = aws_kms_key.main.arn
}
resource "aws_sns_topic_subscription" "sessions" {
  topic_arn            = aws_sns_topic.this["sessions"].arn
  protocol             = "sqs"
  endpoint             = module.queue["sessions"].arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ event = ["entered", "left"], garage = [{ "anything-but" = ["test"] }] })
}
module "queue" {
  source          = "../modules/queue"
  for_each        = local.queues
  name            = "${local.ns}-${each.key}"
  config          = each.value
  kms_key_arn     = aws_kms_key.main.arn
  alarm_topic_arn = aws_sns_topic.this["alarms"].arn
}
resource "aws_dynamodb_table" "sessions" {
  name             = "parkade-sessions"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "garage"
  range_key        = "session"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "garage"
    type = "S"
  }
  attribute {
    name = "session"
    type = "S"
  }
  attribute {
    name = "plate"
    type = "S"
  }
  global_secondary_index {
    name            = "by-plate"
    hash_key        = "plate"
    projection_type = "ALL"
  }
  point_in_time_recovery { enabled = true }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  server_side_encryption { enabled = true }
  lifecycle { ignore_changes = [replica] }
}
resource "aws_dynamodb_table_replica" "dr" {
  provider               = aws.dr
  global_table_arn       = aws_dynamodb_table.sessions.arn
  point_in_time_recovery = true
}
provider "aws" {
  alias                       = "dr"
  region                      = "ca-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints {
    dynamodb = var.endpoint
    sts = var.endpoint
  }
}
resource "aws_ecr_repository" "this" {
  for_each             = toset(keys(local.functions))
  name                 = "parkade/${each.key}"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration { scan_on_push = true }
}
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      destination {
        region      = "ca-west-1"
        registry_id = data.aws_caller_identity.current.account_id
      }
    }
  }
}
module "function" {
  source               = "../modules/function"
  for_each             = local.functions
  name                 = "${local.ns}-${each.key}"
  image_tag            = local.image_tag
  repository_url       = aws_ecr_repository.this[each.key].repository_url
  memory               = try(each.value.memory, 256)
  timeout              = try(each.value.timeout, 15)
  reserved_concurrency = try(each.value.reserved, -1)
  kms_key_arn          = aws_kms_key.main.arn
  environment = {
    TABLE      = aws_dynamodb_table.sessions.name
    CHARGES    = module.queue["charges"].url
    RECEIPTS   = module.queue["receipts"].url
    LOG_LEVEL  = "INFO"
    AWS_STAGE  = local.env
    BUCKET     = module.archive.id
    PAYMENTS   = aws_ssm_parameter.payments.name
  }
  statements = [
    { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], resources = [aws_dynamodb_table.sessions.arn, "${aws_dynamodb_table.sessions.arn}/index/*"] },
    { actions = ["sqs:SendMessage"], resources = [for q in ["charges", "receipts"] : module.queue[q].arn] },
    { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_key.main.arn] },
    { actions = ["s3:PutObject"], resources = ["${module.archive.arn}/*"] },
    { actions = ["ssm:GetParameter"], resources = ["arn:aws:ssm:${local.region}:${data.aws_caller_identity.current.account_id}:parameter/parkade/*"] },
  ]
  event_sources = { for k, q in { charge = "charges", receipt = "receipts", collect = "sessions" } : q => { arn = module.queue[q].arn, batch_size = q == "charges" ? 1 : 10 } if k == each.key }
}
resource "aws_ssm_parameter" "payments" {
  name  = "/parkade/payments/base-url"
  type  = "String"
  value = "https://payments.example.com/v3"
}
resource "aws_secretsmanager_secret" "psp" {
  name       = "${local.ns}/psp"
  kms_key_id = aws_kms_key.main.arn
  replica { region = "ca-west-1" }
}
resource "aws_secretsmanager_secret_version" "psp" {
  secret_id     = aws_secretsmanager_secret.psp.id
  secret_string = jsonencode({ api_key = "sk-made-up-8f2e17c99" })
}
module "archive" {
  source      = "../modules/bucket"
  name        = "${local.ns}-archive-${local.region}"
  kms_key_arn = aws_kms_key.main.arn
  expire_days = 400
}
resource "aws_iam_role" "replication" {
  name = "${local.ns}-s3-replication"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "s3.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "replication" {
  role = aws_iam_role.replication.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource = module.archive.arn },
    { Effect = "Allow", Action = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"], Resource = "${module.archive.arn}/*" },
    { Effect = "Allow", Action = ["s3:ReplicateObject", "s3:ReplicateDelete"], Resource = "arn:aws:s3:::parkade-dr-archive-ca-west-1/*" },
    { Effect = "Allow", Action = ["kms:Decrypt"], Resource = aws_kms_key.main.arn },
    { Effect = "Allow", Action = ["kms:Encrypt"], Resource = "arn:aws:kms:ca-west-1:${data.aws_caller_identity.current.account_id}:key/*" },
  ] })
}
resource "aws_s3_bucket_replication_configuration" "archive" {
  bucket = module.archive.id
  role   = aws_iam_role.replication.arn
  rule {
    id     = "all"
    status = "Enabled"
    filter { prefix = "" }
    delete_marker_replication { status = "Enabled" }
    source_selection_criteria {
      sse_kms_encrypted_objects { status = "Enabled" }
    }
    destination {
      bucket = "arn:aws:s3:::parkade-dr-archive-ca-west-1"
      encryption_configuration { replica_kms_key_id = "arn:aws:kms:ca-west-1:${data.aws_caller_identity.current.account_id}:alias/parkade-dr" }
    }
  }
}
resource "aws_cloudwatch_event_bus" "payments" { name = "${local.ns}-payments" }
module "closing" {
  source           = "../modules/workflow"
  name             = "${local.ns}-closing"
  functions        = { for k in ["collect", "charge"] : k => module.function[k].alias_arn }
  notify_topic_arn = aws_sns_topic.this["alarms"].arn
  schedule         = "cron(30 2 * * ? *)"
  bus_name         = aws_cloudwatch_event_bus.payments.name
  dead_letter_arn  = module.queue["sessions"].dead_arn
}
module "api" {
  source = "../modules/api"
  name   = "${local.ns}-http"
  routes = {
    "GET /sessions"  = { invoke_arn = module.function["api"].invoke_arn, function = module.function["api"].name }
    "POST /sessions" = { invoke_arn = module.function["api"].invoke_arn, function = module.function["api"].name }
    "GET /health"    = { invoke_arn = module.function["api"].invoke_arn, function = module.function["api"].name, authorized = false }
  }
  audience = ["parkade-app"]
  issuer   = "https://login.parkade.example/"
  throttle = 500
}
resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.ns
  dashboard_body = jsonencode({ widgets = [
    { type = "metric", x = 0, y = 0, width = 12, height = 6, properties = { region = local.region, title = "Queue age", metrics = [["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", module.queue["charges"].name], ["...", module.queue["sessions"].name]] } },
    { type = "metric", x = 12, y = 0, width = 12, height = 6, properties = { region = local.region, title = "Errors", metrics = [for f in keys(local.functions) : ["AWS/Lambda", "Errors", "FunctionName", "${local.ns}-${f}"]] } },
  ] })
}
resource "aws_wafv2_web_acl" "edge" {
  name  = "${local.ns}-waf"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  dynamic "rule" {
    for_each = { AWSManagedRulesCommonRuleSet = 10, AWSManagedRulesKnownBadInputsRuleSet = 20 }
    content {
      name     = rule.key
      priority = rule.value
      override_action {
        none {}
      }
      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key
        }
      }
      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = true
      }
    }
  }
  rule {
    name     = "rate"
    priority = 1
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${local.ns}-waf"
    sampled_requests_enabled   = true
  }
}
output "api" { value = module.api.endpoint }
