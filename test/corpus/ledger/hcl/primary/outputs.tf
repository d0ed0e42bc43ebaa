output "db_arn" { value = aws_db_instance.ledger.arn }
output "db_secret_arn" { value = aws_secretsmanager_secret.db.arn }
output "psp_secret_arn" { value = aws_secretsmanager_secret.psp.arn }
output "alb_dns_name" { value = aws_lb.api.dns_name }
