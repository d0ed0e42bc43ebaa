variable "name" { type = string }
variable "routes" { type = map(object({ invoke_arn = string, function = string, authorized = optional(bool, true) })) }
variable "audience" { type = list(string) }
variable "issuer" { type = string }
variable "throttle" { type = number }
resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  protocol_type = "HTTP"
  cors_configuration {
    allow_headers = ["authorization", "content-type"]
    allow_methods = ["GET", "POST", "OPTIONS"]
    allow_origins = ["https://app.parkade.example"]
    max_age       = 600
  }
}
resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.this.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    audience = var.audience
    issuer   = var.issuer
  }
}
resource "aws_apigatewayv2_integration" "this" {
  for_each               = var.routes
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 12000
}
resource "aws_apigatewayv2_route" "this" {
  for_each           = var.routes
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
  authorization_type = each.value.authorized ? "JWT" : "NONE"
  authorizer_id      = each.value.authorized ? aws_apigatewayv2_authorizer.jwt.id : null
}
resource "aws_lambda_permission" "this" {
  for_each      = var.routes
  statement_id  = "apigw-${substr(md5(each.key), 0, 8)}"
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  qualifier     = "live"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/${replace(each.key, " ", "")}"
}
resource "aws_cloudwatch_log_group" "access" {
  name              = "/apigw/${var.name}"
  retention_in_days = 30
}
resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = jsonencode({ id = "$context.requestId", status = "$context.status", route = "$context.routeKey" })
  }
  default_route_settings {
    throttling_burst_limit = var.throttle * 2
    throttling_rate_limit  = var.throttle
  }
}
output "id" { value = aws_apigatewayv2_api.this.id }
output "endpoint" { value = aws_apigatewayv2_api.this.api_endpoint }
