resource "aws_kms_key" "main" {
  description             = "ledger data, eu-west-1"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "main" {
  name          = "alias/${local.name}"
  target_key_id = aws_kms_key.main.key_id
}

# both secrets are replicated: the DR workspace reads the replicas and owns no secret of its own
resource "aws_secretsmanager_secret" "db" {
  name       = "ledger/db"
  kms_key_id = aws_kms_key.main.arn
  replica {
    region     = var.dr_region
    kms_key_id = var.dr_kms_key_arn
  }
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = jsonencode({ username = "ledger_admin", password = var.db_master_password })
}

resource "aws_secretsmanager_secret" "psp" {
  name       = "ledger/psp-token"
  kms_key_id = aws_kms_key.main.arn
  replica {
    region     = var.dr_region
    kms_key_id = var.dr_kms_key_arn
  }
}

resource "aws_secretsmanager_secret_version" "psp" {
  secret_id     = aws_secretsmanager_secret.psp.id
  secret_string = var.psp_api_token
}

resource "aws_ssm_parameter" "webhook_key" {
  name   = "/ledger/webhook-signing-key"
  type   = "SecureString"
  key_id = aws_kms_key.main.arn
  value  = var.webhook_signing_key
}

resource "aws_ssm_parameter" "settlement_cutoff" {
  name  = "/ledger/settlement-cutoff"
  type  = "String"
  value = "21:45 UTC"
}

resource "aws_ssm_parameter" "feature_flags" {
  name  = "/ledger/feature-flags"
  type  = "String"
  value = jsonencode({ instantPayouts = true, sepaInstant = true, maxBatch = 500 })
}
