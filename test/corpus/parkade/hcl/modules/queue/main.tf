variable "name" { type = string }
variable "config" {
  type = object({
    visibility_timeout = optional(number, 60)
    retention_days     = optional(number, 4)
    fifo               = optional(bool, false)
    max_receive_count  = optional(number, 5)
    publishers         = optional(list(string), [])
    age_alarm_seconds  = optional(number)
  })
  default = {}
}
variable "kms_key_arn" { type = string }
variable "alarm_topic_arn" {
  type    = string
  default = null
}
variable "tags" {
  type    = map(string)
  default = {}
}
locals {
  suffix = var.config.fifo ? ".fifo" : ""
}
resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead${local.suffix}"
  fifo_queue                = var.config.fifo ? true : null
  message_retention_seconds = 1209600
  kms_master_key_id         = var.kms_key_arn
  tags                      = var.tags
}
resource "aws_sqs_queue" "this" {
  name                       = "${var.name}${local.suffix}"
  fifo_queue                 = var.config.fifo ? true : null
  visibility_timeout_seconds = var.config.visibility_timeout
  message_retention_seconds  = var.config.retention_days * 86400
  kms_master_key_id          = var.kms_key_arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = var.config.max_receive_count
  })
  tags = var.tags
}
resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this.arn]
  })
}
data "aws_iam_policy_document" "this" {
  count = length(var.config.publishers) > 0 ? 1 : 0
  dynamic "statement" {
    for_each = toset(var.config.publishers)
    content {
      sid       = "Allow${replace(title(replace(statement.value, ".", " ")), " ", "")}"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.this.arn]
      principals {
        type        = "Service"
        identifiers = [statement.value]
      }
    }
  }
}
resource "aws_sqs_queue_policy" "this" {
  count     = length(var.config.publishers) > 0 ? 1 : 0
  queue_url = aws_sqs_queue.this.id
  policy    = data.aws_iam_policy_document.this[0].json
}
resource "aws_cloudwatch_metric_alarm" "age" {
  count               = var.config.age_alarm_seconds == null ? 0 : 1
  alarm_name          = "${var.name}-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.this.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.config.age_alarm_seconds
  alarm_actions       = compact([var.alarm_topic_arn])
}
output "arn" { value = aws_sqs_queue.this.arn }
output "url" { value = aws_sqs_queue.this.url }
output "dead_arn" { value = aws_sqs_queue.dead.arn }
output "name" { value = aws_sqs_queue.this.name }
