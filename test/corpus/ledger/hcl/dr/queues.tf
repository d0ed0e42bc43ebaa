resource "aws_sqs_queue" "dead_letters" {
  name                      = "${local.prefix}-postings-dlq"
  kms_master_key_id         = aws_kms_key.dr.arn
  message_retention_seconds = 14 * 24 * 3600
}

resource "aws_sqs_queue" "postings_dr" {
  name                       = "${local.prefix}-postings"
  kms_master_key_id          = aws_kms_key.dr.arn
  visibility_timeout_seconds = 120
  message_retention_seconds  = 4 * 24 * 3600
  redrive_policy             = jsonencode({ maxReceiveCount = 5, deadLetterTargetArn = aws_sqs_queue.dead_letters.arn })

  # the emulator gives the same JSON back with other spacing
  lifecycle { ignore_changes = [redrive_policy] }
}

resource "aws_sns_topic" "ledger_events" {
  name              = "${local.prefix}-events"
  kms_master_key_id = aws_kms_key.dr.arn
}

resource "aws_sns_topic" "alarms" {
  name = "${local.prefix}-ops"
}

resource "aws_sns_topic_subscription" "to_postings" {
  topic_arn            = aws_sns_topic.ledger_events.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.postings_dr.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ type = ["posting.created", "posting.reversed"] })
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = "payments-oncall@example.com"
}

data "aws_iam_policy_document" "postings_queue" {
  statement {
    sid       = "FromEvents"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.postings_dr.arn]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.ledger_events.arn]
    }
  }
  statement {
    sid       = "FromScheduler"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.postings_dr.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.close_books.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "postings_dr" {
  queue_url = aws_sqs_queue.postings_dr.id
  policy    = data.aws_iam_policy_document.postings_queue.json
}

resource "aws_cloudwatch_event_rule" "close_books" {
  name                = "${local.prefix}-close-books"
  description         = "closes the books of the day"
  schedule_expression = "cron(50 21 * * ? *)"
}

resource "aws_cloudwatch_event_target" "close_books" {
  rule      = aws_cloudwatch_event_rule.close_books.name
  target_id = "postings"
  arn       = aws_sqs_queue.postings_dr.arn
  input     = jsonencode({ type = "day.close" })
}

resource "aws_cloudwatch_event_rule" "dead_tasks" {
  name        = "${local.prefix}-dead-tasks"
  description = "tasks that died"
  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail = {
      clusterArn = [aws_ecs_cluster.standby.arn]
      lastStatus = ["STOPPED"]
      stopCode   = ["EssentialContainerExited"]
    }
  })
}

resource "aws_cloudwatch_event_target" "dead_tasks" {
  rule      = aws_cloudwatch_event_rule.dead_tasks.name
  target_id = "ops"
  arn       = aws_sns_topic.alarms.arn
}
