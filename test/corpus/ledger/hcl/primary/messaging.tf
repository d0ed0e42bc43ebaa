resource "aws_sqs_queue" "postings_dlq" {
  name                      = "${local.name}-postings-dlq"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.main.arn
}

resource "aws_sqs_queue" "postings" {
  name                       = "${local.name}-postings"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  kms_master_key_id          = aws_kms_key.main.arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.postings_dlq.arn
    maxReceiveCount     = 5
  })

  # the emulator gives the same JSON back with other spacing
  lifecycle { ignore_changes = [redrive_policy] }
}

resource "aws_sns_topic" "events" {
  name              = "${local.name}-events"
  kms_master_key_id = aws_kms_key.main.arn
}

resource "aws_sns_topic" "ops" {
  name = "${local.name}-ops"
}

resource "aws_sns_topic_subscription" "postings" {
  topic_arn            = aws_sns_topic.events.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.postings.arn
  raw_message_delivery = true
  filter_policy        = jsonencode({ type = ["posting.created", "posting.reversed"] })
}

resource "aws_sns_topic_subscription" "oncall" {
  topic_arn = aws_sns_topic.ops.arn
  protocol  = "email"
  endpoint  = "payments-oncall@example.com"
}

resource "aws_sqs_queue_policy" "postings" {
  queue_url = aws_sqs_queue.postings.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FromEvents"
        Effect    = "Allow"
        Principal = { Service = "sns.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.postings.arn
        Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.events.arn } }
      },
      {
        Sid       = "FromScheduler"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.postings.arn
        Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.day_close.arn } }
      },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "day_close" {
  name                = "${local.name}-day-close"
  description         = "closes the books of the day"
  schedule_expression = "cron(50 21 * * ? *)"
}

resource "aws_cloudwatch_event_target" "day_close" {
  rule      = aws_cloudwatch_event_rule.day_close.name
  target_id = "postings"
  arn       = aws_sqs_queue.postings.arn
  input     = jsonencode({ type = "day.close" })
}

resource "aws_cloudwatch_event_rule" "task_stopped" {
  name        = "${local.name}-task-stopped"
  description = "tasks that died"
  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail      = { clusterArn = [aws_ecs_cluster.main.arn], lastStatus = ["STOPPED"], stopCode = ["EssentialContainerExited"] }
  })
}

resource "aws_cloudwatch_event_target" "task_stopped" {
  rule      = aws_cloudwatch_event_rule.task_stopped.name
  target_id = "ops"
  arn       = aws_sns_topic.ops.arn
}
