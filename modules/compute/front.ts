import type { SideNetwork } from "../network/pair-network";
import { type Lb, LbTargetGroup, type SecurityGroup } from "../pair/aws";
import type { Construct, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { checkNameLength } from "../pair/name-length";
import type { PerSide, Side } from "../pair/side";
import { createLoadBalancer } from "./load-balancer";
import { addListenerRule, checkShared, type SharedListener } from "./shared-listener";

/** How an application is called, whatever it runs on. */
export interface FrontProps {
  /**
   * TLS certificates of both regions for a load balancer of its own, or plain HTTP with the reason why that is acceptable; or a
   * listener of each region that others own, and the requests of it that are this application's.
   */
  readonly listener:
    { readonly certificateArns: PerSide<string> } | { readonly plainHttpBecause: string } | SharedListener;
  /** Port of the application. @default 8080 */
  readonly port?: number;
  /** Path that answers 200 when the application can serve. @default "/health" */
  readonly healthPath?: string;
  /** Networks that may call the load balancer; of a shared listener its owner says it. @default ["0.0.0.0/0"] */
  readonly allowedCidrs?: readonly string[];
  /** Keep the load balancers from being deleted; those of a shared listener are not ours to delete. @default true */
  readonly deletionProtection?: boolean;
}

export interface SideFrontProps extends FrontProps {
  readonly side: Side;
  /** Of load balancer and target group. */
  readonly name: string;
  readonly network: SideNetwork;
  readonly port: number;
  /** Whether the targets are instances of a fleet, or tasks by their addresses. */
  readonly targetType: "instance" | "ip";
}

/** What an application of one side stands behind. */
export interface Front {
  readonly targetGroup: LbTargetGroup;
  /** Whose members call the application. */
  readonly securityGroupId: string;
  /** What leads requests to the target group: ECS refuses one that nothing leads to. */
  readonly leads: readonly TerraformResource[];
  /** @default - the load balancer is others' */
  readonly loadBalancer?: Lb;
}

/** @throws ConfigurationError */
export function checkFront(id: string, name: string, { listener, ...props }: FrontProps): void {
  checkNameLength("id", "a load balancer", name, 32);
  if (!("shared" in listener)) return;
  checkShared(id, listener);
  for (const owners of ["allowedCidrs", "deletionProtection"] as const) {
    if (props[owners] === undefined) continue;
    throw new ConfigurationError(
      `${id}.${owners}`,
      "is of a load balancer that this application does not own",
      "Leave it out, and set it where the load balancer is defined",
    );
  }
}

/** A target group, and a load balancer or a rule of a shared listener that leads to it. */
export function createFront(scope: Construct, props: SideFrontProps): Front {
  const { side, name, port, network, listener } = props;
  const targetGroup = createTargetGroup(scope, props);
  if ("shared" in listener) {
    const { shared } = listener;
    const rule = addListenerRule(scope, shared.listenerArn(side), targetGroup, listener);
    return { targetGroup, securityGroupId: shared.securityGroupId(side), leads: [rule] };
  }
  const { loadBalancer, securityGroup, listeners } = createLoadBalancer(scope, {
    name,
    network,
    port,
    targetGroup,
    listener:
      "certificateArns" in listener ? { certificateArn: listener.certificateArns[side.name] } : "plain-http",
    allowedCidrs: props.allowedCidrs ?? ["0.0.0.0/0"],
    deletionProtection: props.deletionProtection ?? true,
  });
  return { targetGroup, securityGroupId: securityGroup.id, leads: listeners, loadBalancer };
}

/** Lets the load balancer of a shared listener call the application; one of its own may call the whole network. */
export function letFrontCall({ side, name, port, listener }: SideFrontProps, group: SecurityGroup): void {
  if ("shared" in listener) listener.shared.allowTo(side, name, group, port);
}

function createTargetGroup(scope: Construct, props: SideFrontProps): LbTargetGroup {
  return new LbTargetGroup(scope, "targets", {
    name: props.name,
    port: props.port,
    protocol: "HTTP",
    // Instances are the default, which a target group has without saying so.
    ...(props.targetType === "instance" ? {} : { targetType: props.targetType }),
    vpcId: props.network.vpcId,
    healthCheck: {
      path: props.healthPath ?? "/health",
      matcher: "200",
      interval: 15,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
    },
  });
}
