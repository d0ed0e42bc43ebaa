data "aws_caller_identity" "me" {}
data "aws_region" "here" {}

locals {
  account = data.aws_caller_identity.me.account_id
  region  = data.aws_region.here.name
  name    = "ledger-prod"
  domain  = "ledger.example.com"
}
