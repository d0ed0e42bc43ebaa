import type { BootImage } from "../ami-copy/boot-image";
import { MachineImage } from "../ami-copy/machine-image";
import { type Connectable, Connections, type Member } from "../connections/connections";
import { Peer } from "../connections/peer";
import { type Grantable, Principal } from "../iam/grantable";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import type { AutoscalingGroup, IamRole, LaunchTemplate, SecurityGroup } from "../pair/aws";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import type { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { Balanced } from "./balanced";
import {
  type Capacity,
  capacityIn,
  checkCapacity,
  declareStandby,
  type ScheduledCapacity,
  schedulesOf,
} from "./capacity";
import { createFleet, type Fleet, type FleetProps, memberOf } from "./fleet";
import { createFront, type Front, type FrontProps, letFrontCall, type SideFrontProps } from "./front";

export type { Capacity, ScheduledCapacity } from "./capacity";
export type { FrontProps } from "./front";
export type { PairListener, SharedListener } from "./shared-listener";

export interface ComputeProps extends FrontProps {
  readonly network: PairNetwork;
  readonly keys: PairKeys;
  /**
   * What the instances boot: a `MachineImage`, a `BuiltImage`, or `MachineImage.fromSsmParameter(...)`. The launch template names
   * its SSM parameter, and so boots what each region has and never a stale copy of an id.
   */
  readonly image: BootImage;
  /** Such as `t3.small`. The same in both: another size behaves differently under the same load. */
  readonly instanceType: string;
  /** The primary side's capacity; the strategy derives the DR side's. */
  readonly capacity: Capacity;
  /**
   * Times at which a fleet is brought to a number of instances. They change the desired capacity only, within floor and ceiling. A DR
   * region that runs less before a failover has none: its fleet stands at its floor.
   * @default - none
   */
  readonly schedules?: readonly ScheduledCapacity[];
  /**
   * Replace every instance after this time, 1 to 365 days: how a new build of a `BuiltImage`, of which Terraform does not know, reaches
   * running instances. A new version of an image replaces them by itself. @default - never
   */
  readonly maxInstanceLifetime?: Duration;
  /**
   * Whether the instances may call HTTPS anywhere: AWS's APIs, package sources. Whatever else they call is allowed with
   * `connections.allowTo(...)`. @default true
   */
  readonly allowHttpsOutbound?: boolean;
  /** First-boot script. It may hold references to resources of the side's workspace. @default - the image's own */
  readonly userData?: (side: Side) => string;
}

/**
 * A load-balanced fleet in each region, sized by the strategy.
 *
 * Primary and DR: load balancer or a rule of a shared one, launch template, Auto Scaling group, scaling policy, schedules, instance role. Link: nothing. A new
 * version of image or template replaces running instances, new ones first. Failing over raises the DR group's floor and desired capacity
 * by an API call in the DR region; the next apply leaves the desired capacity as it is, and puts the floor back.
 */
export class Compute extends Balanced implements Connectable, Grantable {
  /** Of the instances: `compute.connections.allowToDefaultPort(database)`. */
  readonly connections: Connections;
  /** Of the instances: `secret.grantRead(compute)`. */
  readonly grantPrincipal: Principal;
  private readonly made = new Map<Side["name"], SideFleet>();

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    id: string,
    private readonly props: ComputeProps,
  ) {
    super(pair, id, props);
    this.check();
    const members = pair.sides.map((side) => this.createIn(side));
    this.connections = new Connections({ name: id, members, defaultPort: this.port });
    this.grantPrincipal = new Principal(
      pair.sides.map((side) => ({ ...this.of(side), user: this.autoScalingGroup(side) })),
    );
    this.declare();
  }

  /** The primary's, which a failover brings the DR side to. */
  get capacity(): Capacity {
    return this.props.capacity;
  }

  autoScalingGroup(side: Side): AutoscalingGroup {
    return this.of(side).group;
  }

  /** What the instances are launched from; its name is `name`. */
  launchTemplate(side: Side): LaunchTemplate {
    return this.of(side).template;
  }

  /** Name of the SSM parameter that holds the id of what they boot. A reference. */
  imageParameter(side: Side): string {
    return this.props.image.parameterIn(side);
  }

  /** What the instances act as. Prefer grants: `bucket.grantRead(compute)`. */
  role(side: Side): IamRole {
    return this.of(side).role;
  }

  /** Of the instances. Prefer `connections`: its rules are written inside the group. */
  securityGroup(side: Side): SecurityGroup {
    return this.of(side).securityGroup;
  }

  private of(side: Side): SideFleet {
    const made = this.made.get(side.name);
    if (made === undefined) throw new Error(`no fleet of ${side.name}`);
    return made;
  }

  protected frontIn(side: Side): Front {
    return this.of(side).front;
  }

  private check(): void {
    const { maxInstanceLifetime: lifetime, schedules = [] } = this.props;
    if (lifetime !== undefined && !(lifetime.seconds >= 86_400 && lifetime.seconds <= 31_536_000)) {
      throw new ConfigurationError(`${this.id}.maxInstanceLifetime`, `is ${lifetime}`, "Give 1 to 365 days");
    }
    const { min, max } = this.props.capacity;
    const beyond = schedules.find((one) => one.desired < min || one.desired > max);
    if (beyond !== undefined) {
      throw new ConfigurationError(
        `${this.id}.schedules`,
        `"${beyond.name}" wants ${beyond.desired}, which is not between ${min} and ${max}`,
        "Raise capacity.max, or lower capacity.min",
      );
    }
    checkCapacity(this.id, this.props.capacity);
  }

  private createIn(side: Side): Member {
    const { pair, props, name, port } = this;
    const { schedules = [] } = props;
    const scope = scopeIn(side, this.id);
    const network = props.network.of(side);
    const frontProps: SideFrontProps = { ...props, side, name, network, port, targetType: "instance" };
    const front = createFront(scope, frontProps);
    const fleetProps: FleetProps = {
      name,
      side,
      network,
      port,
      front,
      keyArn: props.keys.arn(side),
      image: props.image,
      instanceType: props.instanceType,
      userData: props.userData?.(side),
      capacity: capacityIn(pair, side, props.capacity),
      schedules: side === pair.primary ? schedules : schedulesOf(pair.traits, schedules),
      maxInstanceLifetime: props.maxInstanceLifetime,
      httpsOutbound: props.allowHttpsOutbound ?? true,
    };
    const fleet = createFleet(scope, fleetProps);
    letFrontCall(frontProps, fleet.securityGroup);
    this.made.set(side.name, { ...fleet, front });
    return memberOf(fleet, fleetProps);
  }

  private declare(): void {
    const { pair, id } = this;
    declareStandby(pair, id, [[this.autoScalingGroup(pair.dr), ["min_size", "desired_capacity"]]]);
    if (pair.traits.runningShare === 1) return;
    for (const schedule of this.of(pair.primary).schedules)
      pair.design.differs(schedule, "a schedule would cut the standby at its hour after a failover");
  }
}

interface SideFleet extends Fleet {
  readonly front: Front;
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "compute",
  build: (pair, id) => {
    const compute = new Compute(pair, id, {
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      keys: new Keys(pair, "keys"),
      image: MachineImage.fromSsmParameter("/image/parameter"),
      instanceType: "instance-type",
      capacity: { min: 70001, desired: 70002, max: 70003 },
      listener: { certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
      allowedCidrs: ["198.51.100.0/24"],
    });
    compute.connections.allowTo(Peer.ipv4("203.0.113.0/24"), 7005);
  },
  parameters: [
    text("image_parameter", /\/image\/parameter/g, "SSM parameter that holds the image's id."),
    text("instance_type", /instance-type/g, "Such as t3.small."),
    text("certificate_arn", /certificate-arn/g, "ARN of the region's TLS certificate."),
    number("min_size", /\b70001\b/g, "Fewest instances."),
    number("desired_capacity", /\b70002\b/g, "Instances at first."),
    number(
      "data_port",
      /\b7005\b/g,
      "TCP port that the instances may call besides HTTPS: a database's, a cache's.",
    ),
    {
      name: "data_cidrs",
      type: "list(string)",
      description: "Networks in which they may call it.",
      find: /\[\s*"203\.0\.113\.0\/24",?\s*\]/g,
      put: "var.data_cidrs",
    },
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
