import { block } from "../model/block";
import { nested } from "../model/resource";
import web from "./web";
import zone from "./zone";

/** A latency record for each region. */
export default block({
  id: "dns-latency",
  service: "Route 53",
  applies: "together",
  choose: (rng) => ({ noun: rng.pick(["edge", "static", "images"]) }),
  build(region, { noun }) {
    const zoneId = region.use(zone);
    const { balancer } = region.use(web);
    region.resource(
      "aws_route53_record",
      noun,
      {
        zone_id: zoneId,
        name: `${noun}.${region.app}.example.com`,
        type: "A",
        set_identifier: region.region,
        latency_routing_policy: nested({ region: region.region }),
        alias: nested({
          name: balancer.attr("dns_name"),
          zone_id: balancer.attr("zone_id"),
          evaluate_target_health: true,
        }),
      },
      { scope: "global" },
    );
  },
});
