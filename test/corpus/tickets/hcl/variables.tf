variable "dr_region" {
  type    = string
  default = "us-west-1"
}

variable "domain" {
  type    = string
  default = "tickets.example.net"
}

variable "azs" {
  type    = map(string)
  default = { "us-east-2a" = "10.40.0.0/20", "us-east-2b" = "10.40.16.0/20" }
}

variable "azs_dr" {
  type    = map(string)
  default = { "us-west-1a" = "10.41.0.0/20", "us-west-1b" = "10.41.16.0/20" }
}

variable "ami_name" {
  type    = string
  default = "tickets-web-2026.10.1"
}

variable "ami_name_dr" {
  type    = string
  default = "tickets-web-2026.10.1"
}

variable "capacity" {
  type    = object({ min = number, desired = number, max = number })
  default = { min = 4, desired = 6, max = 16 }
}

variable "capacity_dr" {
  type    = object({ min = number, desired = number, max = number })
  default = { min = 1, desired = 2, max = 16 }
}

variable "smtp_password" {
  type      = string
  sensitive = true
}

variable "license_key" {
  type      = string
  sensitive = true
}

locals {
  name    = "tickets"
  tags    = { Application = "tickets", Environment = "production", Region = "us-east-2" }
  tags_dr = { Application = "tickets", Environment = "production", Region = var.dr_region }
  account = "123456789012"
}
