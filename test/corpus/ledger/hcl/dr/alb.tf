resource "aws_acm_certificate" "cert" {
  domain_name       = "api.ledger.example.com"
  validation_method = "DNS"
  lifecycle { create_before_destroy = true }
}

resource "aws_lb" "dr" {
  name                       = local.prefix
  load_balancer_type         = "application"
  subnets                    = [for s in aws_subnet.public : s.id]
  security_groups            = [aws_security_group.alb_dr.id]
  enable_deletion_protection = true
  drop_invalid_header_fields = true

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    prefix  = "alb"
    enabled = true
  }

  depends_on = [aws_s3_bucket_policy.logs]
}

resource "aws_lb_target_group" "dr" {
  name                 = "${local.prefix}-tasks"
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = 8080
  vpc_id               = aws_vpc.dr.id
  deregistration_delay = 30

  health_check {
    path                = "/healthz"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "tls" {
  load_balancer_arn = aws_lb.dr.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = aws_acm_certificate.cert.arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      message_body = "not found"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.dr.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "admin" {
  listener_arn = aws_lb_listener.tls.arn
  priority     = 5
  condition {
    path_pattern { values = ["/v1/admin/*"] }
  }
  action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      message_body = "forbidden"
      status_code  = "403"
    }
  }
}

resource "aws_lb_listener_rule" "api" {
  listener_arn = aws_lb_listener.tls.arn
  priority     = 10
  condition {
    path_pattern { values = ["/v1/*", "/v2/*"] }
  }
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.dr.arn
  }
}

resource "aws_lb_listener_rule" "hooks" {
  listener_arn = aws_lb_listener.tls.arn
  priority     = 20
  condition {
    path_pattern { values = ["/webhooks/*"] }
  }
  condition {
    http_request_method { values = ["POST"] }
  }
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.dr.arn
  }
}

resource "aws_wafv2_web_acl" "edge" {
  name  = local.prefix
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "ledger"
    sampled_requests_enabled   = true
  }

  rule {
    name     = "rate"
    priority = 2
    action {
      block {}
    }
    statement {
      rate_based_statement {
        aggregate_key_type = "IP"
        limit              = 2000
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "common"
    priority = 1
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }
}

resource "aws_wafv2_web_acl_association" "edge" {
  resource_arn = aws_lb.dr.arn
  web_acl_arn  = aws_wafv2_web_acl.edge.arn
}
