module "app" {
  source = "./modules/app"

  name                  = local.name
  region                = "us-east-2"
  domain                = var.domain
  vpc_id                = aws_vpc.main.id
  subnet_ids            = [for s in aws_subnet.app : s.id]
  ami_name              = var.ami_name
  capacity              = var.capacity
  kms_key_arn           = aws_kms_key.main.arn
  instance_profile_name = aws_iam_instance_profile.web.name
  worker_role_arn       = aws_iam_role.worker.arn
  bucket                = aws_s3_bucket.pdfs.id
  file_system_id        = aws_efs_file_system.shared.id
  alerts_topic_arn      = aws_sns_topic.alerts.arn
  smtp_password         = var.smtp_password
  license_key           = var.license_key
}

module "app_dr" {
  source    = "./modules/app"
  providers = { aws = aws.dr }

  name                  = "${local.name}-dr"
  region                = var.dr_region
  domain                = var.domain
  vpc_id                = aws_vpc.main_dr.id
  subnet_ids            = [for s in aws_subnet.app_dr : s.id]
  ami_name              = var.ami_name_dr
  capacity              = var.capacity_dr
  kms_key_arn           = aws_kms_replica_key.main_dr.arn
  instance_profile_name = aws_iam_instance_profile.web.name
  worker_role_arn       = aws_iam_role.worker_dr.arn
  bucket                = aws_s3_bucket.pdfs_standby.id
  file_system_id        = aws_efs_file_system.shared_dr.id
  alerts_topic_arn      = aws_sns_topic.alerts_dr.arn
  smtp_password         = var.smtp_password
  license_key           = var.license_key
}

output "app_url" { value = "https://app.${var.domain}" }
output "lb_dns_names" { value = [module.app.lb_dns_name, module.app_dr.lb_dns_name] }
