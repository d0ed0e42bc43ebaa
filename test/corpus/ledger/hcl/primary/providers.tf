terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  default_tags {
    tags = { Application = "ledger", Environment = "production", Owner = "payments-platform" }
  }

  endpoints {
    acm                    = "http://127.0.0.1:5710"
    applicationautoscaling = "http://127.0.0.1:5710"
    cloudwatch             = "http://127.0.0.1:5710"
    ec2                    = "http://127.0.0.1:5710"
    ecr                    = "http://127.0.0.1:5710"
    ecs                    = "http://127.0.0.1:5710"
    elbv2                  = "http://127.0.0.1:5710"
    events                 = "http://127.0.0.1:5710"
    iam                    = "http://127.0.0.1:5710"
    kms                    = "http://127.0.0.1:5710"
    logs                   = "http://127.0.0.1:5710"
    rds                    = "http://127.0.0.1:5710"
    route53                = "http://127.0.0.1:5710"
    s3                     = "http://127.0.0.1:5710"
    secretsmanager         = "http://127.0.0.1:5710"
    sns                    = "http://127.0.0.1:5710"
    sqs                    = "http://127.0.0.1:5710"
    ssm                    = "http://127.0.0.1:5710"
    sts                    = "http://127.0.0.1:5710"
    wafv2                  = "http://127.0.0.1:5710"
  }
}
