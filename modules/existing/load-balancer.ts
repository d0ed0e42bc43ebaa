import type { LoadBalanced } from "../compute/load-balancer";
import { given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import type { PerSide, Side } from "../pair/side";

export interface ExistingLoadBalancer {
  /** Of an application or network load balancer. */
  readonly loadBalancerArn: string;
}

const BALANCER: Kind = {
  what: "a load balancer's ARN",
  shape: /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/(app|net)\/[\w-]+\/[0-9a-f]+$/,
  example: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
};

/** A load balancer of each region that exists: a target of `FailoverDns`, and what a `WebAcl` protects. */
export class LoadBalancer implements LoadBalanced {
  private constructor(
    readonly id: string,
    private readonly arns: PerSide<string>,
  ) {}

  /** @throws ConfigurationError when a side's is missing, or lies in another region */
  static existing(pair: Pair, id: string, balancers: PerSide<ExistingLoadBalancer>): LoadBalancer {
    return new LoadBalancer(id, given(pair, id, balancers, "loadBalancerArn", BALANCER));
  }

  loadBalancerArn({ name }: Side): string {
    return this.arns[name];
  }

  loadBalancerInLink(side: Side): { readonly arn: string } {
    return { arn: this.loadBalancerArn(side) };
  }
}
