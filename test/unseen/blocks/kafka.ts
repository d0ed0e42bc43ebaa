import { block } from "../model/block";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A Kafka cluster in each region. */
export default block({
  id: "kafka",
  service: "MSK",
  // The emulator has no configurations of MSK.
  applies: false,
  choose: (rng) => ({
    version: rng.pick(["3.6.0", "3.7.x"]),
    type: rng.pick(["kafka.m5.large", "kafka.m7g.large"]),
    size: rng.pick([100, 500]),
  }),
  build(region, { version, type, size }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "kafka", {
      name: region.name("kafka"),
      description: "Kafka",
      vpc,
      ingress: [{ port: 9094, cidr, description: "TLS clients" }],
    });
    const configuration = region.resource("aws_msk_configuration", "main", {
      name: region.name("kafka"),
      kafka_versions: [version],
      server_properties:
        "auto.create.topics.enable=false\nmin.insync.replicas=2\ndefault.replication.factor=3\n",
    });
    region.resource("aws_msk_cluster", "main", {
      cluster_name: region.name("kafka"),
      kafka_version: version,
      number_of_broker_nodes: privateSubnets.length,
      enhanced_monitoring: "PER_BROKER",
      broker_node_group_info: nested({
        instance_type: type,
        client_subnets: privateSubnets.map((one) => one.id),
        security_groups: [group.id],
        storage_info: nested({ ebs_storage_info: nested({ volume_size: size }) }),
      }),
      configuration_info: nested({ arn: configuration.arn, revision: configuration.attr("latest_revision") }),
      encryption_info: nested({ encryption_in_transit: nested({ client_broker: "TLS", in_cluster: true }) }),
    });
  },
});
