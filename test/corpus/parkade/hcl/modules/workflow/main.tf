variable "name" { type = string }
variable "functions" { type = map(string) }
variable "notify_topic_arn" { type = string }
variable "schedule" { type = string }
variable "bus_name" { type = string }
variable "dead_letter_arn" { type = string }
data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com", "events.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "this" {
  name_prefix        = "${substr(var.name, 0, 24)}-sfn-"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}
resource "aws_iam_role_policy" "this" {
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "lambda:InvokeFunction", Resource = values(var.functions) },
      { Effect = "Allow", Action = "sns:Publish", Resource = var.notify_topic_arn },
      { Effect = "Allow", Action = "states:StartExecution", Resource = aws_sfn_state_machine.this.arn },
    ]
  })
}
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/vendedlogs/states/${var.name}"
  retention_in_days = 90
}
resource "aws_sfn_state_machine" "this" {
  name     = var.name
  role_arn = aws_iam_role.this.arn
  type     = "STANDARD"
  definition = jsonencode({
    Comment = "Closes the day's parking sessions"
    StartAt = "Collect"
    States = {
      Collect = { Type = "Task", Resource = var.functions["collect"], Next = "Any", Retry = [
        { ErrorEquals = ["Lambda.TooManyRequestsException"], IntervalSeconds = 2, MaxAttempts = 6, BackoffRate = 2 },
        { ErrorEquals = ["States.ALL"], IntervalSeconds = 10, MaxAttempts = 2 },
      ] }
      Any = { Type = "Choice", Choices = [
        { Variable = "$.count", NumericGreaterThan = 10000, Next = "Alert" },
        { Variable = "$.count", NumericGreaterThan = 0, Next = "Charge" },
      ], Default = "Done" }
      Charge = { Type = "Task", Resource = var.functions["charge"], TimeoutSeconds = 120, Next = "Done", Catch = [{ ErrorEquals = ["States.ALL"], Next = "Alert" }] }
      Alert  = { Type = "Task", Resource = "arn:aws:states:::sns:publish", Parameters = { TopicArn = var.notify_topic_arn, "Message.$" = "$" }, End = true }
      Done   = { Type = "Succeed" }
    }
  })
  logging_configuration {
    level                  = "ERROR"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }
}
resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "${var.name}-nightly"
  schedule_expression = var.schedule
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule     = aws_cloudwatch_event_rule.nightly.name
  arn      = aws_sfn_state_machine.this.arn
  role_arn = aws_iam_role.this.arn
  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 5
  }
  dead_letter_config { arn = var.dead_letter_arn }
}
resource "aws_cloudwatch_event_rule" "disputed" {
  name           = "${var.name}-disputed"
  event_bus_name = var.bus_name
  event_pattern = jsonencode({
    source        = ["parkade.payments"]
    "detail-type" = ["charge.disputed", "charge.failed"]
    detail        = { amount = [{ numeric = [">", 0] }] }
  })
}
resource "aws_cloudwatch_event_target" "disputed" {
  rule           = aws_cloudwatch_event_rule.disputed.name
  event_bus_name = var.bus_name
  arn            = aws_sfn_state_machine.this.arn
  role_arn       = aws_iam_role.this.arn
  input_transformer {
    input_paths    = { session = "$.detail.session", amount = "$.detail.amount" }
    input_template = "{\"session\": <session>, \"count\": 1, \"amount\": <amount>}"
  }
}
output "arn" { value = aws_sfn_state_machine.this.arn }
