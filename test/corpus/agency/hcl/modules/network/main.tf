variable "name" {}
variable "cidr" {}
variable "zones" { type = list(string) }
variable "onprem" { type = map(string) }
variable "asn" { type = number }
variable "cgw_ip" {}
locals {
  tiers = ["edge", "app", "data"]
  nets  = { for p in setproduct(range(length(local.tiers)), range(length(var.zones))) : format("%s-%d", local.tiers[p[0]], p[1]) => { tier = local.tiers[p[0]], zone = var.zones[p[1]], cidr = cidrsubnet(var.cidr, 6, p[0] * 8 + p[1]) } }
}
resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}
resource "aws_subnet" "this" {
  for_each          = local.nets
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.cidr
  availability_zone = each.value.zone
  tags              = { Name = format("%s-%s", var.name, each.key), Tier = each.value.tier }
}
resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}
resource "aws_eip" "nat" { domain = "vpc" }
resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.this["edge-0"].id
}
resource "aws_route_table" "this" {
  for_each = toset(local.tiers)
  vpc_id   = aws_vpc.this.id
  tags     = { Name = format("%s-%s", var.name, each.key) }
}
resource "aws_route_table_association" "this" {
  for_each       = local.nets
  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.tier].id
}
resource "aws_route" "internet" {
  route_table_id         = aws_route_table.this["edge"].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}
resource "aws_route" "nat" {
  route_table_id         = aws_route_table.this["app"].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}
resource "aws_route" "onprem" {
  for_each               = { for p in setproduct(["app", "data"], keys(var.onprem)) : "${p[0]}/${p[1]}" => { tier = p[0], cidr = var.onprem[p[1]] } }
  route_table_id         = aws_route_table.this[each.value.tier].id
  destination_cidr_block = each.value.cidr
  transit_gateway_id     = aws_ec2_transit_gateway.this.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.this]
}
resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for k, s in aws_subnet.this : s.id if startswith(k, "data-")]
  dynamic "ingress" {
    for_each = { 100 = 1521, 110 = 3306, 120 = 6379, 130 = 2049 }
    content {
      rule_no    = ingress.key
      protocol   = "tcp"
      action     = "allow"
      cidr_block = var.cidr
      from_port  = ingress.value
      to_port    = ingress.value
    }
  }
  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_ec2_transit_gateway" "this" {
  description                     = var.name
  amazon_side_asn                 = var.asn
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
}
resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.this.id
  subnet_ids         = [for k, s in aws_subnet.this : s.id if startswith(k, "app-")]
}
resource "aws_ec2_transit_gateway_route_table" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
}
resource "aws_ec2_transit_gateway_route_table_association" "vpc" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}
resource "aws_ec2_transit_gateway_route_table_propagation" "vpn" {
  transit_gateway_attachment_id  = aws_vpn_connection.onprem.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this.id
}
resource "aws_customer_gateway" "onprem" {
  bgp_asn    = 65010
  ip_address = var.cgw_ip
  type       = "ipsec.1"
}
resource "aws_vpn_connection" "onprem" {
  customer_gateway_id = aws_customer_gateway.onprem.id
  transit_gateway_id  = aws_ec2_transit_gateway.this.id
  type                = "ipsec.1"
  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
}
resource "aws_flow_log" "this" {
  vpc_id               = aws_vpc.this.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws-us-gov:s3:::corp-central-flow-logs"
}
output "vpc_id" { value = aws_vpc.this.id }
output "cidr" { value = aws_vpc.this.cidr_block }
output "subnets" { value = { for t in local.tiers : t => [for k, s in aws_subnet.this : s.id if startswith(k, "${t}-")] } }
output "tgw" { value = aws_ec2_transit_gateway.this.id }
