import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** A VPN connection with static routing has a route. */
export const rule: ReadinessRule = {
  id: "vpn-static-routes-present",
  title: "Every VPN connection with static routing has at least one route",
  checks:
    "Connections to a virtual private gateway with static_routes_only: an aws_vpn_connection_route, or a route in the " +
    "refreshed state. That both sides have the same routes is a matter of twins-equal and twin-in-dr.",
  impact: "The tunnel comes up and carries nothing: the DR region does not reach the data centre.",
  remediation: "Add an aws_vpn_connection_route for every network behind the customer gateway.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-static-dynamic.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: ["VpnConnectionsRouteCount"],
  *evaluate(pair) {
    if (isIncomplete(pair)) return;
    const graph = PairGraph.of(pair);
    const routes = graph.managed("aws_vpn_connection_route");
    const routed = new Set<Resource>(
      routes.flatMap((route) => graph.resolve(Field.of(route, "vpn_connection_id"), ["aws_vpn_connection"])),
    );
    for (const connection of graph.managed("aws_vpn_connection")) {
      const fixed = Field.of(connection, "static_routes_only");
      // A transit gateway's routes stand in its own route tables.
      const transit = !Field.of(connection, "transit_gateway_id").absent;
      if (!fixed.isTrue || transit || routed.has(connection)) continue;
      if (Field.of(connection, "routes").elements.length > 0) continue;
      const side = graph.sideOf(connection);
      yield {
        ...ends(connection, side),
        differences: [side === "dr" ? difference(undefined, fixed) : difference(fixed, undefined)],
        message: `${called(connection)} has static routing and no route`,
      };
    }
  },
};
