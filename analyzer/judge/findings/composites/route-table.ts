import { slotAt, type Slot } from "../../../compare/slot";
import type { Neutralizer } from "../../../pair/neutral/neutralizer";
import { TRAFFIC, type CompositeForm, type Entry } from "./form";

const TARGETS = [
  "gateway_id",
  "nat_gateway_id",
  "transit_gateway_id",
  "vpc_peering_connection_id",
  "vpc_endpoint_id",
  "network_interface_id",
  "egress_only_gateway_id",
  "carrier_gateway_id",
  "local_gateway_id",
  "core_network_arn",
];

/** Route tables and their routes: inline, or `aws_route`. */
export const routeTable: CompositeForm = {
  container: "aws_route_table",
  entryTypes: { aws_route: "routes" },
  parent: "route_table_id",
  inline: ["route"],
  unwritten: true,
  impact: TRAFFIC,
  readInline: (element, _attribute, neutralizer) =>
    route(element, ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"], neutralizer),
  readResource: (resource, neutralizer) =>
    route(
      resource,
      ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
      neutralizer,
    ),
};

function route(slot: Slot, destinations: readonly string[], neutralizer: Neutralizer): Entry[] {
  const named = destinations.flatMap((name) => {
    const { value } = slotAt(slot, name);
    return typeof value === "string" && value !== "" ? [neutralizer.text(value)] : [];
  });
  const ends = TARGETS.map((name) => slotAt(slot, name));
  return [{ facet: "route", what: named.join(" "), ends, self: false }];
}
