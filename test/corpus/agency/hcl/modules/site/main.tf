variable "org" { default = "corp" }
variable "env" { default = "prod" }
variable "site" {}
variable "cidr" {}
variable "zones" { type = list(string) }
variable "ami" {}
variable "asn" {}
variable "cgw_ip" {}
variable "hosts" { type = map(number) }
variable "replica_of" { default = null }
variable "copy_to" { default = null }
variable "efs_replica_region" { default = null }
variable "certificate_arn" {}
variable "cache_nodes" { default = 3 }
variable "directory_password" {
  type      = string
  sensitive = true
}
variable "oracle_password" {
  type      = string
  sensitive = true
}
data "aws_partition" "this" {}
data "aws_region" "this" {}
locals {
  name   = format("%s-%s-%s", var.org, var.env, var.site)
  dot    = data.aws_partition.this.partition
  onprem = { hq = "172.20.0.0/16", plant = "172.24.0.0/14" }
}
resource "aws_kms_key" "this" {
  description         = format("%s at rest", local.name)
  enable_key_rotation = true
}
resource "aws_kms_alias" "this" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.this.id
}
module "network" {
  source = "../network"
  name   = local.name
  cidr   = var.cidr
  zones  = var.zones
  onprem = local.onprem
  asn    = var.asn
  cgw_ip = var.cgw_ip
}
resource "aws_iam_role" "host" {
  name               = format("%s-host", local.name)
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
resource "aws_iam_role_policy_attachment" "host" {
  for_each   = toset(["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"])
  role       = aws_iam_role.host.name
  policy_arn = "arn:${local.dot}:iam::aws:policy/${each.key}"
}
resource "aws_iam_instance_profile" "host" {
  name = format("%s-host", local.name)
  role = aws_iam_role.host.name
}
module "web" {
  source  = "../tier"
  name    = format("%s-web", local.name)
  vpc_id  = module.network.vpc_id
  subnets = module.network.subnets["app"]
  ami     = var.ami
  hosts   = var.hosts["web"]
  profile = aws_iam_instance_profile.host.name
  key_arn = aws_kms_key.this.arn
  allow   = { alb = { port = 8080, sg = aws_security_group.alb.id }, health = { port = 8081, sg = aws_security_group.alb.id }, ssh = { port = 22, cidr = "172.20.8.0/24" } }
}
module "batch" {
  source  = "../tier"
  name    = format("%s-batch", local.name)
  vpc_id  = module.network.vpc_id
  subnets = module.network.subnets["app"]
  ami     = var.ami
  hosts   = var.hosts["batch"]
  type    = "r5.2xlarge"
  disk    = 500
  profile = aws_iam_instance_profile.host.name
  key_arn = aws_kms_key.this.arn
  allow   = { mq = { port = 1414, cidr = "172.20.0.0/16" }, ssh = { port = 22, cidr = "172.20.8.0/24" } }
}
resource "aws_security_group" "alb" {
  name_prefix = "${local.name}-alb-"
  vpc_id      = module.network.vpc_id
}
resource "aws_vpc_security_group_ingress_rule" "alb" {
  for_each          = merge(local.onprem, { vpc = var.cidr })
  security_group_id = aws_security_group.alb.id
  cidr_ipv4         = each.value
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}
resource "aws_vpc_security_group_egress_rule" "alb" {
  security_group_id            = aws_security_group.alb.id
  referenced_security_group_id = module.web.sg
  from_port                    = 8080
  to_port                      = 8081
  ip_protocol                  = "tcp"
}
resource "aws_lb" "web" {
  name                       = format("%s-web", local.name)
  internal                   = true
  load_balancer_type         = "application"
  subnets                    = module.network.subnets["app"]
  security_groups            = [aws_security_group.alb.id]
  enable_deletion_protection = true
  idle_timeout               = 120
}
resource "aws_lb_target_group" "web" {
  name     = format("%s-web", local.name)
  port     = 8080
  protocol = "HTTP"
  vpc_id   = module.network.vpc_id
  health_check {
    path    = "/healthz"
    port    = 8081
    matcher = "200"
  }
  stickiness {
    type            = "lb_cookie"
    cookie_duration = 3600
  }
}
resource "aws_lb_target_group_attachment" "web" {
  count            = var.hosts["web"]
  target_group_arn = aws_lb_target_group.web.arn
  target_id        = module.web.hosts[count.index]
}
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}
resource "aws_lb_listener_rule" "web" {
  for_each     = { portal = { priority = 10, host = "portal.corp.example" }, api = { priority = 20, host = "api.corp.example" }, legacy = { priority = 90, host = "*.legacy.corp.example" } }
  listener_arn = aws_lb_listener.web.arn
  priority     = each.value.priority
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
  condition {
    host_header { values = [each.value.host] }
  }
}
resource "aws_lb" "mq" {
  name               = format("%s-mq", local.name)
  internal           = true
  load_balancer_type = "network"
  subnets            = module.network.subnets["app"]
  enable_cross_zone_load_balancing = true
}
resource "aws_lb_target_group" "mq" {
  name     = format("%s-mq", local.name)
  port     = 1414
  protocol = "TCP"
  vpc_id   = module.network.vpc_id
  deregistration_delay = 30
}
resource "aws_lb_listener" "mq" {
  load_balancer_arn = aws_lb.mq.arn
  port              = 1414
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.mq.arn
  }
}
# -- data
resource "aws_security_group" "data" {
  for_each    = { oracle = 1521, mysql = 3306, cache = 6379, files = 2049, smb = 445 }
  name        = format("%s-%s", local.name, each.key)
  description = "data tier"
  vpc_id      = module.network.vpc_id
  ingress {
    from_port       = each.value
    to_port         = each.value
    protocol        = "tcp"
    security_groups = [module.web.sg, module.batch.sg]
  }
}
resource "aws_db_subnet_group" "this" {
  name       = local.name
  subnet_ids = module.network.subnets["data"]
}
resource "aws_db_option_group" "oracle" {
  name                     = format("%s-oracle", local.name)
  engine_name              = "oracle-ee"
  major_engine_version     = "19"
  option_group_description = "oracle options"
  option {
    option_name = "NATIVE_NETWORK_ENCRYPTION"
    option_settings {
      name  = "SQLNET.ENCRYPTION_SERVER"
      value = "REQUIRED"
    }
  }
  option {
    option_name = "Timezone"
    option_settings {
      name  = "TIME_ZONE"
      value = "UTC"
    }
  }
}
resource "aws_db_parameter_group" "oracle" {
  name   = format("%s-oracle", local.name)
  family = "oracle-ee-19"
  parameter {
    name         = "processes"
    value        = "1200"
    apply_method = "pending-reboot"
  }
  parameter {
    name  = "open_cursors"
    value = "2000"
  }
}
resource "aws_db_instance" "oracle" {
  identifier                = format("%s-erp", local.name)
  replicate_source_db       = var.replica_of
  engine                    = var.replica_of == null ? "oracle-ee" : null
  engine_version            = var.replica_of == null ? "19.0.0.0.ru-2025-07.rur-2025-07.r1" : null
  license_model             = "bring-your-own-license"
  instance_class            = var.replica_of == null ? "db.r5.4xlarge" : "db.r5.xlarge"
  replica_mode              = var.replica_of == null ? null : "mounted"
  allocated_storage         = var.replica_of == null ? 1000 : null
  max_allocated_storage     = 4000
  storage_type              = "gp3"
  storage_encrypted         = true
  kms_key_id                = aws_kms_key.this.arn
  username                  = var.replica_of == null ? "erpadmin" : null
  password                  = var.replica_of == null ? var.oracle_password : null
  db_subnet_group_name      = aws_db_subnet_group.this.name
  vpc_security_group_ids    = [aws_security_group.data["oracle"].id]
  option_group_name         = aws_db_option_group.oracle.name
  parameter_group_name      = aws_db_parameter_group.oracle.name
  multi_az                  = true
  backup_retention_period   = 14
  backup_window             = "03:00-04:00"
  maintenance_window        = "sun:05:00-sun:06:00"
  deletion_protection       = true
  copy_tags_to_snapshot     = true
  enabled_cloudwatch_logs_exports = ["alert", "audit"]
  skip_final_snapshot       = false
  final_snapshot_identifier = format("%s-erp-final", local.name)
}
resource "aws_elasticache_subnet_group" "this" {
  name       = local.name
  subnet_ids = module.network.subnets["data"]
}
resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = format("%s-sessions", local.name)
  description                = "web sessions"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.r6g.large"
  num_cache_clusters         = var.cache_nodes
  automatic_failover_enabled = var.cache_nodes > 1
  multi_az_enabled           = var.cache_nodes > 1
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = [aws_security_group.data["cache"].id]
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  snapshot_retention_limit   = 3
}
resource "aws_efs_file_system" "shared" {
  encrypted        = true
  kms_key_id       = aws_kms_key.this.arn
  throughput_mode  = "elastic"
  lifecycle_policy { transition_to_ia = "AFTER_30_DAYS" }
  dynamic "protection" {
    for_each = var.efs_replica_region == null ? ["DISABLED"] : []
    content { replication_overwrite = protection.value }
  }
  tags = { Name = format("%s-shared", local.name), Backup = "daily" }
}
resource "aws_efs_mount_target" "shared" {
  count           = length(var.zones)
  file_system_id  = aws_efs_file_system.shared.id
  subnet_id       = module.network.subnets["data"][count.index]
  security_groups = [aws_security_group.data["files"].id]
}
resource "aws_efs_access_point" "batch" {
  file_system_id = aws_efs_file_system.shared.id
  posix_user {
    uid = 1200
    gid = 1200
  }
  root_directory {
    path = "/batch"
    creation_info {
      owner_gid   = 1200
      owner_uid   = 1200
      permissions = "0750"
    }
  }
}
resource "aws_efs_replication_configuration" "shared" {
  count                 = var.efs_replica_region == null ? 0 : 1
  source_file_system_id = aws_efs_file_system.shared.id
  destination {
    region         = var.efs_replica_region
    file_system_id = "fs-0c4d2e1f9a8b7c6d5"
  }
}
resource "aws_directory_service_directory" "ad" {
  name     = "ad.corp.example"
  password = var.directory_password
  edition  = "Enterprise"
  type     = "MicrosoftAD"
  vpc_settings {
    vpc_id     = module.network.vpc_id
    subnet_ids = slice(module.network.subnets["data"], 0, 2)
  }
}
resource "aws_fsx_windows_file_system" "home" {
  active_directory_id             = aws_directory_service_directory.ad.id
  kms_key_id                      = aws_kms_key.this.arn
  storage_capacity                = 2000
  throughput_capacity             = 64
  deployment_type                 = "MULTI_AZ_1"
  subnet_ids                      = slice(module.network.subnets["data"], 0, 2)
  preferred_subnet_id             = module.network.subnets["data"][0]
  security_group_ids              = [aws_security_group.data["smb"].id]
  automatic_backup_retention_days = 30
  tags                            = { Backup = "daily" }
}
# -- operations
resource "aws_ssm_document" "quiesce" {
  name            = format("%s-quiesce", local.name)
  document_type   = "Command"
  document_format = "YAML"
  content         = <<-Y
    schemaVersion: "2.2"
    description: stop batch cleanly
    mainSteps:
      - action: aws:runShellScript
        name: stop
        inputs:
          timeoutSeconds: "600"
          runCommand: ["systemctl stop batch", "sync"]
  Y
}
resource "aws_ssm_patch_baseline" "linux" {
  name             = format("%s-linux", local.name)
  operating_system = "REDHAT_ENTERPRISE_LINUX"
  approval_rule {
    approve_after_days = 7
    compliance_level   = "HIGH"
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security", "Bugfix"]
    }
  }
}
resource "aws_ssm_patch_group" "linux" {
  baseline_id = aws_ssm_patch_baseline.linux.id
  patch_group = "linux"
}
resource "aws_ssm_maintenance_window" "patch" {
  name     = format("%s-patch", local.name)
  schedule = "cron(0 3 ? * SUN *)"
  duration = 4
  cutoff   = 1
}
resource "aws_ssm_maintenance_window_target" "patch" {
  window_id     = aws_ssm_maintenance_window.patch.id
  resource_type = "INSTANCE"
  targets {
    key    = "tag:Patch Group"
    values = ["linux"]
  }
}
resource "aws_ssm_maintenance_window_task" "patch" {
  window_id       = aws_ssm_maintenance_window.patch.id
  task_type       = "RUN_COMMAND"
  task_arn        = "AWS-RunPatchBaseline"
  max_concurrency = "25%"
  max_errors      = "1"
  priority        = 1
  targets {
    key    = "WindowTargetIds"
    values = [aws_ssm_maintenance_window_target.patch.id]
  }
  task_invocation_parameters {
    run_command_parameters {
      timeout_seconds = 3600
      parameter {
        name   = "Operation"
        values = ["Install"]
      }
    }
  }
}
resource "aws_backup_vault" "this" {
  name        = local.name
  kms_key_arn = aws_kms_key.this.arn
}
resource "aws_backup_plan" "daily" {
  name = format("%s-daily", local.name)
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 1 * * ? *)"
    lifecycle { delete_after = 35 }
    dynamic "copy_action" {
      for_each = var.copy_to == null ? [] : [var.copy_to]
      content {
        destination_vault_arn = copy_action.value
        lifecycle { delete_after = 35 }
      }
    }
  }
}
resource "aws_iam_role" "backup" {
  name               = format("%s-backup", local.name)
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" } }] })
}
resource "aws_iam_role_policy_attachment" "backup" {
  role       = aws_iam_role.backup.name
  policy_arn = "arn:${local.dot}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}
resource "aws_backup_selection" "daily" {
  name         = "tagged"
  plan_id      = aws_backup_plan.daily.id
  iam_role_arn = aws_iam_role.backup.arn
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "Backup"
    value = "daily"
  }
}
resource "aws_sns_topic" "ops" { name = format("%s-ops", local.name) }
resource "aws_sns_topic_subscription" "ops" {
  topic_arn = aws_sns_topic.ops.arn
  protocol  = "email"
  endpoint  = "ops@corp.example"
}
resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = {
    erp-cpu   = { ns = "AWS/RDS", metric = "CPUUtilization", above = 85, dim = { DBInstanceIdentifier = aws_db_instance.oracle.identifier } }
    web-hosts = { ns = "AWS/ApplicationELB", metric = "UnHealthyHostCount", above = 0, dim = { LoadBalancer = aws_lb.web.arn_suffix, TargetGroup = aws_lb_target_group.web.arn_suffix } }
    vpn-down  = { ns = "AWS/VPN", metric = "TunnelState", above = 0, below = true, dim = { VpnId = module.network.tgw } }
  }
  alarm_name          = format("%s-%s", local.name, each.key)
  namespace           = each.value.ns
  metric_name         = each.value.metric
  dimensions          = each.value.dim
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 2
  threshold           = each.value.above
  comparison_operator = each.key == "vpn-down" ? "LessThanOrEqualToThreshold" : "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.ops.arn]
}
output "alb" { value = aws_lb.web.dns_name }
output "alb_zone" { value = aws_lb.web.zone_id }
