resource "aws_db_subnet_group" "ledger" {
  name       = local.name
  subnet_ids = module.network.data_subnet_ids
}

resource "aws_db_parameter_group" "ledger" {
  name   = "${local.name}-pg16"
  family = "postgres16"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  parameter {
    name  = "log_min_duration_statement"
    value = "250"
  }
  parameter {
    name         = "max_connections"
    value        = "800"
    apply_method = "pending-reboot"
  }
}

resource "aws_db_instance" "ledger" {
  identifier                      = local.name
  engine                          = "postgres"
  engine_version                  = var.db_engine_version
  instance_class                  = "db.r6g.2xlarge"
  allocated_storage               = 500
  max_allocated_storage           = 2000
  storage_type                    = "gp3"
  storage_encrypted               = true
  kms_key_id                      = aws_kms_key.main.arn
  db_name                         = "ledger"
  username                        = "ledger_admin"
  password                        = var.db_master_password
  db_subnet_group_name            = aws_db_subnet_group.ledger.name
  parameter_group_name            = aws_db_parameter_group.ledger.name
  vpc_security_group_ids          = [aws_security_group.db.id]
  multi_az                        = true
  backup_retention_period         = 14
  backup_window                   = "02:00-03:00"
  maintenance_window              = "sun:04:00-sun:05:00"
  copy_tags_to_snapshot           = true
  deletion_protection             = true
  auto_minor_version_upgrade      = false
  skip_final_snapshot             = false
  final_snapshot_identifier       = "${local.name}-final"
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
