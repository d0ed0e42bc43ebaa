resource "aws_sns_topic" "alerts" {
  name              = "${local.prefix}-alerts"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_subscription" "pager" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "https"
  endpoint  = "https://events.pager.example.org/integration/metering/enqueue"
}

resource "aws_cloudwatch_log_metric_filter" "rejected" {
  name           = "${local.prefix}-rejected"
  log_group_name = aws_cloudwatch_log_group.fn["ingest"].name
  pattern        = "{ $.level = \"warn\" && $.event = \"usage_rejected\" }"

  metric_transformation {
    name          = "${local.prefix}-rejected"
    namespace     = "Metering"
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.alarms
  alarm_name          = "${local.prefix}-${each.key}"
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = each.value.stat
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"
  dimensions          = each.value.dims
  alarm_actions       = [aws_sns_topic.alerts.arn]
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = local.prefix
  dashboard_body = jsonencode({
    widgets = [
      { type = "metric", x = 0, y = 0, width = 12, height = 6, properties = { region = local.env.region, title = "Ingest", period = 60, stat = "Sum", metrics = [["AWS/Lambda", "Invocations", "FunctionName", "${local.prefix}-ingest"], [".", "Errors", ".", "."]] } },
      { type = "metric", x = 12, y = 0, width = 12, height = 6, properties = { region = local.env.region, title = "Stream lag", period = 60, stat = "Maximum", metrics = [["AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", "${local.prefix}-usage"]] } },
      { type = "text", x = 0, y = 6, width = 24, height = 2, properties = { markdown = "Runbook: https://runbooks.example.org/metering" } },
    ]
  })
}

output "api_endpoint" { value = aws_apigatewayv2_api.api.api_endpoint }
output "workspace" { value = terraform.workspace }
