module "network" {
  source = "./modules/network"

  name = local.name
  cidr = "10.20.0.0/16"
  azs  = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
}
