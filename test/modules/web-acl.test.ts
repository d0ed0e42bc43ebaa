import { WebAcl, type WebAclProps } from "../../modules/web-acl/web-acl";
import { synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

const webAcl = (props: WebAclProps = {}) =>
  synthesized((pair) => new WebAcl(pair, "shield", props).protect(fleetIn(pair, base(pair))));

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action?: unknown;
  readonly override_action?: unknown;
}
const rules = (side: ReturnType<typeof webAcl>["dr"]) =>
  side.resource("aws_wafv2_web_acl.shield_acl").rule as Rule[];

describe("WebAcl", () => {
  it("refuses a limit and groups that WAF would refuse", () => {
    expect(() => webAcl({ rateLimit: 5 })).toThrow("shield.rateLimit: is 5");
    expect(() => webAcl({ managedRules: ["CommonRuleSet"] })).toThrow(
      '"CommonRuleSet" is none of AWS\'s groups',
    );
  });

  it("is one definition in both regions, in front of each region's load balancer", () => {
    const { primary, dr, link, manifest } = webAcl();
    expect(rules(primary)).toEqual(rules(dr));
    for (const side of [primary, dr])
      expect(side.resource("aws_wafv2_web_acl_association.shield_before-web")).toMatchObject({
        resource_arn: "${aws_lb.web_load-balancer.arn}",
        web_acl_arn: "${aws_wafv2_web_acl.shield_acl.arn}",
      });
    expect(link.resources).toEqual([]);
    expect(manifest.twins.map(({ primary: address }) => address)).toContain("aws_wafv2_web_acl.shield_acl");
  });

  it("blocks whoever asks too often before anything else, each rule at a place of its own", () => {
    const [first, ...others] = rules(webAcl({ rateLimit: 100 }).dr);
    expect(first).toMatchObject({
      priority: 0,
      action: { block: {} },
      statement: { rate_based_statement: { limit: 100, aggregate_key_type: "IP" } },
    });
    expect(others.map(({ priority }) => priority)).toEqual([1, 2, 3]);
    expect(others[0]).toMatchObject({
      override_action: { none: {} },
      statement: {
        managed_rule_group_statement: { name: "AWSManagedRulesAmazonIpReputationList", vendor_name: "AWS" },
      },
    });
  });

  it("only counts where it is to be tried", () => {
    const made = rules(webAcl({ countOnly: true, managedRules: ["AWSManagedRulesCommonRuleSet"] }).dr);
    expect(made).toMatchObject([{ action: { count: {} } }, { override_action: { count: {} } }]);
  });
});
