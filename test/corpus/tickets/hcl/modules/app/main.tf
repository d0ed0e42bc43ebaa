terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

data "aws_ami" "web" {
  most_recent = true
  owners      = ["self"]
  filter {
    name   = "name"
    values = [var.ami_name]
  }
}

resource "aws_security_group" "lb" {
  name        = "${var.name}-lb"
  description = "load balancer"
  vpc_id      = var.vpc_id
}

resource "aws_security_group" "web" {
  name        = "${var.name}-web"
  description = "web servers"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "lb_https" {
  security_group_id = aws_security_group.lb.id
  description       = "https"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "lb_web" {
  security_group_id            = aws_security_group.lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
  referenced_security_group_id = aws_security_group.web.id
}

resource "aws_vpc_security_group_ingress_rule" "web_lb" {
  security_group_id            = aws_security_group.web.id
  description                  = "from load balancer"
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
  referenced_security_group_id = aws_security_group.lb.id
}

resource "aws_vpc_security_group_egress_rule" "web_all" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_acm_certificate" "this" {
  domain_name               = "app.${var.domain}"
  subject_alternative_names = ["api.${var.domain}"]
  validation_method         = "DNS"
}

resource "aws_lb" "this" {
  name                       = var.name
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.lb.id]
  subnets                    = var.subnet_ids
  idle_timeout               = 75
  drop_invalid_header_fields = true
}

resource "aws_lb_target_group" "web" {
  name                 = "${var.name}-web"
  port                 = 8443
  protocol             = "HTTPS"
  vpc_id               = var.vpc_id
  target_type          = "instance"
  deregistration_delay = 45

  health_check {
    path                = "/status"
    protocol            = "HTTPS"
    matcher             = "200"
    interval            = 10
    timeout             = 4
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.this.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_launch_template" "web" {
  name                   = "${var.name}-web"
  image_id               = data.aws_ami.web.id
  instance_type          = "c6i.large"
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.web.id]

  iam_instance_profile {
    name = var.instance_profile_name
  }

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 40
      volume_type = "gp3"
      encrypted   = "true"
      kms_key_id  = var.kms_key_arn
    }
  }

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -eu
    mkdir -p /srv/shared
    mount -t efs -o tls ${var.file_system_id}:/ /srv/shared
    cat >/etc/tickets.env <<ENV
    AWS_REGION=${var.region}
    PDF_BUCKET=${var.bucket}
    TABLE=tickets
    QUEUE=${var.name}-orders
    WORKERS=${var.web_workers}
    LICENSE_KEY=${var.license_key}
    ENV
    systemctl enable --now tickets-web
  EOT
  )
}

resource "aws_autoscaling_group" "web" {
  name                      = "${var.name}-web"
  min_size                  = var.capacity.min
  max_size                  = var.capacity.max
  desired_capacity          = var.capacity.desired
  vpc_zone_identifier       = var.subnet_ids
  target_group_arns         = [aws_lb_target_group.web.arn]
  health_check_type         = "ELB"
  health_check_grace_period = 120
  wait_for_capacity_timeout = "0"

  launch_template {
    id      = aws_launch_template.web.id
    version = "$Latest"
  }

  tag {
    key                 = "Name"
    value               = "${var.name}-web"
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_autoscaling_policy" "cpu" {
  name                   = "${var.name}-cpu"
  autoscaling_group_name = aws_autoscaling_group.web.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60
    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
  lifecycle {
    ignore_changes = [enabled, predictive_scaling_configuration]
  }
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-orders-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.kms_key_arn
}

resource "aws_sqs_queue" "orders" {
  name                       = "${var.name}-orders"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  kms_master_key_id          = var.kms_key_arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 4
  })
}

resource "aws_cloudwatch_log_group" "worker" {
  name              = "/aws/lambda/${var.name}-worker"
  retention_in_days = 60
}

resource "aws_lambda_function" "worker" {
  function_name    = "${var.name}-worker"
  description      = "issues tickets"
  filename         = "${path.module}/src/worker.zip"
  source_code_hash = filebase64sha256("${path.module}/src/worker.zip")
  handler          = "worker.handler"
  runtime          = "python3.12"
  memory_size      = 768
  timeout          = 20
  role             = var.worker_role_arn

  environment {
    variables = {
      HOME_REGION   = var.region
      QUEUE_NAME    = aws_sqs_queue.orders.name
      PDF_BUCKET    = var.bucket
      HOLDS_TABLE   = "tickets-holds"
      ALERTS_TOPIC  = var.alerts_topic_arn
      SMTP_HOST     = "email-smtp.${var.region}.amazonaws.com"
      SMTP_PASSWORD = var.smtp_password
      WEBHOOK_TOKEN = "whk_9fJq3Tz7LmXe20Rb"
      LOG_LEVEL     = "info"
    }
  }

  depends_on = [aws_cloudwatch_log_group.worker]
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn                   = aws_sqs_queue.orders.arn
  function_name                      = aws_lambda_function.worker.arn
  batch_size                         = 5
  maximum_batching_window_in_seconds = 2
  function_response_types            = ["ReportBatchItemFailures"]
}
