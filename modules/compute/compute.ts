import { Keys } from "../keys/keys";
import { Network } from "../network/network";
import type { AutoscalingGroup, Lb } from "../pair/aws";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import { type Capacity, capacityOf } from "./capacity";
import { createFleet } from "./fleet";
import { createLoadBalancer, type Listener } from "./load-balancer";

export interface ComputeProps {
  readonly network: Network;
  readonly keys: Keys;
  /**
   * The SSM parameter that holds the image's id, of the same name in both regions: `new MachineImage(...).parameterName`.
   * A launch template that names it boots what each region has, and never a stale copy of an id.
   */
  readonly imageParameter: string;
  /** Such as `t3.small`. The same in both: another size behaves differently under the same load. */
  readonly instanceType: string;
  /** The primary side's capacity; the strategy derives the DR side's. */
  readonly capacity: Capacity;
  /** TLS certificates of both regions, or plain HTTP with the reason why that is acceptable. */
  readonly listener: { readonly certificateArns: PerSide<string> } | { readonly plainHttpBecause: string };
  /** Port of the application on the instances. @default 8080 */
  readonly port?: number;
  /** Path that answers 200 when the application can serve. @default "/health" */
  readonly healthPath?: string;
  /** Networks that may call the load balancer. @default ["0.0.0.0/0"] */
  readonly allowedCidrs?: readonly string[];
  /** First-boot script. @default - the image's own */
  readonly userData?: (side: Side) => string;
  /** Keep the load balancers from being deleted. @default true */
  readonly deletionProtection?: boolean;
}

/**
 * A load-balanced fleet in each region, sized by the strategy.
 *
 * Primary and DR: load balancer, launch template, Auto Scaling group, scaling policy, instance role. Link: nothing. Failing
 * over raises the DR group's capacity by an API call in the DR region; the next plan leaves that as it is.
 */
export class Compute {
  private readonly loadBalancers = new Map<Side["name"], Lb>();

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: ComputeProps,
  ) {
    this.check();
    const groups = pair.sides.map((side) => this.createIn(side));
    this.declare(groups);
  }

  /** Of the load balancer and the group, in both regions: names are regional. */
  get name(): string {
    return `${this.pair.name}-${this.id}`;
  }

  loadBalancer(side: Side): Lb {
    const balancer = this.loadBalancers.get(side.name);
    if (balancer === undefined) throw new Error(`no load balancer of ${side.name}`);
    return balancer;
  }

  private check(): void {
    if (this.name.length > 32) {
      throw new ConfigurationError(
        "id",
        `"${this.name}" is longer than a load balancer's name may be`,
        "Use 32 characters at most",
      );
    }
    const { min, desired, max } = this.props.capacity;
    if (!(min >= 0 && min <= desired && desired <= max && max > 0)) {
      throw new ConfigurationError(
        `${this.id}.capacity`,
        `${min}, ${desired}, ${max} are not in order`,
        "Give min <= desired <= max",
      );
    }
  }

  private createIn(side: Side): AutoscalingGroup {
    const { pair, props, name } = this;
    const scope = scopeIn(side, this.id);
    const port = props.port ?? 8080;
    const network = props.network.of(side);
    const balancer = createLoadBalancer(scope, {
      name,
      network,
      port,
      listener: this.listener(side),
      healthPath: props.healthPath ?? "/health",
      allowedCidrs: props.allowedCidrs ?? ["0.0.0.0/0"],
      deletionProtection: props.deletionProtection ?? true,
    });
    this.loadBalancers.set(side.name, balancer.loadBalancer);
    return createFleet(scope, {
      name,
      side,
      network,
      port,
      balancer,
      keyArn: props.keys.arn(side),
      imageParameter: props.imageParameter,
      instanceType: props.instanceType,
      userData: props.userData?.(side),
      capacity: side === pair.primary ? props.capacity : capacityOf(pair.traits, props.capacity),
    });
  }

  private listener(side: Side): Listener {
    const { listener } = this.props;
    return "certificateArns" in listener
      ? { certificateArn: listener.certificateArns[side.name] }
      : "plain-http";
  }

  private declare([, dr]: readonly AutoscalingGroup[]): void {
    const { pair, id } = this;
    pair.objectives.add({
      part: `scaling out "${id}" in the DR region`,
      phase: "recover",
      rto: pair.traits.scaleUp,
    });
    if (dr === undefined || pair.traits.runningShare === 1) return;
    pair.design.differs(dr, `a ${pair.strategy} runs less before a failover`, [
      "min_size",
      "desired_capacity",
    ]);
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "compute",
  build: (pair, id) =>
    new Compute(pair, id, {
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      keys: new Keys(pair, "keys"),
      imageParameter: "/image/parameter",
      instanceType: "instance-type",
      capacity: { min: 70001, desired: 70002, max: 70003 },
      listener: { certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
      allowedCidrs: ["198.51.100.0/24"],
    }),
  parameters: [
    text("image_parameter", /\/image\/parameter/g, "SSM parameter that holds the image's id."),
    text("instance_type", /instance-type/g, "Such as t3.small."),
    text("certificate_arn", /certificate-arn/g, "ARN of the region's TLS certificate."),
    number("min_size", /\b70001\b/g, "Fewest instances."),
    number("desired_capacity", /\b70002\b/g, "Instances at first."),
    number("max_size", /\b70003\b/g, "Most instances; the same in both regions."),
    {
      name: "allowed_cidrs",
      type: "list(string)",
      description: "Networks that may call the load balancer.",
      find: /\[\s*"198\.51\.100\.0\/24",?\s*\]/g,
      put: "var.allowed_cidrs",
    },
  ],
};
