import { protocolName } from "../../../base/aws/protocols";
import { slotAt, type Slot } from "../../../compare/slot";
import { TRAFFIC, type CompositeForm, type Entry } from "./form";

/** Network ACLs and their rules: inline, or `aws_network_acl_rule`. */
export const networkAcl: CompositeForm = {
  container: "aws_network_acl",
  entryTypes: { aws_network_acl_rule: "rules" },
  parent: "network_acl_id",
  inline: ["ingress", "egress"],
  unwritten: true,
  impact: TRAFFIC,
  readInline: (element, attribute) => rule(element, attribute, "rule_no", "action"),
  readResource: (resource) =>
    rule(
      resource,
      slotAt(resource, "egress").value === true ? "egress" : "ingress",
      "rule_number",
      "rule_action",
    ),
};

function rule(slot: Slot, facet: string, number: string, action: string): Entry[] {
  const text = (name: string) => String(slotAt(slot, name).value ?? 0);
  const protocol = protocolName(text("protocol"));
  const ports = protocol === "-1" ? "all traffic" : `${protocol} ${text("from_port")}-${text("to_port")}`;
  const ends = ["cidr_block", "ipv6_cidr_block"].map((name) => slotAt(slot, name));
  return [{ facet, what: `${text(number)} ${text(action).toLowerCase()} ${ports}`, ends, self: false }];
}
