# a key of its own, not a replica of the primary's
resource "aws_kms_key" "dr" {
  description             = "ledger data, eu-central-1"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "dr" {
  name          = "alias/${local.prefix}"
  target_key_id = aws_kms_key.dr.key_id
}

resource "aws_ssm_parameter" "signing_key" {
  name   = "/ledger/webhook-signing-key"
  type   = "SecureString"
  key_id = aws_kms_key.dr.arn
  value  = var.webhook_signing_key
}

resource "aws_ssm_parameter" "cutoff" {
  name  = "/ledger/settlement-cutoff"
  type  = "String"
  value = "21:45 UTC"
}

resource "aws_ssm_parameter" "flags" {
  name  = "/ledger/feature-flags"
  type  = "String"
  value = jsonencode({ instantPayouts = true, sepaInstant = true, maxBatch = 500 })
}
