data "aws_iam_policy_document" "assume_lambda" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "fn" {
  for_each           = local.functions
  name               = "${local.prefix}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assume_lambda.json
}

resource "aws_iam_role_policy_attachment" "fn_logs" {
  for_each   = aws_iam_role.fn
  role       = each.value.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "ingest" {
  name = "ingest"
  role = aws_iam_role.fn["ingest"].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Put", Effect = "Allow", Action = ["kinesis:PutRecord", "kinesis:PutRecords"], Resource = aws_kinesis_stream.usage.arn },
      { Sid = "Key", Effect = "Allow", Action = "kms:GenerateDataKey", Resource = aws_kms_key.data.arn },
    ]
  })
}

data "aws_iam_policy_document" "aggregate" {
  statement {
    sid       = "Read"
    actions   = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:ListShards"]
    resources = [aws_kinesis_stream.usage.arn]
  }
  statement {
    sid       = "Tables"
    actions   = ["dynamodb:UpdateItem", "dynamodb:Query"]
    resources = ["arn:aws:dynamodb:${local.env.region}:${local.account}:table/metering-usage", aws_dynamodb_table.rates.arn]
  }
  statement {
    sid       = "Dead"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.events_dead.arn]
  }
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.data.arn]
  }
}

resource "aws_iam_role_policy" "aggregate" {
  name   = "aggregate"
  role   = aws_iam_role.fn["aggregate"].id
  policy = data.aws_iam_policy_document.aggregate.json
}

resource "aws_iam_role_policy" "invoice" {
  name = "invoice"
  role = aws_iam_role.fn["invoice"].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Queue", Effect = "Allow", Action = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = aws_sqs_queue.invoices.arn },
      { Sid = "Usage", Effect = "Allow", Action = ["dynamodb:Query", "dynamodb:GetItem"], Resource = "arn:aws:dynamodb:${local.env.region}:${local.account}:table/metering-usage" },
      { Sid = "Secret", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.payments.arn },
      { Sid = "Parameters", Effect = "Allow", Action = ["ssm:GetParameter", "ssm:GetParametersByPath"], Resource = "arn:aws:ssm:${local.env.region}:${local.account}:parameter/${local.prefix}/*" },
      { Sid = "Key", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = aws_kms_key.data.arn },
    ]
  })
}

resource "aws_cloudwatch_log_group" "fn" {
  for_each          = toset(["ingest", "aggregate", "invoice"])
  name              = "/aws/lambda/${local.prefix}-${each.key}"
  retention_in_days = var.log_days
}

resource "aws_lambda_function" "fn" {
  for_each         = local.functions
  function_name    = "${local.prefix}-${each.key}"
  filename         = "${path.module}/src/${each.key}.zip"
  source_code_hash = filebase64sha256("${path.module}/src/${each.key}.zip")
  handler          = "main.handler"
  runtime          = "python3.12"
  architectures    = ["arm64"]
  memory_size      = each.value.memory
  timeout          = each.value.timeout
  role             = aws_iam_role.fn[each.key].arn

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = merge({
      REGION    = local.env.region
      LOG_LEVEL = "info"
      PARAMS    = "/${local.prefix}"
    }, each.value.env)
  }

  depends_on = [aws_cloudwatch_log_group.fn]
}

resource "aws_lambda_event_source_mapping" "aggregate" {
  event_source_arn                   = aws_kinesis_stream.usage.arn
  function_name                      = aws_lambda_function.fn["aggregate"].arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 500
  maximum_batching_window_in_seconds = 5
  parallelization_factor             = 2
  maximum_retry_attempts             = 8
  bisect_batch_on_function_error     = true

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.events_dead.arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "invoice" {
  event_source_arn = aws_sqs_queue.invoices.arn
  function_name    = aws_lambda_function.fn["invoice"].arn
  batch_size       = 10
}
