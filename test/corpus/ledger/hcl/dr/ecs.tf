resource "aws_ecs_cluster" "standby" {
  name = local.prefix

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

locals {
  container = {
    name                   = "ledger"
    image                  = "${aws_ecr_repository.ledger_dr.repository_url}:${var.release}"
    essential              = true
    readonlyRootFilesystem = true

    secrets = [
      { name = "DB_PASSWORD", valueFrom = "${var.secret_arns["db"]}:password::" },
      { name = "PSP_TOKEN", valueFrom = var.secret_arns["psp"] },
      { name = "WEBHOOK_SIGNING_KEY", valueFrom = aws_ssm_parameter.signing_key.arn },
    ]

    environment = [
      { name = "LEDGER_REGION", value = var.aws_region },
      { name = "LOG_LEVEL", value = "info" },
      { name = "DB_HOST", value = aws_db_instance.replica.address },
      { name = "DB_NAME", value = "ledger" },
      { name = "POSTINGS_QUEUE", value = "https://sqs.${var.aws_region}.amazonaws.com/${local.account_id}/${aws_sqs_queue.postings_dr.name}" },
      { name = "EVENTS_TOPIC", value = aws_sns_topic.ledger_events.arn },
      { name = "DOCUMENTS_BUCKET", value = aws_s3_bucket.docs.id },
      { name = "SMTP_HOST", value = "smtp.mailrelay.example.net" },
      { name = "SMTP_USER", value = "ledger" },
      { name = "SMTP_PASSWORD", value = var.mail_password },
    ]
  }
}

resource "aws_cloudwatch_log_group" "api_dr" {
  name              = "/ecs/${local.prefix}-api"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.dr.arn
}

resource "aws_cloudwatch_log_group" "worker_dr" {
  name              = "/ecs/${local.prefix}-worker"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.dr.arn
}

resource "aws_ecs_task_definition" "api_dr" {
  family                   = "${local.prefix}-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 2048
  task_role_arn            = aws_iam_role.ledger_task.arn
  execution_role_arn       = aws_iam_role.ledger_execution.arn

  container_definitions = jsonencode([merge(local.container, {
    command      = ["serve"]
    portMappings = [{ containerPort = 8080, hostPort = 8080, protocol = "tcp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-region        = var.aws_region
        awslogs-group         = aws_cloudwatch_log_group.api_dr.name
        awslogs-stream-prefix = "ledger"
      }
    }
  })])
}

resource "aws_ecs_task_definition" "worker_dr" {
  family                   = "${local.prefix}-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  task_role_arn            = aws_iam_role.ledger_task.arn
  execution_role_arn       = aws_iam_role.ledger_execution.arn

  container_definitions = jsonencode([merge(local.container, {
    command      = ["work", "--queue", "postings"]
    portMappings = []
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-region        = var.aws_region
        awslogs-group         = aws_cloudwatch_log_group.worker_dr.name
        awslogs-stream-prefix = "ledger"
      }
    }
  })])
}

resource "aws_ecs_service" "api_dr" {
  name             = "${local.prefix}-api"
  cluster          = aws_ecs_cluster.standby.id
  task_definition  = aws_ecs_task_definition.api_dr.arn
  desired_count    = var.task_count
  launch_type      = "FARGATE"
  platform_version = "1.4.0"
  propagate_tags   = "SERVICE"

  load_balancer {
    target_group_arn = aws_lb_target_group.dr.arn
    container_name   = "ledger"
    container_port   = 8080
  }

  network_configuration {
    subnets         = [for s in aws_subnet.app : s.id]
    security_groups = [aws_security_group.tasks.id]
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  depends_on = [aws_lb_listener.tls]
}

resource "aws_ecs_service" "worker_dr" {
  name             = "${local.prefix}-worker"
  cluster          = aws_ecs_cluster.standby.id
  task_definition  = aws_ecs_task_definition.worker_dr.arn
  desired_count    = var.worker_count
  launch_type      = "FARGATE"
  platform_version = "1.4.0"
  propagate_tags   = "SERVICE"

  network_configuration {
    subnets         = [for s in aws_subnet.app : s.id]
    security_groups = [aws_security_group.tasks.id]
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}

resource "aws_appautoscaling_target" "api_dr" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.standby.name}/${aws_ecs_service.api_dr.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.task_count
  max_capacity       = var.max_tasks
}

resource "aws_appautoscaling_policy" "api_dr" {
  name               = "${local.prefix}-api-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = "ecs"
  resource_id        = aws_appautoscaling_target.api_dr.resource_id
  scalable_dimension = "ecs:service:DesiredCount"

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
    target_value       = 55
    scale_in_cooldown  = 300
    scale_out_cooldown = 60
  }
}
