import { block } from "../model/block";
import { nested } from "../model/resource";
import web from "./web";

/** An accelerator over both load balancers: an endpoint group for each region, the DR one dialled by the strategy. */
export default block({
  id: "accelerator",
  service: "Global Accelerator",
  // The emulator has no Global Accelerator.
  applies: false,
  choose: (rng) => ({ threshold: rng.pick([2, 3]), interval: rng.pick([10, 30]) }),
  build(region, { threshold, interval }) {
    const { balancer } = region.use(web);
    const listenerArn = region.isDr
      ? region.peer("aws_globalaccelerator_listener", "https", "id")
      : region.resource(
          "aws_globalaccelerator_listener",
          "https",
          {
            accelerator_arn: region.resource(
              "aws_globalaccelerator_accelerator",
              "front",
              { name: `${region.app}-front`, ip_address_type: "IPV4", enabled: true },
              { scope: "global", twin: null },
            ).id,
            protocol: "TCP",
            port_range: nested({ from_port: 443, to_port: 443 }),
          },
          { scope: "global", twin: null },
        ).id;
    region.resource(
      "aws_globalaccelerator_endpoint_group",
      "https",
      {
        listener_arn: listenerArn,
        endpoint_group_region: region.facts.name,
        health_check_interval_seconds: interval,
        threshold_count: threshold,
        traffic_dial_percentage: region.bySide(100, region.strategy === "active-active" ? 100 : 0),
        endpoint_configuration: nested({
          endpoint_id: balancer.arn,
          weight: 128,
          client_ip_preservation_enabled: true,
        }),
      },
      { scope: "global" },
    );
  },
  imagined: {
    "aws_globalaccelerator_listener.id": () =>
      "arn:aws:globalaccelerator::123456789012:accelerator/1234abcd-abcd-1234-abcd-1234abcdefgh/listener/0123vxyz",
  },
});
