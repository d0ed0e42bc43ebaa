resource "aws_kms_key" "main" {
  description             = "tickets data"
  multi_region            = true
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_replica_key" "main_dr" {
  provider                = aws.dr
  description             = "tickets data"
  primary_key_arn         = aws_kms_key.main.arn
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "main" {
  name          = "alias/tickets"
  target_key_id = aws_kms_key.main.key_id
}

resource "aws_kms_alias" "main_dr" {
  provider      = aws.dr
  name          = "alias/tickets"
  target_key_id = aws_kms_replica_key.main_dr.key_id
}

resource "aws_efs_file_system" "shared" {
  creation_token   = "tickets-shared"
  encrypted        = true
  kms_key_id       = aws_kms_key.main.arn
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"
  tags             = { Name = "tickets-shared" }

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}

resource "aws_efs_file_system" "shared_dr" {
  provider         = aws.dr
  creation_token   = "tickets-shared-dr"
  encrypted        = true
  kms_key_id       = aws_kms_replica_key.main_dr.arn
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"
  tags             = { Name = "tickets-shared-dr" }

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}

resource "aws_efs_mount_target" "shared" {
  for_each        = aws_subnet.app
  file_system_id  = aws_efs_file_system.shared.id
  subnet_id       = each.value.id
  security_groups = [aws_security_group.efs.id]
}

resource "aws_efs_mount_target" "shared_dr" {
  provider        = aws.dr
  for_each        = aws_subnet.app_dr
  file_system_id  = aws_efs_file_system.shared_dr.id
  subnet_id       = each.value.id
  security_groups = [aws_security_group.efs_dr.id]
}

# global table; the replica lives in the DR region
resource "aws_dynamodb_table" "tickets" {
  name             = "tickets"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "event_id"
  range_key        = "seat"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "event_id"
    type = "S"
  }
  attribute {
    name = "seat"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  replica {
    region_name            = var.dr_region
    point_in_time_recovery = true
  }
}

# seat holds live for minutes: one table a region
resource "aws_dynamodb_table" "holds" {
  name         = "tickets-holds"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "hold_id"

  attribute {
    name = "hold_id"
    type = "S"
  }
  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }
  point_in_time_recovery {
    enabled = false
  }
}

resource "aws_dynamodb_table" "holds_standby" {
  provider     = aws.dr
  name         = "tickets-holds"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "hold_id"

  attribute {
    name = "hold_id"
    type = "S"
  }
  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }
  point_in_time_recovery {
    enabled = false
  }
}

resource "aws_s3_bucket" "pdfs" {
  bucket = "tickets-pdfs-use2"
}

resource "aws_s3_bucket" "pdfs_standby" {
  provider = aws.dr
  bucket   = "tickets-pdfs-usw1"
}

resource "aws_s3_bucket_versioning" "pdfs" {
  bucket = aws_s3_bucket.pdfs.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_versioning" "pdfs_standby" {
  provider = aws.dr
  bucket   = aws_s3_bucket.pdfs_standby.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "pdfs" {
  bucket                  = aws_s3_bucket.pdfs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_public_access_block" "pdfs_standby" {
  provider                = aws.dr
  bucket                  = aws_s3_bucket.pdfs_standby.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "pdfs" {
  bucket = aws_s3_bucket.pdfs.id
  rule {
    bucket_key_enabled = false
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "pdfs_standby" {
  provider = aws.dr
  bucket   = aws_s3_bucket.pdfs_standby.id
  rule {
    bucket_key_enabled = false
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pdfs" {
  bucket = aws_s3_bucket.pdfs.id
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 60
    }
  }
  rule {
    id     = "previews"
    status = "Enabled"
    filter {
      prefix = "previews/"
    }
    expiration {
      days = 14
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pdfs_standby" {
  provider = aws.dr
  bucket   = aws_s3_bucket.pdfs_standby.id
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 60
    }
  }
  rule {
    id     = "previews"
    status = "Enabled"
    filter {
      prefix = "previews/"
    }
    expiration {
      days = 14
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "pdfs" {
  bucket = aws_s3_bucket.pdfs.id
  role   = aws_iam_role.replication.arn

  rule {
    id       = "to-standby"
    priority = 1
    status   = "Enabled"
    filter {}
    delete_marker_replication {
      status = "Disabled"
    }
    destination {
      bucket        = aws_s3_bucket.pdfs_standby.arn
      storage_class = "STANDARD"
    }
  }

  depends_on = [aws_s3_bucket_versioning.pdfs, aws_s3_bucket_versioning.pdfs_standby]
}

resource "aws_s3_bucket_replication_configuration" "pdfs_standby" {
  provider = aws.dr
  bucket   = aws_s3_bucket.pdfs_standby.id
  role     = aws_iam_role.replication.arn

  rule {
    id       = "to-primary"
    priority = 1
    status   = "Enabled"
    filter {}
    delete_marker_replication {
      status = "Disabled"
    }
    destination {
      bucket        = aws_s3_bucket.pdfs.arn
      storage_class = "STANDARD"
    }
  }

  depends_on = [aws_s3_bucket_versioning.pdfs, aws_s3_bucket_versioning.pdfs_standby]
}

resource "aws_backup_vault" "main" {
  name        = "tickets"
  kms_key_arn = aws_kms_key.main.arn
}

resource "aws_backup_vault" "main_dr" {
  provider    = aws.dr
  name        = "tickets"
  kms_key_arn = aws_kms_replica_key.main_dr.arn
}

resource "aws_backup_plan" "daily" {
  name = "tickets-daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.main.name
    schedule          = "cron(0 4 ? * * *)"
    start_window      = 60
    completion_window = 240
    lifecycle {
      delete_after = 35
    }
    copy_action {
      destination_vault_arn = aws_backup_vault.main_dr.arn
      lifecycle {
        delete_after = 35
      }
    }
  }
}

resource "aws_backup_plan" "daily_dr" {
  provider = aws.dr
  name     = "tickets-daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.main_dr.name
    schedule          = "cron(0 4 ? * * *)"
    start_window      = 60
    completion_window = 240
    lifecycle {
      delete_after = 35
    }
    copy_action {
      destination_vault_arn = aws_backup_vault.main.arn
      lifecycle {
        delete_after = 35
      }
    }
  }
}
