import { protocolName } from "../../../base/aws/protocols";
import { slotAt, type Slot } from "../../../compare/slot";
import type { Json } from "../../../base/json";
import { TRAFFIC, type CompositeForm, type Entry } from "./form";

const INLINE_ENDS = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
const RESOURCE_ENDS = [
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "prefix_list_ids",
  "source_security_group_id",
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_id",
  "referenced_security_group_id",
];

/** Security groups and their rules: inline, `aws_security_group_rule`, or a resource per rule. */
export const securityGroup: CompositeForm = {
  container: "aws_security_group",
  entryTypes: {
    aws_security_group_rule: "legacy rules",
    aws_vpc_security_group_ingress_rule: "rules",
    aws_vpc_security_group_egress_rule: "rules",
  },
  parent: "security_group_id",
  inline: ["ingress", "egress"],
  unwritten: true,
  impact: TRAFFIC,
  readInline: (element, attribute) => entry(element, attribute, INLINE_ENDS),
  readResource(resource) {
    const { type } = resource.resource;
    const written = slotAt(resource, "type").value;
    const egress = type === "aws_vpc_security_group_egress_rule" || written === "egress";
    return entry(resource, egress ? "egress" : "ingress", RESOURCE_ENDS);
  },
};

function entry(rule: Slot, facet: string, ends: readonly string[]): Entry[] {
  const value = (name: string) => slotAt(rule, name).value;
  const what = traffic(value("protocol") ?? value("ip_protocol"), value("from_port"), value("to_port"));
  return [{ facet, what, ends: ends.map((name) => slotAt(rule, name)), self: value("self") === true }];
}

function traffic(protocol: Json | undefined, from: Json | undefined, to: Json | undefined): string {
  const name = protocolName(String(protocol));
  return name === "-1" ? "all traffic" : `${name} ${String(from ?? 0)}-${String(to ?? 0)}`;
}
