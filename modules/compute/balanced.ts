import type { Lb, LbTargetGroup } from "../pair/aws";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";
import { checkFront, type Front, type FrontProps } from "./front";
import type { CallerRequest, LoadBalanced } from "./load-balancer";
import { takes } from "./shared-listener";

/** An application of each region behind a load balancer: its own, or a listener that it shares. */
export abstract class Balanced implements LoadBalanced {
  /** Of load balancer and target group, and of what the application runs on, in both regions: names are regional. */
  readonly name: string;
  readonly plainHttp?: boolean;

  /** @throws ConfigurationError */
  constructor(
    pair: Pair,
    readonly id: string,
    protected readonly front: FrontProps,
  ) {
    this.name = `${pair.name}-${id}`;
    checkFront(id, this.name, front);
    const { listener } = front;
    if (!("shared" in listener)) this.plainHttp = "plainHttpBecause" in listener;
  }

  protected abstract frontIn(side: Side): Front;

  /** @throws ConfigurationError when it is others': `loadBalancerArn(side)` tells it, too */
  loadBalancer(side: Side): Lb {
    const { loadBalancer } = this.frontIn(side);
    if (loadBalancer !== undefined) return loadBalancer;
    throw new ConfigurationError(this.id, "has no load balancer of its own", "Use loadBalancerArn(side)");
  }

  loadBalancerArn(side: Side): string {
    const { listener } = this.front;
    return "shared" in listener ? listener.shared.loadBalancerArn(side) : this.loadBalancer(side).arn;
  }

  loadBalancerInLink(side: Side): { readonly name: string } | { readonly arn: string } {
    const { listener } = this.front;
    return "shared" in listener ? listener.shared.loadBalancerInLink(side) : { name: this.name };
  }

  answers(request: CallerRequest): boolean {
    const { listener } = this.front;
    return !("shared" in listener) || takes(listener, request);
  }

  targetGroup(side: Side): LbTargetGroup {
    return this.frontIn(side).targetGroup;
  }

  /** Of the application. */
  protected get port(): number {
    return this.front.port ?? 8080;
  }
}
