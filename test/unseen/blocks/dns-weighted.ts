import { block } from "../model/block";
import { nested } from "../model/resource";
import zone from "./zone";

/** Weighted names for the partners' gateway, with a health check each: all traffic to the primary, until someone turns it. */
export default block({
  id: "dns-weighted",
  service: "Route 53",
  applies: "together",
  choose: (rng) => ({
    noun: rng.pick(["partner", "gateway"]),
    ttl: rng.pick([30, 60]),
    threshold: rng.pick([3, 5]),
  }),
  build(region, { noun, ttl, threshold }) {
    const zoneId = region.use(zone);
    const host = `${noun}.${region.facts.name}.${region.app}.example.com`;
    const check = region.resource(
      "aws_route53_health_check",
      noun,
      { fqdn: host, type: "TCP", port: 443, request_interval: 30, failure_threshold: threshold },
      { scope: "global" },
    );
    region.resource(
      "aws_route53_record",
      noun,
      {
        zone_id: zoneId,
        name: `${noun}.${region.app}.example.com`,
        type: "CNAME",
        ttl,
        records: [host],
        set_identifier: `${noun}-${region.facts.code}`,
        health_check_id: check.id,
        weighted_routing_policy: nested({
          weight: region.bySide(100, region.strategy === "active-active" ? 100 : 0),
        }),
      },
      { scope: "global" },
    );
  },
});
