variable "image_tag" { type = string }
variable "api_tasks" {
  type    = object({ desired = number, min = number, max = number })
  default = { desired = 6, min = 6, max = 24 }
}
variable "db_engine_version" {
  type    = string
  default = "16.3"
}
variable "db_master_password" {
  type      = string
  sensitive = true
}
variable "psp_api_token" {
  type      = string
  sensitive = true
}
variable "webhook_signing_key" {
  type      = string
  sensitive = true
}
variable "smtp_password" { type = string }

# what this workspace has to know of the other region
variable "dr_region" {
  type    = string
  default = "eu-central-1"
}
variable "dr_alb" {
  type = object({ dns_name = string, zone_id = string })
}
variable "dr_kms_key_arn" { type = string }
