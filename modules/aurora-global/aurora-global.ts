import { addLagAlarm } from "../alerts/lag-alarm";
import { type Connectable, type Connections } from "../connections/connections";
import { requiredConnections } from "../connections/required";
import { portOf } from "../database/database";
import { auroraLagQuery } from "../figures/lag-metrics";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import type { RdsCluster, RdsClusterInstance, SecurityGroup } from "../pair/aws";
import { type Capability, STAND_IN_CIDRS, text } from "../pair/capability";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { ReplicatedSecret } from "../secrets/replicated-secret";
import { type ClusterMember, createGlobalCluster, createMember, type MemberProps } from "./member";
import { checkServerless, drCapacity, type ServerlessV2Capacity } from "./serverless";

export type { ServerlessV2Capacity } from "./serverless";

export interface AuroraGlobalProps {
  readonly network: PairNetwork;
  readonly keys: PairKeys;
  readonly engine: "aurora-postgresql" | "aurora-mysql";
  /** Such as `16.6`. Raise it here: the upgrade goes through the global cluster, and the members follow. */
  readonly engineVersion: string;
  /**
   * Such as `db.r6g.large`, in both regions. Classes with burstable CPU cannot join a global database. `db.serverless` takes a range in
   * `serverlessV2`: the cheap standby.
   */
  readonly instanceClass: string;
  /** Range of capacity, for `db.serverless` alone. @default - none */
  readonly serverlessV2?: ServerlessV2Capacity;
  /** Instances of the primary cluster. The strategy decides how many the secondary has. @default 2 */
  readonly instances?: number;
  /** Name of the first database. */
  readonly databaseName: string;
  /** @default "dbadmin" */
  readonly masterUsername?: string;
  /** Let the secondary accept writes and hand them to the writer. Needs instances there. @default false */
  readonly writeForwarding?: boolean;
  /**
   * The side that writes now. Set it to `dr` after a failover: the roles of the clusters change in AWS, their names here do
   * not, and write forwarding belongs on whichever only reads. @default - the pair's
   */
  readonly writer?: Side["name"];
  /** Aurora PostgreSQL stops commits rather than let the secondary lag further (`rds.global_db_rpo`), 20 s or more. @default - no bound */
  readonly rpoLimit?: Duration;
  /** @default 14 */
  readonly backupRetentionInDays?: number;
  /** @default true */
  readonly deletionProtection?: boolean;
  /** For demonstrations. @default false */
  readonly skipFinalSnapshot?: boolean;
  /** Days in which the deleted master secret can be brought back. @default 30 */
  readonly recoveryWindowInDays?: number;
}

/**
 * An Aurora Global Database: storage that AWS replicates to the DR region, typically within a second.
 *
 * Primary: the global cluster, the primary cluster, its instances, and the master secret with its replica. DR: the secondary
 * cluster and as many instances as the strategy runs (none for a pilot light: a headless secondary). Link: nothing. The global
 * cluster must exist before the primary cluster joins it, so it cannot be in the link; the DR workspace names it by its
 * identifier and never asks for it.
 *
 * Failing over is an API call in the DR region (FailoverGlobalCluster; SwitchoverGlobalCluster for drills), never an apply.
 */
export class AuroraGlobal implements Connectable {
  /** The master password: `orders.secret.grantRead(compute)`. */
  readonly secret: ReplicatedSecret;
  /** Who may connect: `compute.connections.allowToDefaultPort(orders)`. */
  readonly connections: Connections;
  private readonly members: Readonly<Record<Side["name"], ClusterMember>>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: AuroraGlobalProps,
  ) {
    this.check();
    this.secret = new ReplicatedSecret(pair, `${id}-master`, {
      keys: props.keys,
      description: `Master password of ${this.name}`,
      recoveryWindowInDays: props.recoveryWindowInDays,
      generatePasswordLength: 32,
    });
    const scopes = { primary: scopeIn(pair.primary, id), dr: scopeIn(pair.dr, id) };
    const global = createGlobalCluster(scopes.primary, this.name, props);
    pair.design.differs(global, "one for both regions; the DR workspace names it by its identifier");
    // Reserved words aside, one password for all members: AWS cannot manage the password of a global database itself.
    const master = { username: props.masterUsername ?? "dbadmin", password: this.secret.value() };
    this.members = {
      primary: createMember(scopes.primary, { ...this.member(pair.primary), global, master }),
      dr: createMember(scopes.dr, this.member(pair.dr)),
    };
    this.connections = requiredConnections(pair, {
      name: id,
      defaultPort: this.port,
      members: pair.sides.map((side) => ({
        side,
        group: this.securityGroup(side),
        network: props.network.of(side).cidr.toString(),
      })),
    });
    for (const side of pair.sides) this.watchLag(side);
    this.declare(this.members.primary.instances);
    // A secondary joins neither a global cluster that is not there nor one whose writer has no instance.
    for (const resource of [global, ...this.members.primary.instances])
      pair.design.comesFirst(resource, `the secondary cluster of "${id}" joins it`);
  }

  /** Of the global cluster, and of the member clusters in both regions. */
  get name(): string {
    return `${this.pair.name}-${this.id}`;
  }

  /** On both sides: after a failover it is the other that follows. */
  private watchLag(side: Side): void {
    const promise = this.props.rpoLimit ?? PROMISED_LAG;
    addLagAlarm(this.members[side.name].scope, "lag", {
      name: `${this.name}-lag`,
      description: `The cluster of ${side.region} is more than ${promise} behind its writer: a failover would lose that.`,
      metricQuery: [
        {
          id: "lag",
          expression: auroraLagQuery(this.name),
          period: 60,
          returnData: true,
        },
      ],
      // Published in milliseconds.
      threshold: promise.seconds * 1000,
      topicArn: this.pair.alerts.topicArn(side),
    });
  }

  get engine(): AuroraGlobalProps["engine"] {
    return this.props.engine;
  }

  get instanceClass(): string {
    return this.props.instanceClass;
  }

  /** Whether the DR region has the storage alone before a failover, and no instance. */
  get headless(): boolean {
    return this.drInstances === 0;
  }

  /** One region's cluster, for resources of that side's workspace. */
  cluster(side: Side): RdsCluster {
    return this.members[side.name].cluster;
  }

  /** Prefer `connections`: its rules are written inside the group. */
  securityGroup(side: Side): SecurityGroup {
    return this.members[side.name].group;
  }

  /** Host of the region's own cluster: its writer while the region has it, otherwise nobody's. */
  endpoint(side: Side): string {
    return this.cluster(side).endpoint;
  }

  /** Host that reads in the region itself. */
  readerEndpoint(side: Side): string {
    return this.cluster(side).readerEndpoint;
  }

  get port(): number {
    return portOf(this.props.engine);
  }

  private member(side: Side): MemberProps {
    const { pair, props } = this;
    return {
      ...props,
      name: this.name,
      side,
      sourceRegion: side === pair.dr ? pair.primary.region : undefined,
      network: props.network.of(side),
      keyArn: props.keys.arn(side),
      serverlessV2: this.capacity(side),
      instances: side === pair.primary ? (props.instances ?? 2) : this.drInstances,
      writeForwarding: props.writeForwarding === true && (props.writer ?? this.pair.writer) !== side.name,
    };
  }

  private capacity(side: Side): MemberProps["serverlessV2"] {
    const { serverlessV2 } = this.props;
    if (serverlessV2 === undefined || side === this.pair.primary) return serverlessV2;
    return drCapacity(serverlessV2, this.pair.traits);
  }

  private get drInstances(): number {
    const all = this.props.instances ?? 2;
    return { none: 0, one: 1, all }[this.pair.traits.databaseInstances];
  }

  private check(): void {
    const { id, props } = this;
    checkServerless(id, props.instanceClass, props.serverlessV2);
    if (props.instanceClass.startsWith("db.t")) {
      throw new ConfigurationError(
        `${id}.instanceClass`,
        `${props.instanceClass} cannot join a global database`,
        "Use a db.r class",
      );
    }
    if (props.writeForwarding === true && this.drInstances === 0) {
      throw new ConfigurationError(
        `${id}.writeForwarding`,
        `needs an instance in the DR region, where a ${this.pair.strategy} has none`,
        "Turn it off, or choose warm-standby",
      );
    }
    if (props.rpoLimit === undefined) return;
    if (props.engine !== "aurora-postgresql" || props.rpoLimit.seconds < 20) {
      throw new ConfigurationError(
        `${id}.rpoLimit`,
        `${props.rpoLimit} is not possible`,
        "Use 20 s or more, with aurora-postgresql",
      );
    }
  }

  private declare(primary: readonly RdsClusterInstance[]): void {
    const { pair, id } = this;
    const { headless } = this;
    pair.promotions.push(id);
    pair.objectives.add({
      part: headless
        ? `adding an instance to the headless secondary of "${id}"`
        : `promoting the secondary of "${id}"`,
      phase: "recover",
      rto: headless ? Duration.minutes(15) : Duration.minutes(2),
      rpo: this.props.rpoLimit ?? PROMISED_LAG,
    });
    if (this.capacity(pair.dr)?.min !== this.props.serverlessV2?.min) {
      pair.design.differs(this.cluster(pair.dr), `a ${pair.strategy} runs smaller before a failover`, [
        "serverlessv2_scaling_configuration[0].min_capacity",
      ]);
    }
    for (const instance of primary.slice(this.drInstances)) {
      pair.design.differs(instance, `a ${pair.strategy} runs fewer database instances before a failover`);
    }
  }
}

/** AWS: typically a second. */
const PROMISED_LAG = Duration.minutes(1);

/** As plain Terraform. */
export const capability: Capability = {
  name: "aurora-global",
  build: (pair, id) => {
    const network = new Network(pair, "network", { cidrs: STAND_IN_CIDRS });
    const database = new AuroraGlobal(pair, id, {
      network,
      keys: new Keys(pair, "keys"),
      engine: "aurora-postgresql",
      engineVersion: "16.6",
      instanceClass: "instance-class",
      databaseName: "database_name",
    });
    database.connections.allowDefaultPortFrom(network.peer);
  },
  parameters: [
    text("instance_class", /instance-class/g, "Such as db.r6g.large."),
    text("database_name", /database_name(?="$)/gm, "Name of the first database."),
  ],
};
