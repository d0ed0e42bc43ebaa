import { block } from "../model/block";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A warehouse whose snapshots go to the DR region, which keeps subnets, parameters and a cluster ready. */
export default block({
  id: "warehouse",
  service: "Redshift",
  // The emulator cannot set the parameters of a warehouse's group.
  applies: false,
  choose: (rng) => ({ days: rng.pick([7, 14, 30]), type: rng.pick(["ra3.xlplus", "ra3.4xlarge"]) }),
  build(region, { days, type }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "redshift", {
      name: region.name("redshift"),
      description: "Warehouse",
      vpc,
      ingress: [{ port: 5439, cidr, description: "From the VPC" }],
    });
    const subnets = region.resource("aws_redshift_subnet_group", "dwh", {
      name: region.name("dwh"),
      subnet_ids: privateSubnets.map((one) => one.id),
    });
    const parameters = region.resource("aws_redshift_parameter_group", "dwh", {
      name: region.name("dwh"),
      family: "redshift-1.0",
      parameter: [
        nested({ name: "require_ssl", value: "true" }),
        nested({ name: "enable_user_activity_logging", value: "true" }),
      ],
    });
    const cluster = region.resource("aws_redshift_cluster", "dwh", {
      cluster_identifier: region.name("dwh"),
      database_name: region.app,
      master_username: "dwhadmin",
      master_password: "Not-a-secret-1",
      node_type: type,
      number_of_nodes: 2,
      encrypted: true,
      publicly_accessible: false,
      enhanced_vpc_routing: true,
      cluster_subnet_group_name: subnets.attr("name"),
      cluster_parameter_group_name: parameters.attr("name"),
      vpc_security_group_ids: [group.id],
      automated_snapshot_retention_period: days,
      final_snapshot_identifier: region.name("dwh-final"),
    });
    if (region.isDr) return;
    region.resource(
      "aws_redshift_snapshot_copy",
      "dwh",
      { cluster_identifier: cluster.id, destination_region: region.other.name, retention_period: days },
      { twin: null },
    );
  },
});
