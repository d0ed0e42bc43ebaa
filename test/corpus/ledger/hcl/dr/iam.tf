locals {
  ecs_trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role" "ledger_execution" {
  name               = "${local.prefix}-execution"
  assume_role_policy = local.ecs_trust
}

resource "aws_iam_role_policy" "ledger_execution" {
  name = "execution"
  role = aws_iam_role.ledger_execution.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Pull"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = aws_ecr_repository.ledger_dr.arn
      },
      { Sid = "Login", Effect = "Allow", Action = "ecr:GetAuthorizationToken", Resource = "*" },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:${var.aws_region}:${local.account_id}:log-group:/ecs/${local.prefix}-*:*"
      },
      {
        Sid      = "Secrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = [var.secret_arns["db"], var.secret_arns["psp"]]
      },
      {
        Sid      = "Parameters"
        Effect   = "Allow"
        Action   = "ssm:GetParameters"
        Resource = "arn:aws:ssm:${var.aws_region}:${local.account_id}:parameter/ledger/*"
      },
      { Sid = "Key", Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.dr.arn },
    ]
  })
}

resource "aws_iam_role" "ledger_task" {
  name               = "${local.prefix}-task"
  assume_role_policy = local.ecs_trust
}

resource "aws_iam_policy" "ledger_task" {
  name = "${local.prefix}-task"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Documents", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.docs.arn}/*" },
      {
        Sid      = "Queue"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]
        Resource = aws_sqs_queue.postings_dr.arn
      },
      { Sid = "Events", Effect = "Allow", Action = "sns:Publish", Resource = aws_sns_topic.ledger_events.arn },
      {
        Sid      = "Parameters"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter", "ssm:GetParametersByPath"]
        Resource = "arn:aws:ssm:${var.aws_region}:${local.account_id}:parameter/ledger/*"
      },
      { Sid = "Key", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = aws_kms_key.dr.arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "ledger_task" {
  role       = aws_iam_role.ledger_task.name
  policy_arn = aws_iam_policy.ledger_task.arn
}

# what the failover runbook assumes: promote the replica, start the tasks. Exists in this region only
resource "aws_iam_role" "failover" {
  name = "ledger-failover-automation"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ssm.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "failover" {
  name = "failover"
  role = aws_iam_role.failover.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Promote", Effect = "Allow", Action = ["rds:PromoteReadReplica", "rds:DescribeDBInstances"], Resource = "arn:aws:rds:${var.aws_region}:${local.account_id}:db:${local.prefix}" },
      { Sid = "Scale", Effect = "Allow", Action = ["ecs:UpdateService", "ecs:DescribeServices"], Resource = "arn:aws:ecs:${var.aws_region}:${local.account_id}:service/${local.prefix}/*" },
    ]
  })
}
