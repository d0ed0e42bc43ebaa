variable "aws_region" {
  type    = string
  default = "eu-central-1"
}

variable "zones" {
  type = map(number)
  default = {
    eu-central-1a = 0
    eu-central-1b = 1
    eu-central-1c = 2
  }
}

variable "release" {
  description = "tag of the ledger image"
  type        = string
}

variable "task_count" { default = 2 }
variable "worker_count" { default = 1 }
variable "max_tasks" { default = 24 }

variable "source_db_arn" {
  description = "the database this region's replica copies; null makes it stand alone"
  type        = string
}

variable "secret_arns" {
  description = "replicas of the primary's secrets in this region"
  type        = map(string)
}

variable "webhook_signing_key" {
  type      = string
  sensitive = true
}

variable "mail_password" { type = string }
