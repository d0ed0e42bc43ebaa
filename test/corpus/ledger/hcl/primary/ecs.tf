resource "aws_ecs_cluster" "main" {
  name = local.name
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

locals {
  environment = {
    LEDGER_REGION    = local.region
    LOG_LEVEL        = "info"
    DB_HOST          = aws_db_instance.ledger.address
    DB_NAME          = "ledger"
    POSTINGS_QUEUE   = "https://sqs.${local.region}.amazonaws.com/${local.account}/${aws_sqs_queue.postings.name}"
    EVENTS_TOPIC     = aws_sns_topic.events.arn
    DOCUMENTS_BUCKET = aws_s3_bucket.documents.id
    SMTP_HOST        = "smtp.mailrelay.example.net"
    SMTP_USER        = "ledger"
    SMTP_PASSWORD    = var.smtp_password
  }
  secrets = {
    DB_PASSWORD         = "${aws_secretsmanager_secret.db.arn}:password::"
    PSP_TOKEN           = aws_secretsmanager_secret.psp.arn
    WEBHOOK_SIGNING_KEY = aws_ssm_parameter.webhook_key.arn
  }
}

module "service" {
  source = "./modules/fargate-service"
  for_each = {
    api = {
      command = ["serve"], port = 8080, cpu = 1024, memory = 2048
      desired = var.api_tasks.desired, scaling = { min = var.api_tasks.min, max = var.api_tasks.max }
    }
    worker = {
      command = ["work", "--queue", "postings"], port = null, cpu = 512, memory = 1024
      desired = 3, scaling = null
    }
  }

  name               = "${local.name}-${each.key}"
  cluster            = aws_ecs_cluster.main
  region             = local.region
  image              = "${aws_ecr_repository.ledger.repository_url}:${var.image_tag}"
  command            = each.value.command
  port               = each.value.port
  cpu                = each.value.cpu
  memory             = each.value.memory
  desired            = each.value.desired
  scaling            = each.value.scaling
  environment        = local.environment
  secrets            = local.secrets
  execution_role_arn = aws_iam_role.execution.arn
  task_role_arn      = aws_iam_role.task.arn
  subnets            = module.network.private_subnet_ids
  security_groups    = [aws_security_group.app.id]
  target_group_arn   = each.value.port == null ? null : aws_lb_target_group.api.arn
  log_kms_key_arn    = aws_kms_key.main.arn

  depends_on = [aws_lb_listener.https]
}
