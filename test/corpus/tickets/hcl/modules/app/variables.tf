variable "name" { type = string }
variable "region" { type = string }
variable "domain" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "ami_name" { type = string }
variable "capacity" { type = object({ min = number, desired = number, max = number }) }
variable "kms_key_arn" { type = string }
variable "instance_profile_name" { type = string }
variable "worker_role_arn" { type = string }
variable "bucket" { type = string }
variable "file_system_id" { type = string }
variable "alerts_topic_arn" { type = string }
variable "web_workers" {
  type    = number
  default = 8
}
variable "smtp_password" {
  type      = string
  sensitive = true
}
variable "license_key" {
  type      = string
  sensitive = true
}

output "web_security_group_id" { value = aws_security_group.web.id }
output "lb_dns_name" { value = aws_lb.this.dns_name }
output "lb_zone_id" { value = aws_lb.this.zone_id }
output "queue_arn" { value = aws_sqs_queue.orders.arn }
output "queue_name" { value = aws_sqs_queue.orders.name }
output "worker_name" { value = aws_lambda_function.worker.function_name }
