terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
provider "aws" {
  region = "us-gov-west-1"
  assume_role {
    role_arn     = "arn:aws-us-gov:iam::123456789012:role/terraform-deploy"
    session_name = "corp-usgw1"
  }
  default_tags {
    tags = { Owner = "platform", Site = "usgw1", "Data-Class" = "cui" }
  }
}
variable "directory_password" {
  sensitive = true
  default   = "Ad-Zx93!kLp02mQ"
}
variable "oracle_password" {
  sensitive = true
  default   = "Ora_8vT2qLm47Xn"
}
module "site" {
  source             = "../modules/site"
  site               = "usgw1"
  cidr               = "10.40.0.0/16"
  zones              = ["us-gov-west-1a", "us-gov-west-1b", "us-gov-west-1c"]
  ami                = "ami-0a11b22c33d44e55f"
  asn                = 64612
  cgw_ip             = "198.51.100.10"
  certificate_arn    = "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/1b0f6a52-60d5-4a55-9a0e-2f1f0c6a8d01"
  directory_password = var.directory_password
  oracle_password    = var.oracle_password
  hosts              = { web = 4, batch = 2 }
  copy_to            = "arn:aws-us-gov:backup:us-gov-east-1:123456789012:backup-vault:corp-prod-usge1"
  efs_replica_region = "us-gov-east-1"
}
resource "aws_route53_zone" "corp" { name = "corp.example" }
resource "aws_route53_health_check" "portal" {
  fqdn              = "portal-usgw1.corp.example"
  port              = 443
  type              = "HTTPS"
  resource_path     = "/healthz"
  failure_threshold = 3
  request_interval  = 10
}
resource "aws_route53_record" "portal" {
  zone_id         = aws_route53_zone.corp.zone_id
  name            = "portal"
  type            = "A"
  set_identifier  = "usgw1"
  health_check_id = aws_route53_health_check.portal.id
  failover_routing_policy { type = "PRIMARY" }
  alias {
    name                   = module.site.alb
    zone_id                = module.site.alb_zone
    evaluate_target_health = true
  }
}
resource "aws_route53_record" "portal_standby" {
  zone_id        = aws_route53_zone.corp.zone_id
  name           = "portal"
  type           = "A"
  set_identifier = "usge1"
  failover_routing_policy { type = "SECONDARY" }
  alias {
    name                   = "internal-corp-prod-usge1-web-1180341022.us-gov-east-1.elb.amazonaws.com"
    zone_id                = "Z166TLBEWOO7G0"
    evaluate_target_health = true
  }
}
