resource "aws_security_group" "alb_dr" {
  name        = "${local.prefix}-alb"
  description = "public entry"
  vpc_id      = aws_vpc.dr.id
}

resource "aws_security_group_rule" "alb_in" {
  for_each          = { https = 443, http = 80 }
  security_group_id = aws_security_group.alb_dr.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_blocks       = ["0.0.0.0/0"]
  description       = each.key == "https" ? "https" : "http, redirected"
}

resource "aws_security_group_rule" "alb_out" {
  security_group_id = aws_security_group.alb_dr.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group" "tasks" {
  name        = "${local.prefix}-tasks"
  description = "ledger tasks"
  vpc_id      = aws_vpc.dr.id
}

resource "aws_security_group_rule" "tasks_from_alb" {
  security_group_id        = aws_security_group.tasks.id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = 8080
  to_port                  = 8080
  source_security_group_id = aws_security_group.alb_dr.id
}

resource "aws_security_group_rule" "tasks_metrics" {
  security_group_id = aws_security_group.tasks.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 9102
  to_port           = 9102
  self              = true
}

resource "aws_security_group_rule" "tasks_out" {
  security_group_id = aws_security_group.tasks.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group" "postgres" {
  name        = "${local.prefix}-postgres"
  description = "postgres"
  vpc_id      = aws_vpc.dr.id

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.tasks.id]
  }
}
