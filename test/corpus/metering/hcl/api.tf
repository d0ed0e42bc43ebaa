resource "aws_cognito_user_pool" "tenants" {
  name                     = "${local.prefix}-tenants"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  deletion_protection      = "ACTIVE"

  password_policy {
    minimum_length                   = 14
    require_lowercase                = true
    require_uppercase                = true
    require_numbers                  = true
    require_symbols                  = false
    temporary_password_validity_days = 3
  }
}

resource "aws_cognito_user_pool_client" "api" {
  name                          = "${local.prefix}-api"
  user_pool_id                  = aws_cognito_user_pool.tenants.id
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
  access_token_validity         = 30
  id_token_validity             = 30
  refresh_token_validity        = 7

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

resource "aws_apigatewayv2_api" "api" {
  name          = local.prefix
  protocol_type = "HTTP"
  description   = "usage intake"

  cors_configuration {
    allow_origins = ["https://console.metering.example.org"]
    allow_methods = ["GET", "POST"]
    allow_headers = ["authorization", "content-type"]
    max_age       = 600
  }
}

resource "aws_apigatewayv2_authorizer" "tenants" {
  api_id           = aws_apigatewayv2_api.api.id
  name             = "tenants"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = [aws_cognito_user_pool_client.api.id]
    issuer   = "https://cognito-idp.${local.env.region}.amazonaws.com/${aws_cognito_user_pool.tenants.id}"
  }
}

resource "aws_apigatewayv2_integration" "ingest" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_function.fn["ingest"].arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 12000
}

resource "aws_apigatewayv2_route" "routes" {
  for_each = {
    usage  = "POST /v1/usage"
    batch  = "POST /v1/usage/batch"
    meters = "GET /v1/meters/{id}"
  }
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = each.value
  target             = "integrations/${aws_apigatewayv2_integration.ingest.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.tenants.id
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/metering/${terraform.workspace}/api"
  retention_in_days = var.log_days
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.api.id
  name        = "live"
  auto_deploy = true

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_burst_limit   = 2000
    throttling_rate_limit    = 1000
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = jsonencode({ id = "$context.requestId", status = "$context.status", route = "$context.routeKey", ms = "$context.responseLatency" })
  }
}

resource "aws_lambda_permission" "api" {
  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fn["ingest"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*"
}

data "aws_route53_zone" "public" {
  name = "metering.example.org"
}

resource "aws_route53_health_check" "api" {
  fqdn              = "${aws_apigatewayv2_api.api.id}.execute-api.${local.env.region}.amazonaws.com"
  type              = "HTTPS"
  port              = 443
  resource_path     = "/live/health"
  failure_threshold = 2
  request_interval  = 30
  tags              = { Name = local.prefix }
}

resource "aws_route53_record" "api" {
  zone_id         = data.aws_route53_zone.public.zone_id
  name            = "intake.metering.example.org"
  type            = "CNAME"
  ttl             = 60
  set_identifier  = local.env.record_label
  health_check_id = aws_route53_health_check.api.id
  records         = ["${aws_apigatewayv2_api.api.id}.execute-api.${local.env.region}.amazonaws.com"]

  latency_routing_policy {
    region = local.env.region
  }
}
