import type { SideNetwork } from "../network/pair-network";
import { Lb, LbListener, type LbTargetGroup, SecurityGroup } from "../pair/aws";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Side } from "../pair/side";
import { rule } from "../connections/security-group-rule";

export type Listener = { readonly certificateArn: string } | "plain-http";

export interface LoadBalancerProps {
  readonly name: string;
  readonly network: SideNetwork;
  readonly port: number;
  readonly listener: Listener;
  readonly targetGroup: LbTargetGroup;
  readonly allowedCidrs: readonly string[];
  readonly deletionProtection: boolean;
}

/** What a caller asks for. */
export interface CallerRequest {
  /** @default - the load balancer's own name */
  readonly host?: string;
  /** @default - any that gets there */
  readonly path?: string;
}

/** What a load balancer of each region stands before: a `Compute`, a `ContainerService`. */
export interface LoadBalanced {
  readonly id: string;
  /** Its ARN, for resources of the side's own workspace. */
  loadBalancerArn(side: Side): string;
  /** What the link workspace finds it by. */
  loadBalancerInLink(side: Side): { readonly name: string } | { readonly arn: string };
  /** Whether it is called by plain HTTP, and not by HTTPS alone. @default - nobody knows: its listeners are others' */
  readonly plainHttp?: boolean;
  /** Whether a request gets to it, and not to another application of the load balancer. @default - any does */
  answers?(request: CallerRequest): boolean;
}

export interface LoadBalancer {
  readonly loadBalancer: Lb;
  readonly securityGroup: SecurityGroup;
  readonly listeners: readonly LbListener[];
}

/** A public application load balancer of one side, and its listeners. */
export function createLoadBalancer(scope: Construct, props: LoadBalancerProps): LoadBalancer {
  const { name, network, port } = props;
  if (network.publicSubnetIds.length === 0) {
    throw new ConfigurationError(
      name,
      "is a public load balancer in a network without public subnets",
      "Give the network publicSubnetIds",
    );
  }
  const securityGroup = new SecurityGroup(scope, "front", {
    name: `${name}-front`,
    description: "Callers of the load balancer",
    vpcId: network.vpcId,
    // Inside the group, not as resources of their own: so a rule added by hand is drift that the next plan shows.
    ingress: portsOf(props.listener).map((open) =>
      rule({ description: "Callers", port: open, cidrBlocks: [...props.allowedCidrs] }),
    ),
    egress: [rule({ description: "Instances", port, cidrBlocks: [network.cidr.toString()] })],
    tags: { Name: `${name}-front` },
  });
  const loadBalancer = new Lb(scope, "load-balancer", {
    name,
    loadBalancerType: "application",
    internal: false,
    subnets: [...network.publicSubnetIds],
    securityGroups: [securityGroup.id],
    dropInvalidHeaderFields: true,
    enableDeletionProtection: props.deletionProtection,
  });
  return { loadBalancer, securityGroup, listeners: addListeners(scope, loadBalancer, props) };
}

function portsOf(listener: Listener): number[] {
  return listener === "plain-http" ? [80] : [80, 443];
}

function addListeners(
  scope: Construct,
  { arn }: Lb,
  { listener, targetGroup }: LoadBalancerProps,
): readonly LbListener[] {
  const forward = [{ type: "forward", targetGroupArn: targetGroup.arn }];
  const http = { loadBalancerArn: arn, port: 80, protocol: "HTTP" };
  if (listener === "plain-http") return [new LbListener(scope, "http", { ...http, defaultAction: forward })];
  const redirect = { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" };
  return [
    new LbListener(scope, "http", { ...http, defaultAction: [{ type: "redirect", redirect }] }),
    new LbListener(scope, "https", {
      loadBalancerArn: arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn: listener.certificateArn,
      defaultAction: forward,
    }),
  ];
}
