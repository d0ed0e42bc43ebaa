release       = "2026.46.2"
source_db_arn = "arn:aws:rds:eu-west-1:123456789012:db:ledger-prod"
secret_arns = {
  db  = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ledger/db-FkcjWA"
  psp = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ledger/psp-token-XmbCqE"
}
webhook_signing_key = "whk-Rm5Lz0cVe82QpJt6"
mail_password       = "mailrelay-Jd64WkPq93"
