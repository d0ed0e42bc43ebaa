terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

# one root, two workspaces: terraform workspace select prod-primary | prod-dr
provider "aws" {
  region                      = local.env.region
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true

  default_tags {
    tags = {
      Service   = "metering"
      Workspace = terraform.workspace
    }
  }

  endpoints {
    acm                    = "http://127.0.0.1:5720"
    apigateway             = "http://127.0.0.1:5720"
    apigatewayv2           = "http://127.0.0.1:5720"
    applicationautoscaling = "http://127.0.0.1:5720"
    cloudwatch             = "http://127.0.0.1:5720"
    cognitoidp             = "http://127.0.0.1:5720"
    dynamodb               = "http://127.0.0.1:5720"
    events                 = "http://127.0.0.1:5720"
    iam                    = "http://127.0.0.1:5720"
    kinesis                = "http://127.0.0.1:5720"
    kms                    = "http://127.0.0.1:5720"
    lambda                 = "http://127.0.0.1:5720"
    logs                   = "http://127.0.0.1:5720"
    route53                = "http://127.0.0.1:5720"
    secretsmanager         = "http://127.0.0.1:5720"
    sfn                    = "http://127.0.0.1:5720"
    sns                    = "http://127.0.0.1:5720"
    sqs                    = "http://127.0.0.1:5720"
    ssm                    = "http://127.0.0.1:5720"
    sts                    = "http://127.0.0.1:5720"
  }
}
