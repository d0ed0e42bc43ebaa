import { block } from "../model/block";
import { nested } from "../model/resource";
import network from "./network";
import { securityGroup } from "./support/security-group";

/** A RabbitMQ broker in each region. */
export default block({
  id: "broker",
  service: "Amazon MQ",
  applies: true,
  choose: (rng) => ({ version: rng.pick(["3.12", "3.13"]), type: rng.pick(["mq.m5.large", "mq.m5.xlarge"]) }),
  build(region, { version, type }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const group = securityGroup(region, "mq", {
      name: region.name("mq"),
      description: "RabbitMQ",
      vpc,
      ingress: [{ port: 5671, cidr, description: "From the VPC" }],
    });
    region.resource("aws_mq_broker", "events", {
      broker_name: region.name("mq"),
      engine_type: "RabbitMQ",
      engine_version: version,
      host_instance_type: type,
      deployment_mode: "SINGLE_INSTANCE",
      publicly_accessible: false,
      auto_minor_version_upgrade: true,
      subnet_ids: [privateSubnets[0]?.id ?? ""],
      security_groups: [group.id],
      user: nested({ username: "app", password: "not-a-Secret-123" }),
      logs: nested({ general: true }),
    });
  },
});
