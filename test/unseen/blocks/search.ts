import { block } from "../model/block";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A search domain; the DR region's is smaller where it waits. */
export default block({
  id: "search",
  service: "OpenSearch",
  // The emulator never says that a domain is ready.
  applies: false,
  choose: (rng) => ({
    version: rng.pick(["OpenSearch_2.11", "OpenSearch_2.13"]),
    type: rng.pick(["r6g.large.search", "m6g.large.search"]),
    size: rng.pick([50, 100]),
  }),
  build(region, { version, type, size }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "search", {
      name: region.name("search"),
      description: "Search",
      vpc,
      ingress: [{ port: 443, cidr, description: "From the VPC" }],
    });
    const nodes = region.floor(4, 2) === 4 ? 4 : 2;
    region.resource("aws_opensearch_domain", "catalog", {
      // AWS takes 28 characters.
      domain_name: region.name("find"),
      engine_version: version,
      cluster_config: nested({
        instance_type: type,
        instance_count: nodes,
        zone_awareness_enabled: true,
        zone_awareness_config: nested({ availability_zone_count: 2 }),
      }),
      ebs_options: nested({ ebs_enabled: true, volume_type: "gp3", volume_size: size }),
      encrypt_at_rest: nested({ enabled: true }),
      node_to_node_encryption: nested({ enabled: true }),
      domain_endpoint_options: nested({
        enforce_https: true,
        tls_security_policy: "Policy-Min-TLS-1-2-2019-07",
      }),
      vpc_options: nested({
        subnet_ids: privateSubnets.slice(0, 2).map((one) => one.id),
        security_group_ids: [group.id],
      }),
    });
  },
});
