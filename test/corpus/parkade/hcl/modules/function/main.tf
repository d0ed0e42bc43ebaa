variable "name" { type = string }
variable "image_tag" { type = string }
variable "repository_url" { type = string }
variable "memory" {
  type    = number
  default = 256
}
variable "timeout" {
  type    = number
  default = 15
}
variable "reserved_concurrency" {
  type    = number
  default = -1
}
variable "environment" {
  type    = map(string)
  default = {}
}
variable "statements" {
  type    = list(object({ actions = list(string), resources = list(string) }))
  default = []
}
variable "event_sources" {
  type    = map(object({ arn = string, batch_size = optional(number, 10), report_failures = optional(bool, true) }))
  default = {}
}
variable "kms_key_arn" { type = string }
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = 30
  kms_key_id        = var.kms_key_arn
}
data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "this" {
  name               = "${var.name}-${data.aws_region.current.name}"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}
data "aws_iam_policy_document" "inline" {
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
  }
  dynamic "statement" {
    for_each = var.statements
    content {
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
  dynamic "statement" {
    for_each = length(var.event_sources) > 0 ? [1] : []
    content {
      actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      resources = [for s in var.event_sources : s.arn]
    }
  }
}
resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.this.id
  name   = "inline"
  policy = data.aws_iam_policy_document.inline.json
}
resource "aws_iam_role_policy_attachment" "xray" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AWSXRayDaemonWriteAccess"
}
resource "aws_lambda_function" "this" {
  function_name                  = var.name
  role                           = aws_iam_role.this.arn
  package_type                   = "Image"
  image_uri                      = "${var.repository_url}:${var.image_tag}"
  memory_size                    = var.memory
  timeout                        = var.timeout
  reserved_concurrent_executions = var.reserved_concurrency
  architectures                  = ["arm64"]
  environment {
    variables = merge({ POWERTOOLS_SERVICE_NAME = var.name }, var.environment)
  }
  tracing_config { mode = "Active" }
  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }
  depends_on = [aws_iam_role_policy.inline]
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = "$LATEST"
}
resource "aws_lambda_event_source_mapping" "this" {
  for_each                = var.event_sources
  event_source_arn        = each.value.arn
  function_name           = aws_lambda_alias.live.arn
  batch_size              = each.value.batch_size
  function_response_types = each.value.report_failures ? ["ReportBatchItemFailures"] : []
}
output "arn" { value = aws_lambda_function.this.arn }
output "alias_arn" { value = aws_lambda_alias.live.arn }
output "invoke_arn" { value = aws_lambda_alias.live.invoke_arn }
output "name" { value = aws_lambda_function.this.function_name }
output "role_name" { value = aws_iam_role.this.name }
