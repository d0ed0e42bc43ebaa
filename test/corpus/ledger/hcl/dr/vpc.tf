resource "aws_vpc" "dr" {
  cidr_block           = local.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = local.prefix }
}

resource "aws_internet_gateway" "dr" {
  vpc_id = aws_vpc.dr.id
  tags   = { Name = local.prefix }
}

resource "aws_subnet" "public" {
  for_each                = var.zones
  vpc_id                  = aws_vpc.dr.id
  availability_zone       = each.key
  cidr_block              = "10.40.${each.value}.0/24"
  map_public_ip_on_launch = true
  tags                    = { Name = "${local.prefix}-public-${each.key}" }
}

resource "aws_subnet" "app" {
  for_each          = var.zones
  vpc_id            = aws_vpc.dr.id
  availability_zone = each.key
  cidr_block        = "10.40.${10 + each.value}.0/24"
  tags              = { Name = "${local.prefix}-app-${each.key}" }
}

resource "aws_subnet" "db" {
  for_each          = var.zones
  vpc_id            = aws_vpc.dr.id
  availability_zone = each.key
  cidr_block        = "10.40.${20 + each.value}.0/24"
  tags              = { Name = "${local.prefix}-db-${each.key}" }
}

resource "aws_eip" "nat" {
  domain = "vpc"
  tags   = { Name = "${local.prefix}-nat" }
}

resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public["eu-central-1a"].id
  tags          = { Name = local.prefix }
  depends_on    = [aws_internet_gateway.dr]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.dr.id
  tags   = { Name = "${local.prefix}-public" }
}

resource "aws_route_table" "app" {
  vpc_id = aws_vpc.dr.id
  tags   = { Name = "${local.prefix}-app" }
}

resource "aws_route_table" "db" {
  vpc_id = aws_vpc.dr.id
  tags   = { Name = "${local.prefix}-db" }
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.dr.id
}

resource "aws_route" "nat" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  route_table_id = aws_route_table.public.id
  subnet_id      = each.value.id
}

resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  route_table_id = aws_route_table.app.id
  subnet_id      = each.value.id
}

resource "aws_route_table_association" "db" {
  for_each       = aws_subnet.db
  route_table_id = aws_route_table.db.id
  subnet_id      = each.value.id
}

resource "aws_vpc_endpoint" "s3_gateway" {
  vpc_id            = aws_vpc.dr.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.app.id]
  tags              = { Name = "${local.prefix}-s3" }
}

resource "aws_network_acl" "db" {
  vpc_id     = aws_vpc.dr.id
  subnet_ids = values(aws_subnet.db)[*].id

  dynamic "ingress" {
    for_each = { 100 = 5432 }
    content {
      rule_no    = ingress.key
      protocol   = "tcp"
      action     = "allow"
      cidr_block = local.vpc_cidr
      from_port  = ingress.value
      to_port    = ingress.value
    }
  }

  egress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }

  tags = { Name = "${local.prefix}-db" }
}
