variable "cidr" {
  type = string
}

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

data "aws_region" "here" {}

data "aws_availability_zones" "zones" {
  state = "available"
}

resource "aws_vpc" "main" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(var.cidr, 4, count.index)
  availability_zone = data.aws_availability_zones.zones.names[count.index]
}

resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(var.cidr, 4, 8 + count.index)
  availability_zone = data.aws_availability_zones.zones.names[count.index]
}

resource "aws_kms_key" "data" {
  description         = "data"
  enable_key_rotation = true
}

resource "aws_s3_bucket" "photos" {
  # The provider's 5 and 6 call the region's code differently; its identifier is the same.
  bucket = "apps-photos-${data.aws_region.here.id}"
}

# Without it S3 refuses the replication.
resource "aws_s3_bucket_versioning" "photos" {
  bucket = aws_s3_bucket.photos.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = aws_subnet.private[*].id
}

# Its rules are resources of their own: what is connected later is added beside them.
resource "aws_security_group" "database" {
  name   = "people"
  vpc_id = aws_vpc.main.id
}

resource "aws_lb" "portal" {
  name               = "portal"
  load_balancer_type = "application"
  subnets            = aws_subnet.public[*].id
}

output "vpc_id" {
  value = aws_vpc.main.id
}

output "cidr" {
  value = aws_vpc.main.cidr_block
}

output "public_subnet_ids" {
  value = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  value = aws_subnet.private[*].id
}

output "key_arn" {
  value = aws_kms_key.data.arn
}

output "bucket" {
  value = aws_s3_bucket_versioning.photos.bucket
}

output "db_subnet_group" {
  value = aws_db_subnet_group.main.name
}

output "database_group_id" {
  value = aws_security_group.database.id
}

output "load_balancer_arn" {
  value = aws_lb.portal.arn
}
