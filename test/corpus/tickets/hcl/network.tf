resource "aws_vpc" "main" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "tickets" }
}

resource "aws_vpc" "main_dr" {
  provider             = aws.dr
  cidr_block           = "10.41.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "tickets-dr" }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "tickets" }
}

resource "aws_internet_gateway" "main_dr" {
  provider = aws.dr
  vpc_id   = aws_vpc.main_dr.id
  tags     = { Name = "tickets-dr" }
}

resource "aws_subnet" "app" {
  for_each          = var.azs
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "tickets-${each.key}" }
}

resource "aws_subnet" "app_dr" {
  provider          = aws.dr
  for_each          = var.azs_dr
  vpc_id            = aws_vpc.main_dr.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "tickets-dr-${each.key}" }
}

resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "tickets" }
}

resource "aws_route_table" "app_dr" {
  provider = aws.dr
  vpc_id   = aws_vpc.main_dr.id
  tags     = { Name = "tickets-dr" }
}

resource "aws_route" "default" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route" "default_dr" {
  provider               = aws.dr
  route_table_id         = aws_route_table.app_dr.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main_dr.id
}

resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.app.id
}

resource "aws_route_table_association" "app_dr" {
  provider       = aws.dr
  for_each       = aws_subnet.app_dr
  subnet_id      = each.value.id
  route_table_id = aws_route_table.app_dr.id
}

resource "aws_security_group" "efs" {
  name        = "tickets-efs"
  description = "shared files"
  vpc_id      = aws_vpc.main.id

  ingress {
    description     = "nfs from web"
    protocol        = "tcp"
    from_port       = 2049
    to_port         = 2049
    security_groups = [module.app.web_security_group_id]
  }
}

resource "aws_security_group" "efs_dr" {
  provider    = aws.dr
  name        = "tickets-efs-dr"
  description = "shared files"
  vpc_id      = aws_vpc.main_dr.id

  ingress {
    description     = "nfs from web"
    protocol        = "tcp"
    from_port       = 2049
    to_port         = 2049
    security_groups = [module.app_dr.web_security_group_id]
  }
}
