terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.100" }
  }
}
provider "aws" {
  region = "us-gov-east-1"
  assume_role {
    role_arn     = "arn:aws-us-gov:iam::123456789012:role/terraform-deploy"
    session_name = "corp-usge1"
  }
  default_tags {
    tags = { Owner = "platform", Site = "usge1", "Data-Class" = "cui" }
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
  site               = "usge1"
  cidr               = "10.44.0.0/16"
  zones              = ["us-gov-east-1a", "us-gov-east-1b", "us-gov-east-1c"]
  ami                = "ami-0f99e88d77c66b55a"
  asn                = 64622
  cgw_ip             = "198.51.100.74"
  certificate_arn    = "arn:aws-us-gov:acm:us-gov-east-1:123456789012:certificate/7c9d3e14-02b8-4f0e-8a43-b4a1d27c5e02"
  directory_password = var.directory_password
  oracle_password    = var.oracle_password
  hosts              = { web = 1, batch = 0 }
  replica_of         = "arn:aws-us-gov:rds:us-gov-west-1:123456789012:db:corp-prod-usgw1-erp"
  cache_nodes        = 2
}
