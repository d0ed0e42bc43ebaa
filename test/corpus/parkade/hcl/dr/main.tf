variable "aws_region" { default = "ca-west-1" }
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
  region    = var.aws_region
  env       = "dr"
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
variable "primary_key_arn" {}
resource "aws_kms_replica_key" "standby" {
  description     = "parkade data (replica)"
  primary_key_arn = var.primary_key_arn
}
resource "aws_kms_alias" "standby" {
  name          = "alias/${local.ns}"
  target_key_id = aws_kms_replica_key.standby.key_id
}
resource "aws_sns_topic" "alarms" {
  name              = "${local.ns}-alarms"
  kms_master_key_id = aws_kms_replica_key.standby.arn
}
resource "aws_sns_topic" "sessions" {
  name              = "${local.ns}-sessions"
  kms_master_key_id = aws_kms_replica_key.standby.arn
}
resource "aws_sns_topic_subscription" "sessions" {
  topic_arn            = aws_sns_topic.sessions.arn
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
  kms_key_arn     = aws_kms_replica_key.standby.arn
  alarm_topic_arn = aws_sns_topic.alarms.arn
}
locals {
  account  = data.aws_caller_identity.current.account_id
  table    = "parkade-sessions"
  registry = "${local.account}.dkr.ecr.${local.region}.amazonaws.com"
}
module "function" {
  source               = "../modules/function"
  for_each             = local.functions
  name                 = "${local.ns}-${each.key}"
  image_tag            = local.image_tag
  repository_url       = "${local.registry}/parkade/${each.key}"
  memory               = try(each.value.memory, 256)
  timeout              = try(each.value.timeout, 15)
  reserved_concurrency = try(each.value.reserved, -1)
  kms_key_arn          = aws_kms_replica_key.standby.arn
  environment = {
    TABLE      = local.table
    CHARGES    = module.queue["charges"].url
    RECEIPTS   = module.queue["receipts"].url
    LOG_LEVEL  = "INFO"
    AWS_STAGE  = local.env
    BUCKET     = module.archive.id
    PAYMENTS   = aws_ssm_parameter.payments.name
  }
  statements = [
    { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], resources = formatlist("arn:aws:dynamodb:%s:%s:table/%s%s", local.region, local.account, local.table, ["", "/index/*"]) },
    { actions = ["sqs:SendMessage"], resources = [for q in ["charges", "receipts"] : module.queue[q].arn] },
    { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_replica_key.standby.arn] },
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
module "archive" {
  source      = "../modules/bucket"
  name        = "${local.ns}-archive-${local.region}"
  kms_key_arn = aws_kms_replica_key.standby.arn
  expire_days = 400
}
resource "aws_cloudwatch_event_bus" "payments" { name = "${local.ns}-payments" }
module "day_close" {
  source           = "../modules/workflow"
  name             = "${local.ns}-closing"
  functions        = { for k in ["collect", "charge"] : k => module.function[k].alias_arn }
  notify_topic_arn = aws_sns_topic.alarms.arn
  schedule         = "cron(30 2 * * ? *)"
  bus_name         = aws_cloudwatch_event_bus.payments.name
  dead_letter_arn  = module.queue["sessions"].dead_arn
}
module "http_api" {
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
  rule {
    priority = 20
    name     = "AWSManagedRulesKnownBadInputsRuleSet"
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
        vendor_name = "AWS"
      }
    }
    override_action {
      none {}
    }
    visibility_config {
      metric_name                = "AWSManagedRulesKnownBadInputsRuleSet"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
    }
  }
  rule {
    priority = 10
    name     = "AWSManagedRulesCommonRuleSet"
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    override_action {
      none {}
    }
    visibility_config {
      metric_name                = "AWSManagedRulesCommonRuleSet"
      cloudwatch_metrics_enabled = true
      sampled_requests_enabled   = true
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
output "api" { value = module.http_api.endpoint }
