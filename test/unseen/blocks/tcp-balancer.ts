import { block } from "../model/block";
import { nested } from "../model/resource";
import network from "./network";

/** A network load balancer for a protocol of the company's own. */
export default block({
  id: "tcp-balancer",
  service: "NLB",
  applies: true,
  choose: (rng) => ({ port: rng.pick([1883, 5000, 9000]), cross: rng.chance(0.7) }),
  build(region, { port, cross }) {
    const { vpc, privateSubnets } = region.use(network);
    const balancer = region.resource("aws_lb", "feed", {
      name: region.name("feed"),
      load_balancer_type: "network",
      internal: true,
      subnets: privateSubnets.map((one) => one.id),
      enable_cross_zone_load_balancing: cross,
      enable_deletion_protection: true,
    });
    const targets = region.resource("aws_lb_target_group", "feed", {
      name: region.name("feed-tg"),
      port,
      protocol: "TCP",
      vpc_id: vpc.id,
      preserve_client_ip: "true",
      health_check: nested({ protocol: "TCP", interval: 10, healthy_threshold: 3, unhealthy_threshold: 3 }),
    });
    region.resource("aws_lb_listener", "feed", {
      load_balancer_arn: balancer.arn,
      port,
      protocol: "TCP",
      default_action: nested({ type: "forward", target_group_arn: targets.arn }),
    });
  },
});
