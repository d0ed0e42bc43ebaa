data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  prefix     = "ledger-dr"
  vpc_cidr   = "10.40.0.0/16"
  common_tags = {
    Application = "ledger"
    Environment = "dr"
    Owner       = "payments-platform"
  }
}
