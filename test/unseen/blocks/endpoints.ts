import { block } from "../model/block";
import { named } from "../model/region";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** Interface endpoints, so that private subnets reach AWS without NAT. */
export default block({
  id: "endpoints",
  service: "VPC endpoints",
  applies: true,
  choose: (rng) => ({ services: rng.sample(["secretsmanager", "ssm", "sqs", "sns", "logs", "kms"], 3).sort() }),
  build(region, { services }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "endpoints", {
      name: region.name("endpoints"),
      description: "Interface endpoints",
      vpc,
      ingress: [{ port: 443, cidr, description: "From the VPC" }],
    });
    region.family(
      "aws_vpc_endpoint",
      "interface",
      services.map((service) => ({
        key: service,
        args: {
          vpc_id: vpc.id,
          service_name: `com.amazonaws.${region.facts.name}.${service}`,
          vpc_endpoint_type: "Interface",
          private_dns_enabled: true,
          subnet_ids: privateSubnets.map((one) => one.id),
          security_group_ids: [group.id],
          tags: named(region.name(service)),
        },
      })),
    );
  },
});
