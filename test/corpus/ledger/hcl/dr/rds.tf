resource "aws_db_subnet_group" "replica" {
  name       = "${local.prefix}-db"
  subnet_ids = [for s in aws_subnet.db : s.id]
}

resource "aws_db_parameter_group" "replica" {
  name   = "${local.prefix}-postgres16"
  family = "postgres16"

  dynamic "parameter" {
    for_each = {
      log_min_duration_statement = ["250", "immediate"]
      max_connections            = ["800", "pending-reboot"]
      "rds.force_ssl"            = ["1", "immediate"]
    }
    content {
      name         = parameter.key
      value        = parameter.value[0]
      apply_method = parameter.value[1]
    }
  }
}

# promoted at failover
resource "aws_db_instance" "replica" {
  identifier                      = local.prefix
  replicate_source_db             = var.source_db_arn
  instance_class                  = "db.r6g.xlarge"
  max_allocated_storage           = 2000
  storage_type                    = "gp3"
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.dr.arn
  db_subnet_group_name            = aws_db_subnet_group.replica.name
  parameter_group_name            = aws_db_parameter_group.replica.name
  vpc_security_group_ids          = [aws_security_group.postgres.id]
  multi_az                        = true
  backup_retention_period         = 14
  backup_window                   = "02:00-03:00"
  maintenance_window              = "sun:04:00-sun:05:00"
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  auto_minor_version_upgrade      = false
  skip_final_snapshot             = false
  final_snapshot_identifier       = "${local.prefix}-final"
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
