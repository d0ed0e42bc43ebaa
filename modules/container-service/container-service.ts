import { type Capacity, capacityOf } from "../compute/capacity";
import { createLoadBalancer, type LoadBalancer } from "../compute/load-balancer";
import { type Connectable, Connections } from "../connections/connections";
import { type Grantable, Principal } from "../iam/grantable";
import { allow } from "../iam/policy";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import type { EcsService, IamRole, Lb, LbTargetGroup, SecurityGroup } from "../pair/aws";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { addMissingTasksAlarm } from "./missing-alarm";
import { createService, type Service } from "./service";
import { type ContainerImage, createTask, type Task, type Variable } from "./task";
import { checkTaskSize, type TaskSize } from "./task-size";

export type { ContainerImage, Variable } from "./task";

export interface ContainerServiceProps extends TaskSize {
  readonly network: PairNetwork;
  /** The same tag in both: a repository's images are copied to the DR region. */
  readonly image: ContainerImage;
  /** The primary side's numbers of tasks; the strategy derives the DR side's. */
  readonly capacity: Capacity;
  /** TLS certificates of both regions, or plain HTTP with the reason why that is acceptable. */
  readonly listener: { readonly certificateArns: PerSide<string> } | { readonly plainHttpBecause: string };
  /** Port of the application in the container. @default 8080 */
  readonly port?: number;
  /** Path that answers 200 when the application can serve. @default "/health" */
  readonly healthPath?: string;
  /** Networks that may call the load balancer. @default ["0.0.0.0/0"] */
  readonly allowedCidrs?: readonly string[];
  /**
   * Whether the tasks may call HTTPS anywhere, which they need to get image and variables unless the network has endpoints for that.
   * @default true
   */
  readonly allowHttpsOutbound?: boolean;
  /** Environment that is the same in both regions. What a region has for itself comes by `variables`. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Environment that is read when a task starts, from the region's own parameters and secrets. @default - none */
  readonly variables?: Readonly<Record<string, Variable>>;
  /** @default 30 */
  readonly logRetentionDays?: 1 | 7 | 14 | 30 | 60 | 90 | 180 | 365;
  /** Keep the load balancers from being deleted. @default true */
  readonly deletionProtection?: boolean;
}

interface SideService extends Task, Service {
  readonly scope: Construct;
  readonly balancer: LoadBalancer;
}

/**
 * A load-balanced service of containers on Fargate in each region, sized by the strategy.
 *
 * Primary and DR: cluster, task definition, service, load balancer, scaling, roles, log group, alarm on missing tasks. Link: nothing. A deployment that does not
 * become healthy goes back by itself. Failing over raises the scaling target's minimum and the service's desired count by API calls in
 * the DR region; the next plan leaves the count as it is, and puts the minimum back.
 */
export class ContainerService implements Connectable, Grantable {
  /** Of the tasks: `service.connections.allowToDefaultPort(database)`. */
  readonly connections: Connections;
  /** Of the application in the tasks: `secret.grantRead(service)`. */
  readonly grantPrincipal: Principal;
  /** Of cluster, service and load balancer, in both regions. */
  readonly name: string;
  private readonly made: PerSide<SideService>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: ContainerServiceProps,
  ) {
    this.name = `${pair.name}-${id}`;
    this.check();
    this.made = forSides(pair, (side) => this.createIn(side));
    this.connections = new Connections({
      name: id,
      members: pair.sides.map((side) => this.memberOf(side)),
      defaultPort: this.port,
    });
    this.grantPrincipal = this.principalOf(({ scope, role }) => ({ scope, role }));
    this.letEcsStartTasks();
    this.declare();
  }

  loadBalancer(side: Side): Lb {
    return this.made[side.name].balancer.loadBalancer;
  }

  loadBalancerArn(side: Side): string {
    return this.loadBalancer(side).arn;
  }

  loadBalancerInLink(): { readonly name: string } {
    return { name: this.name };
  }

  targetGroup(side: Side): LbTargetGroup {
    return this.made[side.name].balancer.targetGroup;
  }

  service(side: Side): EcsService {
    return this.made[side.name].service;
  }

  /** What the application acts as. Prefer grants: `bucket.grantRead(service)`. */
  role(side: Side): IamRole {
    return this.made[side.name].role;
  }

  /** Of the tasks. Prefer `connections`: its rules are written inside the group. */
  securityGroup(side: Side): SecurityGroup {
    return this.made[side.name].securityGroup;
  }

  private get port(): number {
    return this.props.port ?? 8080;
  }

  private check(): void {
    const { id, name, props } = this;
    const { min, desired, max } = props.capacity;
    checkNameLength("id", "a load balancer", name, 32);
    if (!(min >= 0 && min <= desired && desired <= max && max > 0))
      throw new ConfigurationError(
        `${id}.capacity`,
        `${min}, ${desired}, ${max} are not in order`,
        "Give min <= desired <= max",
      );
    checkTaskSize(`${id}.memory`, props);
    const twice = Object.keys(props.variables ?? {}).find((one) => one in (props.environment ?? {}));
    if (twice !== undefined)
      throw new ConfigurationError(
        `${id}.variables`,
        `"${twice}" is in environment too`,
        "Keep one of the two",
      );
  }

  private createIn(side: Side): SideService {
    const { pair, props, name, port } = this;
    const scope = scopeIn(side, this.id);
    const network = props.network.of(side);
    const balancer = createLoadBalancer(scope, {
      name,
      network,
      port,
      listener:
        "certificateArns" in props.listener
          ? { certificateArn: props.listener.certificateArns[side.name] }
          : "plain-http",
      healthPath: props.healthPath ?? "/health",
      allowedCidrs: props.allowedCidrs ?? ["0.0.0.0/0"],
      deletionProtection: props.deletionProtection ?? true,
    });
    const { environment = {}, variables = {}, logRetentionDays = 30 } = props;
    const task = createTask(scope, side, {
      ...props,
      name,
      port,
      environment,
      variables,
      logRetentionDays,
    });
    const capacity = side === pair.primary ? props.capacity : capacityOf(pair.traits, props.capacity);
    const service = createService(scope, { name, network, port, balancer, task, capacity });
    addMissingTasksAlarm(scope, { ...service, name, topicArn: pair.alerts.topicArn(side) });
    return { scope, balancer, ...task, ...service };
  }

  private memberOf(side: Side) {
    const { securityGroup, balancer } = this.made[side.name];
    const { allowHttpsOutbound = true, network } = this.props;
    return {
      side,
      group: securityGroup,
      network: network.of(side).cidr.toString(),
      ingress: [
        { description: "Load balancer", port: this.port, securityGroups: [balancer.securityGroup.id] },
      ],
      egress: allowHttpsOutbound
        ? [{ description: "AWS and registries", port: 443, cidrBlocks: ["0.0.0.0/0"] }]
        : [],
    };
  }

  private principalOf(of: (made: SideService) => { scope: Construct; role: IamRole }): Principal {
    return new Principal(
      this.pair.sides.map((side) => {
        const made = this.made[side.name];
        return { ...of(made), side, user: made.service };
      }),
    );
  }

  /** ECS pulls the image, reads the variables and writes the log, in a role that the application does not have. */
  private letEcsStartTasks(): void {
    const { image, variables = {} } = this.props;
    const ecs = {
      grantPrincipal: this.principalOf(({ executionScope, executionRole }) => ({
        scope: executionScope,
        role: executionRole,
      })),
    };
    ecs.grantPrincipal.addToPolicy((side) => [
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${this.made[side.name].logGroup.arn}:*`),
    ]);
    if ("repositories" in image) image.repositories.grantPull(ecs);
    const sources = Object.values(variables).map((one) => ("parameters" in one ? one.parameters : one));
    for (const source of new Set(sources)) source.grantRead(ecs);
  }

  private declare(): void {
    const { pair, id } = this;
    pair.objectives.add({
      part: `scaling out "${id}" in the DR region`,
      phase: "recover",
      rto: pair.traits.scaleUp,
    });
    if (pair.traits.runningShare === 1) return;
    const reason = `a ${pair.strategy} runs less before a failover`;
    pair.design.differs(this.service(pair.dr), reason, ["desired_count"]);
    pair.design.differs(this.made.dr.scaling, reason, ["min_capacity"]);
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "container-service",
  build: (pair, id) =>
    new ContainerService(pair, id, {
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      image: { uri: "image-uri" },
      cpu: 512,
      memory: 1024,
      capacity: { min: 70001, desired: 70002, max: 70003 },
      listener: { certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
    }),
  parameters: [
    text("image", /image-uri/g, "Image of the container, with its tag."),
    text("certificate_arn", /certificate-arn/g, "ARN of the region's TLS certificate."),
    number("min_capacity", /\b70001\b/g, "Fewest tasks."),
    number("desired_count", /\b70002\b/g, "Tasks at first."),
    number("max_capacity", /\b70003\b/g, "Most tasks; the same in both regions."),
  ],
};
