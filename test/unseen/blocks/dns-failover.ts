import { block } from "../model/block";
import { nested } from "../model/resource";
import web from "./web";
import zone from "./zone";

/** A failover pair of alias records; the primary's health decides. */
export default block({
  id: "dns-failover",
  service: "Route 53",
  applies: "together",
  choose: (rng) => ({
    noun: rng.pick(["www", "app"]),
    interval: rng.pick([10, 30]),
    threshold: rng.pick([2, 3]),
  }),
  build(region, { noun, interval, threshold }) {
    const zoneId = region.use(zone);
    const { balancer } = region.use(web);
    const host = `${noun}-${region.side}.${region.app}.example.com`;
    const check = region.resource(
      "aws_route53_health_check",
      noun,
      {
        fqdn: host,
        type: "HTTPS",
        port: 443,
        resource_path: "/health",
        request_interval: interval,
        failure_threshold: threshold,
      },
      { scope: "global" },
    );
    region.resource(
      "aws_route53_record",
      noun,
      {
        zone_id: zoneId,
        name: `${noun}.${region.app}.example.com`,
        type: "A",
        set_identifier: region.side,
        health_check_id: check.id,
        failover_routing_policy: nested({ type: region.bySide("PRIMARY", "SECONDARY") }),
        alias: nested({
          name: balancer.attr("dns_name"),
          zone_id: balancer.attr("zone_id"),
          evaluate_target_health: true,
        }),
      },
      { scope: "global" },
    );
  },
  imagined: { "aws_route53_health_check.id": () => "0a1b2c3d-4e5f-6789-abcd-ef0123456789" },
});
