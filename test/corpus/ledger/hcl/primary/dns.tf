# Route 53 is global and owned here, for both regions
resource "aws_route53_zone" "public" {
  name = local.domain
}

resource "aws_route53_health_check" "main" {
  fqdn              = aws_lb.api.dns_name
  type              = "HTTPS"
  port              = 443
  resource_path     = "/healthz"
  failure_threshold = 3
  request_interval  = 10
  tags              = { Name = "ledger-prod" }
}

resource "aws_route53_health_check" "standby" {
  fqdn              = var.dr_alb.dns_name
  type              = "HTTPS"
  port              = 443
  resource_path     = "/healthz"
  failure_threshold = 3
  request_interval  = 10
  tags              = { Name = "ledger-dr" }
}

resource "aws_route53_record" "api_main" {
  zone_id         = aws_route53_zone.public.zone_id
  name            = "api.${local.domain}"
  type            = "A"
  set_identifier  = "eu-west-1"
  health_check_id = aws_route53_health_check.main.id
  failover_routing_policy { type = "PRIMARY" }
  alias {
    name                   = aws_lb.api.dns_name
    zone_id                = aws_lb.api.zone_id
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "api_standby" {
  zone_id         = aws_route53_zone.public.zone_id
  name            = "api.${local.domain}"
  type            = "A"
  set_identifier  = "eu-central-1"
  health_check_id = aws_route53_health_check.standby.id
  failover_routing_policy { type = "SECONDARY" }
  alias {
    name                   = var.dr_alb.dns_name
    zone_id                = var.dr_alb.zone_id
    evaluate_target_health = true
  }
}
