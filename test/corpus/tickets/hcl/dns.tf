resource "aws_route53_zone" "main" {
  name    = var.domain
  comment = "tickets"
}

resource "aws_route53_health_check" "app" {
  fqdn              = module.app.lb_dns_name
  type              = "HTTPS"
  port              = 443
  resource_path     = "/status"
  failure_threshold = 3
  request_interval  = 10
  tags              = { Name = "tickets-us-east-2" }
}

resource "aws_route53_health_check" "app_dr" {
  fqdn              = module.app_dr.lb_dns_name
  type              = "HTTPS"
  port              = 443
  resource_path     = "/status"
  failure_threshold = 3
  request_interval  = 10
  tags              = { Name = "tickets-us-west-1" }
}

resource "aws_route53_record" "app" {
  zone_id         = aws_route53_zone.main.zone_id
  name            = "app.${var.domain}"
  type            = "A"
  set_identifier  = "us-east-2"
  health_check_id = aws_route53_health_check.app.id

  latency_routing_policy {
    region = "us-east-2"
  }
  alias {
    name                   = module.app.lb_dns_name
    zone_id                = module.app.lb_zone_id
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "app_dr" {
  zone_id         = aws_route53_zone.main.zone_id
  name            = "app.${var.domain}"
  type            = "A"
  set_identifier  = "us-west-1"
  health_check_id = aws_route53_health_check.app_dr.id

  latency_routing_policy {
    region = "us-west-1"
  }
  alias {
    name                   = module.app_dr.lb_dns_name
    zone_id                = module.app_dr.lb_zone_id
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "api" {
  zone_id         = aws_route53_zone.main.zone_id
  name            = "api.${var.domain}"
  type            = "CNAME"
  ttl             = 30
  set_identifier  = "us-east-2"
  health_check_id = aws_route53_health_check.app.id
  records         = [module.app.lb_dns_name]

  weighted_routing_policy {
    weight = 100
  }
}

resource "aws_route53_record" "api_dr" {
  zone_id         = aws_route53_zone.main.zone_id
  name            = "api.${var.domain}"
  type            = "CNAME"
  ttl             = 30
  set_identifier  = "us-west-1"
  health_check_id = aws_route53_health_check.app_dr.id
  records         = [module.app_dr.lb_dns_name]

  weighted_routing_policy {
    weight = 100
  }
}
