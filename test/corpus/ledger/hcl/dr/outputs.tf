output "alb" { value = { dns_name = aws_lb.dr.dns_name, zone_id = aws_lb.dr.zone_id } }
output "kms_key_arn" { value = aws_kms_key.dr.arn }
