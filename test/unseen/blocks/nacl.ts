import { block } from "../model/block";
import { named } from "../model/region";
import { nested } from "../model/resource";
import network from "./network";

/** A network ACL over the private subnets, its rules inside or beside it. */
export default block({
  id: "nacl",
  service: "NACL",
  applies: true,
  choose: (rng) => ({ denied: rng.pick(["192.0.2.0/24", "198.51.100.128/25"]) }),
  build(region, { denied }) {
    const { vpc, privateSubnets, cidr } = region.use(network);
    const rules = [
      { no: 50, action: "deny", cidr: denied, from: 0, to: 0, protocol: "-1" },
      { no: 100, action: "allow", cidr, from: 0, to: 65535, protocol: "tcp" },
      { no: 200, action: "allow", cidr: "0.0.0.0/0", from: 1024, to: 65535, protocol: "tcp" },
    ];
    const inline = region.style.rules === "inline";
    const acl = region.resource("aws_network_acl", "private", {
      vpc_id: vpc.id,
      subnet_ids: privateSubnets.map((one) => one.id),
      ingress: inline
        ? rules.map(({ no, action, from, to, protocol, cidr: block_ }) =>
            nested({ rule_no: no, action, protocol, cidr_block: block_, from_port: from, to_port: to }),
          )
        : undefined,
      egress: inline
        ? nested({ rule_no: 100, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 })
        : undefined,
      tags: named(region.name("private")),
    });
    if (inline) return;
    for (const { no, action, from, to, protocol, cidr: block_ } of rules) {
      region.resource("aws_network_acl_rule", `in_${no}`, {
        network_acl_id: acl.id,
        rule_number: no,
        egress: false,
        rule_action: action,
        protocol,
        cidr_block: block_,
        from_port: from,
        to_port: to,
      });
    }
    region.resource("aws_network_acl_rule", "out_100", {
      network_acl_id: acl.id,
      rule_number: 100,
      egress: true,
      rule_action: "allow",
      protocol: "-1",
      cidr_block: "0.0.0.0/0",
      from_port: 0,
      to_port: 0,
    });
  },
});
