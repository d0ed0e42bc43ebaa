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
  region                      = "us-east-2"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  default_tags {
    tags = local.tags
  }

  endpoints {
    acm            = "http://127.0.0.1:5720"
    autoscaling    = "http://127.0.0.1:5720"
    backup         = "http://127.0.0.1:5720"
    cloudwatch     = "http://127.0.0.1:5720"
    dynamodb       = "http://127.0.0.1:5720"
    ec2            = "http://127.0.0.1:5720"
    efs            = "http://127.0.0.1:5720"
    elbv2          = "http://127.0.0.1:5720"
    events         = "http://127.0.0.1:5720"
    iam            = "http://127.0.0.1:5720"
    kms            = "http://127.0.0.1:5720"
    lambda         = "http://127.0.0.1:5720"
    logs           = "http://127.0.0.1:5720"
    route53        = "http://127.0.0.1:5720"
    s3             = "http://127.0.0.1:5720"
    secretsmanager = "http://127.0.0.1:5720"
    sns            = "http://127.0.0.1:5720"
    sqs            = "http://127.0.0.1:5720"
    ssm            = "http://127.0.0.1:5720"
    sts            = "http://127.0.0.1:5720"
  }
}

provider "aws" {
  alias                       = "dr"
  region                      = var.dr_region
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  default_tags {
    tags = local.tags_dr
  }

  endpoints {
    acm            = "http://127.0.0.1:5720"
    autoscaling    = "http://127.0.0.1:5720"
    backup         = "http://127.0.0.1:5720"
    cloudwatch     = "http://127.0.0.1:5720"
    dynamodb       = "http://127.0.0.1:5720"
    ec2            = "http://127.0.0.1:5720"
    efs            = "http://127.0.0.1:5720"
    elbv2          = "http://127.0.0.1:5720"
    events         = "http://127.0.0.1:5720"
    iam            = "http://127.0.0.1:5720"
    kms            = "http://127.0.0.1:5720"
    lambda         = "http://127.0.0.1:5720"
    logs           = "http://127.0.0.1:5720"
    route53        = "http://127.0.0.1:5720"
    s3             = "http://127.0.0.1:5720"
    secretsmanager = "http://127.0.0.1:5720"
    sns            = "http://127.0.0.1:5720"
    sqs            = "http://127.0.0.1:5720"
    ssm            = "http://127.0.0.1:5720"
    sts            = "http://127.0.0.1:5720"
  }
}
