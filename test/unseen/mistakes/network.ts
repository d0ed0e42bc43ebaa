import { nested } from "../model/resource";
import { blocksOf } from "../model/paths";
import type { Side } from "../model/application";
import { change, gone, observed, reworded, scaled, switchedOff } from "./change";
import { differs, type Mistake } from "./mistake";

const RULES = ["aws_vpc_security_group_ingress_rule"];

/** The other side's name for things. */
const otherSide = ({ name }: Side) => (name === "dr" ? "primary" : "dr");

/** Mistakes with networks, names and what stands in front. */
const mistakes: Mistake[] = [
  switchedOff("vpc-dns-off", ["aws_vpc"], "enable_dns_hostnames", "private names do not resolve"),
  change({
    id: "subnet-no-address",
    what: "A public subnet hands out no addresses.",
    types: ["aws_subnet"],
    path: "map_public_ip_on_launch",
    to: () => false,
    why: "public machines get no address",
  }),
  reworded("rule-port", RULES, "ip_protocol", ["udp"], "clients are refused"),
  scaled("rule-from-port", RULES, "from_port", 0.5, "more ports are open than in the other region"),
  change({
    id: "rule-open-to-world",
    what: "A rule beside the group lets the world in.",
    types: RULES,
    path: "cidr_ipv4",
    to: (before) => (before === "0.0.0.0/0" ? undefined : "0.0.0.0/0"),
    why: "the port is open to the world",
  }),
  inline("group-open-to-world", "cidr_blocks", ["0.0.0.0/0"], "the port is open to the world"),
  inline("group-wrong-port", "to_port", 65535, "more ports are open than in the other region"),
  {
    id: "group-rule-missing",
    what: "A rule inside the group is missing on one side.",
    sides: ["dr", "primary"],
    sites: (side) =>
      side.ofType("aws_security_group").flatMap((resource) => {
        const rules = blocksOf(resource.args, "ingress");
        if (rules.length === 0 || side.application.twin(resource) === undefined) return [];
        const make = () => {
          resource.args.ingress = rules.length === 1 ? undefined : rules.slice(1);
          return differs(side, resource, ["ingress"], "warning", "clients are refused");
        };
        return [{ resource, make }];
      }),
  },
  change({
    id: "acl-allows-denied",
    what: "A network ACL's deny became an allow.",
    types: ["aws_network_acl_rule"],
    path: "rule_action",
    to: (before) => (before === "deny" ? "allow" : undefined),
    why: "addresses that are shut out of one region are let into the other",
  }),
  change({
    id: "acl-inline-allows-denied",
    what: "A network ACL's deny became an allow.",
    types: ["aws_network_acl"],
    path: "ingress[0].action",
    to: () => "allow",
    why: "addresses that are shut out of one region are let into the other",
  }),
  switchedOff(
    "endpoint-private-dns-off",
    ["aws_vpc_endpoint"],
    "private_dns_enabled",
    "clients go by way of the internet",
  ),
  change({
    id: "endpoint-wrong-region",
    what: "An endpoint's service is spelled with the other region.",
    types: ["aws_vpc_endpoint"],
    path: "service_name",
    to: (before, _, side) =>
      typeof before === "string"
        ? before.replace(side.facts.regions[side.name].name, side.facts.regions[otherSide(side)].name)
        : undefined,
    sides: ["dr"],
    why: "the endpoint cannot be made in this region",
  }),
  scaled("balancer-idle", ["aws_lb"], "idle_timeout", 0.25, "long requests are cut off"),
  switchedOff(
    "balancer-unprotected",
    ["aws_lb"],
    "enable_deletion_protection",
    "the balancer can be deleted by a slip",
  ),
  switchedOff(
    "balancer-header-smuggling",
    ["aws_lb"],
    "drop_invalid_header_fields",
    "malformed headers reach the application",
  ),
  reworded(
    "target-health-path",
    ["aws_lb_target_group"],
    "health_check.path",
    ["/"],
    "sick targets look healthy",
  ),
  scaled("target-port", ["aws_lb_target_group"], "port", 1.01, "targets are not reached"),
  reworded(
    "listener-weak-tls",
    ["aws_lb_listener"],
    "ssl_policy",
    ["ELBSecurityPolicy-2016-08"],
    "old TLS is accepted",
  ),
  change({
    id: "listener-no-redirect",
    what: "Plain HTTP is answered instead of redirected.",
    types: ["aws_lb_listener"],
    path: "default_action.redirect.protocol",
    to: () => "HTTP",
    why: "clients stay on plain HTTP",
  }),
  reworded(
    "certificate-name",
    ["aws_acm_certificate"],
    "domain_name",
    ["test.example.com"],
    "browsers refuse the certificate",
  ),
  change({
    id: "firewall-counts-only",
    what: "A rule that blocks in one region only counts in the other.",
    types: ["aws_wafv2_web_acl"],
    path: "rule[1].action",
    to: () => nested({ count: nested({}) }),
    why: "a flood is let through",
  }),
  change({
    id: "firewall-group-counts-only",
    what: "A managed group is overridden to count.",
    types: ["aws_wafv2_web_acl"],
    path: "rule[0].override_action",
    to: () => nested({ count: nested({}) }),
    why: "attacks are let through",
  }),
  change({
    id: "firewall-rate-higher",
    what: "The rate limit is higher on one side.",
    types: ["aws_wafv2_web_acl"],
    path: "rule[1].statement.rate_based_statement.limit",
    to: (before) => Number(before) * 50,
    why: "a flood is let through",
  }),
  change({
    id: "firewall-country-missing",
    what: "A country was added to the block list in one region only.",
    types: ["aws_wafv2_web_acl"],
    path: "rule[2].statement.geo_match_statement.country_codes",
    to: (before) =>
      Array.isArray(before) ? (before as readonly unknown[] as string[]).slice(0, 1) : undefined,
    why: "requests that one region refuses are let into the other",
  }),
  change({
    id: "firewall-addresses",
    what: "An address was added to a set in one region only.",
    types: ["aws_wafv2_ip_set"],
    path: "addresses",
    to: (before) =>
      Array.isArray(before) ? (before as readonly unknown[] as string[]).slice(0, 1) : undefined,
    why: "the sets differ",
  }),
  scaled(
    "health-check-threshold",
    ["aws_route53_health_check"],
    "failure_threshold",
    // AWS takes ten at most.
    2,
    "failover comes later than planned",
  ),
  reworded(
    "health-check-path",
    ["aws_route53_health_check"],
    "resource_path",
    ["/old-health"],
    "the check asks for what is not there",
  ),
  switchedOff(
    "record-ignores-health",
    ["aws_route53_record"],
    "alias.evaluate_target_health",
    "a dead region is still answered",
  ),
  scaled(
    "record-ttl",
    ["aws_route53_record"],
    "ttl",
    120,
    "clients keep the dead region's address for an hour",
  ),
  change({
    id: "record-check-missing",
    what: "A record lost its health check.",
    types: ["aws_route53_record"],
    path: "health_check_id",
    to: (_, resource) => ("failover_routing_policy" in resource.args ? gone : undefined),
    sides: ["primary"],
    why: "the record is never withdrawn",
  }),
  scaled(
    "accelerator-threshold",
    ["aws_globalaccelerator_endpoint_group"],
    "threshold_count",
    3,
    "failover comes later than planned",
  ),
  observed(
    reworded("flow-log-less", ["aws_flow_log"], "traffic_type", ["ACCEPT"], "refused traffic is not seen"),
  ),
  reworded(
    "gateway-dns",
    ["aws_ec2_transit_gateway_vpc_attachment"],
    "dns_support",
    ["disable", "enable"],
    "names do not resolve across",
  ),
];

/** A rule inside a security group with something else in it. */
function inline(id: string, path: string, to: string[] | number, why: string): Mistake {
  return change({
    id,
    what: `A rule inside a group has another \`${path}\`.`,
    types: ["aws_security_group"],
    path: `ingress[0].${path}`,
    to: (before) => (JSON.stringify(before) === JSON.stringify(to) ? undefined : to),
    why,
  });
}

export default mistakes;
