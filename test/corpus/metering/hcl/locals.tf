locals {
  environments = {
    "prod-primary" = {
      region       = "ap-southeast-2"
      peer_region  = "ap-southeast-1"
      shards       = 6
      rates_min    = 20
      rates_max    = 400
      table_home   = true
      record_label = "sydney"
    }
    "prod-dr" = {
      region       = "ap-southeast-1"
      peer_region  = "ap-southeast-2"
      shards       = 6
      rates_min    = 20
      rates_max    = 400
      table_home   = false
      record_label = "singapore"
    }
  }

  env     = local.environments[terraform.workspace]
  prefix  = "metering-${terraform.workspace}"
  account = "123456789012"

  functions = {
    ingest = {
      memory  = 512
      timeout = 10
      env     = { STREAM = aws_kinesis_stream.usage.name, INGEST_TOKEN = "mtr_live_8sKd02PqYvXn4" }
    }
    aggregate = {
      memory  = 1024
      timeout = 60
      env     = { USAGE_TABLE = "metering-usage", RATES_TABLE = aws_dynamodb_table.rates.name }
    }
    invoice = {
      memory  = 768
      timeout = 120
      env     = { QUEUE_URL = aws_sqs_queue.invoices.url, PAYMENT_SECRET = aws_secretsmanager_secret.payments.name, USAGE_TABLE = "metering-usage" }
    }
  }

  alarms = {
    ingest-errors = {
      namespace = "AWS/Lambda", metric = "Errors", stat = "Sum", threshold = 10, period = 60, periods = 3
      dims      = { FunctionName = "${local.prefix}-ingest" }
    }
    iterator-age = {
      namespace = "AWS/Kinesis", metric = "GetRecords.IteratorAgeMilliseconds", stat = "Maximum", threshold = 60000, period = 60, periods = 5
      dims      = { StreamName = "${local.prefix}-usage" }
    }
    billing-failed = {
      namespace = "AWS/States", metric = "ExecutionsFailed", stat = "Sum", threshold = 1, period = 300, periods = 1
      dims      = { StateMachineArn = "arn:aws:states:${local.env.region}:${local.account}:stateMachine:${local.prefix}-billing" }
    }
    rejected-usage = {
      namespace = "Metering", metric = "${local.prefix}-rejected", stat = "Sum", threshold = 100, period = 300, periods = 2
      dims      = {}
    }
  }
}

variable "payment_key" {
  type      = string
  sensitive = true
}

variable "erp_password" {
  type      = string
  sensitive = true
}

variable "log_days" {
  type    = number
  default = 30
}
