import { Balanced } from "../compute/balanced";
import { type Capacity, capacityIn, checkCapacity, declareStandby } from "../compute/capacity";
import {
  createFront,
  type Front,
  type FrontProps,
  letFrontCall,
  type SideFrontProps,
} from "../compute/front";
import { type Connectable, Connections } from "../connections/connections";
import { type Grantable, Principal } from "../iam/grantable";
import { allow } from "../iam/policy";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import type { EcsService, IamRole, SecurityGroup } from "../pair/aws";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { addMissingTasksAlarm } from "./missing-alarm";
import { createService, type Service } from "./service";
import { type ContainerImage, createTask, type Task, type Variable } from "./task";
import { checkTaskSize, type TaskSize } from "./task-size";

export type { ContainerImage, Variable } from "./task";

export interface ContainerServiceProps extends TaskSize, FrontProps {
  readonly network: PairNetwork;
  /** The same tag in both: a repository's images are copied to the DR region. */
  readonly image: ContainerImage;
  /** The primary side's numbers of tasks; the strategy derives the DR side's. */
  readonly capacity: Capacity;
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
}

interface SideService extends Task, Service {
  readonly scope: Construct;
  readonly front: Front;
}

/**
 * A load-balanced service of containers on Fargate in each region, sized by the strategy.
 *
 * Primary and DR: cluster, task definition, service, load balancer or a rule of a shared one, scaling, roles, log group, alarm on missing tasks. Link: nothing. A deployment that does not
 * become healthy goes back by itself. Failing over raises the scaling target's minimum and the service's desired count by API calls in
 * the DR region; the next plan leaves the count as it is, and puts the minimum back.
 */
export class ContainerService extends Balanced implements Connectable, Grantable {
  /** Of the tasks: `service.connections.allowToDefaultPort(database)`. */
  readonly connections: Connections;
  /** Of the application in the tasks: `secret.grantRead(service)`. */
  readonly grantPrincipal: Principal;
  private readonly made: PerSide<SideService>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    id: string,
    private readonly props: ContainerServiceProps,
  ) {
    super(pair, id, props);
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

  /** The primary's, which a failover brings the DR side to. */
  get capacity(): Capacity {
    return this.props.capacity;
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

  protected frontIn(side: Side): Front {
    return this.made[side.name].front;
  }

  private check(): void {
    const { id, props } = this;
    checkCapacity(id, props.capacity);
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
    // Tasks are their network interfaces, not instances.
    const frontProps: SideFrontProps = { ...props, side, name, network, port, targetType: "ip" };
    const front = createFront(scope, frontProps);
    const { environment = {}, variables = {}, logRetentionDays = 30 } = props;
    const task = createTask(scope, side, {
      ...props,
      name,
      port,
      environment,
      variables,
      logRetentionDays,
    });
    const capacity = capacityIn(pair, side, props.capacity);
    const service = createService(scope, { name, network, port, front, task, capacity });
    letFrontCall(frontProps, service.securityGroup);
    addMissingTasksAlarm(scope, { ...service, name, topicArn: pair.alerts.topicArn(side) });
    return { scope, front, ...task, ...service };
  }

  private memberOf(side: Side) {
    const { securityGroup, front } = this.made[side.name];
    const { allowHttpsOutbound = true, network } = this.props;
    return {
      side,
      group: securityGroup,
      network: network.of(side).cidr.toString(),
      ingress: [{ description: "Load balancer", port: this.port, securityGroups: [front.securityGroupId] }],
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
    declareStandby(pair, id, [
      [this.service(pair.dr), ["desired_count"]],
      [this.made.dr.scaling, ["min_capacity"]],
    ]);
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
