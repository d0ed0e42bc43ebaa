data "aws_iam_policy_document" "assume_states" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "assume_events" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "billing" {
  name               = "${local.prefix}-billing"
  assume_role_policy = data.aws_iam_policy_document.assume_states.json
}

data "aws_iam_policy_document" "billing" {
  statement {
    sid       = "Invoke"
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_function.fn["invoice"].arn, aws_lambda_function.fn["aggregate"].arn]
  }
  statement {
    sid       = "Queue"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.invoices.arn]
  }
  statement {
    sid       = "Notify"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts.arn]
  }
}

resource "aws_iam_role_policy" "billing" {
  name   = "billing"
  role   = aws_iam_role.billing.id
  policy = data.aws_iam_policy_document.billing.json
}

resource "aws_sfn_state_machine" "billing" {
  name     = "${local.prefix}-billing"
  role_arn = aws_iam_role.billing.arn
  type     = "STANDARD"

  definition = jsonencode({
    Comment = "rates the month's usage and issues invoices"
    StartAt = "Aggregate"
    States = {
      Aggregate = {
        Type           = "Task"
        Resource       = "arn:aws:states:::lambda:invoke"
        Parameters     = { FunctionName = aws_lambda_function.fn["aggregate"].arn, "Payload.$" = "$" }
        TimeoutSeconds = 300
        Retry          = [{ ErrorEquals = ["Lambda.TooManyRequestsException", "States.Timeout"], IntervalSeconds = 5, MaxAttempts = 4, BackoffRate = 2 }]
        Next           = "Invoices"
      }
      Invoices = {
        Type           = "Map"
        ItemsPath      = "$.Payload.accounts"
        MaxConcurrency = 20
        Iterator = {
          StartAt = "Enqueue"
          States = {
            Enqueue = {
              Type       = "Task"
              Resource   = "arn:aws:states:::sqs:sendMessage"
              Parameters = { QueueUrl = aws_sqs_queue.invoices.url, "MessageBody.$" = "$", MessageGroupId = "invoices" }
              End        = true
            }
          }
        }
        Catch = [{ ErrorEquals = ["States.ALL"], Next = "Failed" }]
        End   = true
      }
      Failed = {
        Type       = "Task"
        Resource   = "arn:aws:states:::sns:publish"
        Parameters = { TopicArn = aws_sns_topic.alerts.arn, Message = "billing run failed" }
        End        = true
      }
    }
  })
}

resource "aws_cloudwatch_event_bus" "metering" {
  name = local.prefix
}

resource "aws_iam_role" "events" {
  name               = "${local.prefix}-events"
  assume_role_policy = data.aws_iam_policy_document.assume_events.json
}

resource "aws_iam_role_policy" "events" {
  name = "start"
  role = aws_iam_role.events.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "states:StartExecution", Resource = aws_sfn_state_machine.billing.arn }]
  })
}

resource "aws_cloudwatch_event_rule" "contract_closed" {
  name           = "${local.prefix}-contract-closed"
  description    = "bill at once when a contract ends"
  event_bus_name = aws_cloudwatch_event_bus.metering.name
  event_pattern = jsonencode({
    source      = ["metering.contracts"]
    detail-type = ["ContractClosed", "ContractTransferred"]
    detail      = { tier = ["standard", "enterprise"], amount = [{ numeric = [">", 0] }] }
  })
}

resource "aws_cloudwatch_event_target" "contract_closed" {
  rule           = aws_cloudwatch_event_rule.contract_closed.name
  event_bus_name = aws_cloudwatch_event_bus.metering.name
  target_id      = "billing"
  arn            = aws_sfn_state_machine.billing.arn
  role_arn       = aws_iam_role.events.arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 10
  }
  dead_letter_config {
    arn = aws_sqs_queue.events_dead.arn
  }
}

resource "aws_cloudwatch_event_rule" "monthly" {
  name                = "${local.prefix}-monthly"
  description         = "monthly billing run"
  schedule_expression = "cron(0 1 1 * ? *)"
}

resource "aws_cloudwatch_event_target" "monthly" {
  rule      = aws_cloudwatch_event_rule.monthly.name
  target_id = "billing"
  arn       = aws_sfn_state_machine.billing.arn
  role_arn  = aws_iam_role.events.arn
  input     = jsonencode({ run = "monthly", region = local.env.region })
}
