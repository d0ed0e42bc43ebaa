data "aws_iam_policy_document" "assume_ec2" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "assume_lambda" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

# IAM is global: one web role serves both regions
resource "aws_iam_role" "web" {
  name               = "tickets-web"
  assume_role_policy = data.aws_iam_policy_document.assume_ec2.json
}

resource "aws_iam_instance_profile" "web" {
  name = "tickets-web"
  role = aws_iam_role.web.name
}

data "aws_iam_policy_document" "web" {
  statement {
    sid       = "Data"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
    resources = [for r in ["us-east-2", var.dr_region] : "arn:aws:dynamodb:${r}:${local.account}:table/tickets*"]
  }
  statement {
    sid       = "Files"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.pdfs.arn}/*", "${aws_s3_bucket.pdfs_standby.arn}/*"]
  }
  statement {
    sid       = "Queue"
    actions   = ["sqs:SendMessage", "sqs:GetQueueUrl"]
    resources = [module.app.queue_arn, module.app_dr.queue_arn]
  }
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.main.arn, aws_kms_replica_key.main_dr.arn]
  }
}

resource "aws_iam_role_policy" "web" {
  name   = "web"
  role   = aws_iam_role.web.id
  policy = data.aws_iam_policy_document.web.json
}

# the worker has a role a region, each narrowed to that region
resource "aws_iam_role" "worker" {
  name               = "tickets-worker"
  assume_role_policy = data.aws_iam_policy_document.assume_lambda.json
}

resource "aws_iam_role" "worker_dr" {
  name               = "tickets-worker-dr"
  assume_role_policy = data.aws_iam_policy_document.assume_lambda.json
}

data "aws_iam_policy_document" "worker" {
  statement {
    sid       = "Consume"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [module.app.queue_arn]
  }
  statement {
    sid       = "Tables"
    actions   = ["dynamodb:UpdateItem", "dynamodb:GetItem"]
    resources = [aws_dynamodb_table.tickets.arn, aws_dynamodb_table.holds.arn]
  }
  statement {
    sid       = "Alert"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts.arn]
  }
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.main.arn]
  }
}

data "aws_iam_policy_document" "worker_dr" {
  statement {
    sid       = "Consume"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [module.app_dr.queue_arn]
  }
  statement {
    sid       = "Tables"
    actions   = ["dynamodb:UpdateItem", "dynamodb:GetItem"]
    resources = ["arn:aws:dynamodb:${var.dr_region}:${local.account}:table/tickets", aws_dynamodb_table.holds_standby.arn]
  }
  statement {
    sid       = "Alert"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts_dr.arn]
  }
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_replica_key.main_dr.arn]
  }
}

resource "aws_iam_role_policy" "worker" {
  name   = "worker"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.worker.json
}

resource "aws_iam_role_policy" "worker_dr" {
  name   = "worker"
  role   = aws_iam_role.worker_dr.id
  policy = data.aws_iam_policy_document.worker_dr.json
}

resource "aws_iam_role_policy_attachment" "worker_logs" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "worker_logs_dr" {
  role       = aws_iam_role.worker_dr.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

# one role replicates in both directions
resource "aws_iam_role" "replication" {
  name = "tickets-replication"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "s3.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "replication" {
  name = "replication"
  role = aws_iam_role.replication.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource = [aws_s3_bucket.pdfs.arn, aws_s3_bucket.pdfs_standby.arn] },
      { Effect = "Allow", Action = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"], Resource = ["${aws_s3_bucket.pdfs.arn}/*", "${aws_s3_bucket.pdfs_standby.arn}/*"] },
    ]
  })
}
