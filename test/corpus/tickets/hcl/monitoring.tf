resource "aws_sns_topic" "alerts" {
  name = "tickets-alerts"
}

resource "aws_sns_topic" "alerts_dr" {
  provider = aws.dr
  name     = "tickets-alerts"
}

resource "aws_sns_topic_subscription" "oncall" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = "oncall@tickets.example.net"
}

resource "aws_sns_topic_subscription" "oncall_dr" {
  provider  = aws.dr
  topic_arn = aws_sns_topic.alerts_dr.arn
  protocol  = "email"
  endpoint  = "oncall@tickets.example.net"
}

resource "aws_cloudwatch_metric_alarm" "queue_age" {
  alarm_name          = "tickets-queue-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  period              = 60
  evaluation_periods  = 5
  dimensions          = { QueueName = module.app.queue_name }
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "queue_age_dr" {
  provider            = aws.dr
  alarm_name          = "tickets-queue-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  period              = 60
  evaluation_periods  = 5
  dimensions          = { QueueName = module.app_dr.queue_name }
  alarm_actions       = [aws_sns_topic.alerts_dr.arn]
  ok_actions          = [aws_sns_topic.alerts_dr.arn]
}

resource "aws_cloudwatch_metric_alarm" "worker_errors" {
  alarm_name          = "tickets-worker-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  dimensions          = { FunctionName = module.app.worker_name }
  alarm_actions       = [aws_sns_topic.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "worker_errors_dr" {
  provider            = aws.dr
  alarm_name          = "tickets-worker-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  dimensions          = { FunctionName = module.app_dr.worker_name }
  alarm_actions       = [aws_sns_topic.alerts_dr.arn]
}
