variable "name" {}
variable "vpc_id" {}
variable "subnets" { type = list(string) }
variable "allow" { type = map(object({ port = number, cidr = optional(string), sg = optional(string) })) }
variable "hosts" { default = 0 }
variable "type" { default = "m5.xlarge" }
variable "ami" {}
variable "disk" { default = 0 }
variable "profile" { default = null }
variable "patch_group" { default = "linux" }
variable "key_arn" {}
resource "aws_security_group" "this" {
  name        = var.name
  description = "${var.name} hosts"
  vpc_id      = var.vpc_id
  lifecycle { create_before_destroy = true }
}
resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = var.allow
  security_group_id            = aws_security_group.this.id
  description                  = each.key
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  cidr_ipv4                    = each.value.cidr
  referenced_security_group_id = each.value.sg
}
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.this.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_instance" "this" {
  count                  = var.hosts
  ami                    = var.ami
  instance_type          = var.type
  subnet_id              = var.subnets[count.index % length(var.subnets)]
  vpc_security_group_ids = [aws_security_group.this.id]
  iam_instance_profile   = var.profile
  user_data              = templatefile("${path.module}/boot.sh", { name = var.name, index = count.index })
  metadata_options {
    http_tokens   = "required"
    http_endpoint = "enabled"
  }
  root_block_device {
    encrypted   = true
    kms_key_id  = var.key_arn
    volume_size = 60
    volume_type = "gp3"
  }
  tags = { Name = format("%s-%02d", var.name, count.index + 1), "Patch Group" = var.patch_group, Backup = "daily" }
  lifecycle { ignore_changes = [user_data] }
}
resource "aws_ebs_volume" "data" {
  count             = var.disk > 0 ? var.hosts : 0
  availability_zone = aws_instance.this[count.index].availability_zone
  size              = var.disk
  type              = "io2"
  iops              = 6000
  encrypted         = true
  kms_key_id        = var.key_arn
  tags              = { Backup = "daily" }
}
resource "aws_volume_attachment" "data" {
  count       = var.disk > 0 ? var.hosts : 0
  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.data[count.index].id
  instance_id = aws_instance.this[count.index].id
}
output "sg" { value = aws_security_group.this.id }
output "hosts" { value = aws_instance.this[*].id }
