import type { LoadBalanced } from "../compute/load-balancer";
import { Wafv2WebAcl, Wafv2WebAclAssociation } from "../pair/aws";
import { type Capability, number } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { webAclConfig, type WebAclProps } from "./rules";

export type { LoadBalanced } from "../compute/load-balancer";
export type { WebAclProps } from "./rules";

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
    id: string,
    props: WebAclProps = {},
  ) {
    const config = webAclConfig(id, `${pair.name}-${id}`, "REGIONAL", props);
    this.made = forSides(pair, (side) => {
      const scope = scopeIn(side, id);
      return { scope, acl: new Wafv2WebAcl(scope, "acl", config) };
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
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "web-acl",
  build: (pair, id) => new WebAcl(pair, id, { rateLimit: 70_004 }),
  parameters: [number("rate_limit", /\b70004\b/g, "Requests that one address may make in five minutes.")],
};
