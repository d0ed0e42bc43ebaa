# What exists before `examples/existing.ts`: a platform team's Terraform, of which the application knows the outputs alone.
#
#   terraform apply && terraform output -json > outputs.json

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "dr"
  region = "eu-central-1"
}

module "primary" {
  source = "./side"
  cidr   = "10.70.0.0/16"
}

module "dr" {
  source    = "./side"
  providers = { aws = aws.dr }
  cidr      = "10.80.0.0/16"
}

resource "aws_route53_zone" "apps" {
  name = "apps.example.com"
}

resource "aws_db_instance" "people" {
  identifier                  = "people"
  engine                      = "postgres"
  engine_version              = "16.6"
  instance_class              = "db.m6g.large"
  allocated_storage           = 100
  username                    = "dbadmin"
  manage_master_user_password = true
  storage_encrypted           = true
  kms_key_id                  = module.primary.key_arn
  backup_retention_period     = 14
  db_subnet_group_name        = module.primary.db_subnet_group
  vpc_security_group_ids      = [module.primary.database_group_id]
  skip_final_snapshot         = true
}

resource "aws_db_instance" "people_replica" {
  provider               = aws.dr
  identifier             = "people"
  replicate_source_db    = aws_db_instance.people.arn
  instance_class         = "db.m6g.large"
  storage_encrypted      = true
  kms_key_id             = module.dr.key_arn
  db_subnet_group_name   = module.dr.db_subnet_group
  vpc_security_group_ids = [module.dr.database_group_id]
  skip_final_snapshot    = true
}

resource "aws_secretsmanager_secret" "login" {
  name = "people/login"
  replica {
    region = "eu-central-1"
  }
  recovery_window_in_days = 0
}

output "primary" {
  value = merge(module.primary, { database_host = aws_db_instance.people.address })
}

output "dr" {
  value = merge(module.dr, { database_host = aws_db_instance.people_replica.address })
}

output "zone_id" {
  value = aws_route53_zone.apps.zone_id
}
