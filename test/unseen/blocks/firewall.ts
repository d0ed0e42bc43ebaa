import { block } from "../model/block";
import { nested } from "../model/resource";
import web from "./web";

/** A web ACL in front of the load balancer. */
export default block({
  id: "firewall",
  service: "WAF",
  applies: true,
  choose: (rng) => ({ limit: rng.pick([1000, 2000]), blocked: rng.sample(["KP", "IR", "SY"], 2) }),
  build(region, { limit, blocked }) {
    const { balancer } = region.use(web);
    const seen = (metric: string) =>
      nested({ cloudwatch_metrics_enabled: true, metric_name: metric, sampled_requests_enabled: true });
    const acl = region.resource("aws_wafv2_web_acl", "web", {
      name: region.name("web"),
      scope: "REGIONAL",
      default_action: nested({ allow: nested({}) }),
      rule: [
        nested({
          name: "common",
          priority: 1,
          override_action: nested({ none: nested({}) }),
          statement: nested({
            managed_rule_group_statement: nested({ name: "AWSManagedRulesCommonRuleSet", vendor_name: "AWS" }),
          }),
          visibility_config: seen("common"),
        }),
        nested({
          name: "rate",
          priority: 2,
          action: nested({ block: nested({}) }),
          statement: nested({ rate_based_statement: nested({ limit, aggregate_key_type: "IP" }) }),
          visibility_config: seen("rate"),
        }),
        nested({
          name: "geo",
          priority: 3,
          action: nested({ block: nested({}) }),
          statement: nested({ geo_match_statement: nested({ country_codes: blocked }) }),
          visibility_config: seen("geo"),
        }),
      ],
      visibility_config: seen("web"),
    });
    region.resource("aws_wafv2_web_acl_association", "web", { resource_arn: balancer.arn, web_acl_arn: acl.arn });
    region.resource("aws_wafv2_ip_set", "office", {
      name: region.name("office"),
      scope: "REGIONAL",
      ip_address_version: "IPV4",
      addresses: ["198.51.100.0/24", "203.0.113.7/32"],
    });
  },
});
