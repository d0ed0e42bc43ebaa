import type { LoadBalanced } from "../compute/load-balancer";
import { Wafv2WebAcl, Wafv2WebAclAssociation } from "../pair/aws";
import { type Capability, number } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";

export type { LoadBalanced } from "../compute/load-balancer";

export interface WebAclProps {
  /** AWS's managed rule groups, in the order in which they are asked. @default - IP reputation, common rules, known bad inputs */
  readonly managedRules?: readonly string[];
  /** Requests that one address may make in five minutes, 10 or more. @default 2000 */
  readonly rateLimit?: number;
  /** Count what would be blocked and let it pass: for the first days of an application. @default false */
  readonly countOnly?: boolean;
}

/**
 * A web ACL of AWS WAF in each region, of one definition: what is blocked in one is blocked in the other.
 *
 * Primary and DR: the web ACL and its associations. Link: nothing. HTTP APIs of API Gateway cannot have one.
 */
export class WebAcl {
  private readonly made: PerSide<{ readonly scope: Construct; readonly acl: Wafv2WebAcl }>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: WebAclProps = {},
  ) {
    const { rateLimit = 2000 } = props;
    if (!(Number.isInteger(rateLimit) && rateLimit >= 10 && rateLimit <= 2_000_000_000))
      throw new ConfigurationError(`${id}.rateLimit`, `is ${rateLimit}`, "Give 10 or more");
    const wrong = props.managedRules?.find((name) => !/^AWSManagedRules[A-Za-z]+$/.test(name));
    if (wrong !== undefined)
      throw new ConfigurationError(
        `${id}.managedRules`,
        `"${wrong}" is none of AWS's groups`,
        'Write it as "AWSManagedRulesCommonRuleSet"',
      );
    this.made = forSides(pair, (side) => {
      const scope = scopeIn(side, id);
      return { scope, acl: this.createIn(scope, rateLimit) };
    });
  }

  /** For resources of the side's workspace. */
  arn(side: Side): string {
    return this.made[side.name].acl.arn;
  }

  /** Puts it in front of a load balancer, in both regions. */
  protect(target: LoadBalanced): void {
    for (const side of this.pair.sides) {
      const { scope, acl } = this.made[side.name];
      new Wafv2WebAclAssociation(scope, `before-${target.id}`, {
        resourceArn: target.loadBalancerArn(side),
        webAclArn: acl.arn,
      });
    }
  }

  private createIn(scope: Construct, rateLimit: number): Wafv2WebAcl {
    const { managedRules = MANAGED_RULES, countOnly = false } = this.props;
    const name = `${this.pair.name}-${this.id}`;
    const managed = managedRules.map((group, index) => ({
      name: group,
      priority: index + 1,
      overrideAction: countOnly ? { count: {} } : { none: {} },
      // cdktf leaves statements as they are: in Terraform's own names.
      statement: { managed_rule_group_statement: { name: group, vendor_name: "AWS" } },
      visibilityConfig: visible(`${name}-${group}`),
    }));
    const limit = {
      name: "RateLimit",
      // First: whoever asks too often costs no further rule.
      priority: 0,
      action: countOnly ? { count: {} } : { block: {} },
      statement: { rate_based_statement: { limit: rateLimit, aggregate_key_type: "IP" } },
      visibilityConfig: visible(`${name}-RateLimit`),
    };
    return new Wafv2WebAcl(scope, "acl", {
      name,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: [limit, ...managed],
      visibilityConfig: visible(name),
    });
  }
}

const MANAGED_RULES = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
];

function visible(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "web-acl",
  build: (pair, id) => new WebAcl(pair, id, { rateLimit: 70_004 }),
  parameters: [number("rate_limit", /\b70004\b/g, "Requests that one address may make in five minutes.")],
};
