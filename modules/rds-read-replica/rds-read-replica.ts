import { addLagAlarm } from "../alerts/lag-alarm";
import { type Connectable, type Connections } from "../connections/connections";
import { requiredConnections } from "../connections/required";
import { majorOf, portOf } from "../database/database";
import { replicaLag } from "../figures/lag-metrics";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import { type DbInstance, DbInstanceAutomatedBackupsReplication, type SecurityGroup } from "../pair/aws";
import { type Capability, STAND_IN_CIDRS, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { ReplicatedSecret } from "../secrets/replicated-secret";
import { createInstance, type Instance, type InstanceProps } from "./instance";

export interface RdsReadReplicaProps {
  readonly network: PairNetwork;
  readonly keys: PairKeys;
  readonly engine: "postgres" | "mysql" | "mariadb";
  /** Such as `16.6`; the major version alone, such as `16`, with `autoMinorVersionUpgrade`. */
  readonly engineVersion: string;
  /**
   * Version of the DR region's replica, while an upgrade is under way: MySQL and MariaDB want replicas upgraded before their source. Raise
   * it first and apply, then raise `engineVersion` to the same and apply, then take it away again. While it is there, both instances may
   * be raised to another major version, and change at once instead of in the maintenance window. @default - engineVersion
   */
  readonly replicaEngineVersion?: string;
  /** Let AWS choose the minor version, and raise it in the maintenance windows. @default false */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Such as `db.m6g.large`. */
  readonly instanceClass: string;
  /** GiB. */
  readonly storage: number;
  /** Name of the first database. */
  readonly databaseName: string;
  /** @default "dbadmin" */
  readonly masterUsername?: string;
  /**
   * `replica`: a read replica runs in the DR region and is promoted. `backups`: only its backups are copied there; cheaper, and
   * a failover restores them, which takes hours. @default - by strategy: `backups` for backup-and-restore, otherwise `replica`
   */
  readonly copy?: "replica" | "backups";
  /** A replica needs a source with backups: 1 to 35. @default 14 */
  readonly backupRetentionInDays?: number;
  /** @default true */
  readonly multiAz?: boolean;
  /** @default true */
  readonly deletionProtection?: boolean;
  /** For demonstrations. @default false */
  readonly skipFinalSnapshot?: boolean;
  /** Days in which the deleted master secret can be brought back. @default 30 */
  readonly recoveryWindowInDays?: number;
}

/**
 * A database instance, with a read replica or only its backups in the DR region.
 *
 * Primary: the instance and the master secret with its replica. DR: the read replica, or the replication of the backups (which
 * is made in the region that receives them). Link: nothing. Failing over promotes the replica by an API call; after that it is
 * a database of its own and the old primary has to be rebuilt as its replica: AWS cannot turn the relation round.
 */
export class RdsReadReplica implements Connectable {
  /** The master password: `ledger.secret.grantRead(compute)`. */
  readonly secret: ReplicatedSecret;
  /** Who may connect: `compute.connections.allowToDefaultPort(ledger)`. */
  readonly connections: Connections;
  private readonly instances = new Map<Side["name"], Instance>();

  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: RdsReadReplicaProps,
  ) {
    this.check();
    this.secret = new ReplicatedSecret(pair, `${id}-master`, {
      keys: props.keys,
      description: `Master password of ${this.name}`,
      recoveryWindowInDays: props.recoveryWindowInDays,
      generatePasswordLength: 32,
    });
    const master = { username: props.masterUsername ?? "dbadmin", password: this.secret.value() };
    const primary = createInstance(scopeIn(pair.primary, id), {
      ...this.instanceProps(pair.primary),
      master,
    });
    this.instances.set("primary", primary);
    pair.design.comesFirst(primary.instance, `the DR region's copy of "${id}" is made from it`);
    pair.promotions.push(id);
    if (this.copy === "backups") {
      for (const resource of primary.all)
        pair.design.differs(resource, "only its backups are kept in the DR region");
      this.copyBackups();
    } else {
      this.replicate();
    }
    this.connections = requiredConnections(pair, {
      name: id,
      defaultPort: this.port,
      members: pair.sides.map((side) => ({
        side,
        group: this.instances.get(side.name)?.group,
        network: props.network.of(side).cidr.toString(),
      })),
    });
  }

  /** What the DR region has of it before a failover. */
  get copy(): "replica" | "backups" {
    return this.props.copy ?? this.pair.traits.databaseCopy;
  }

  private check(): void {
    const { engine, engineVersion, replicaEngineVersion, autoMinorVersionUpgrade = false } = this.props;
    const isMajor = majorOf(engine, engineVersion) === engineVersion;
    if (autoMinorVersionUpgrade !== isMajor) {
      throw new ConfigurationError(
        `${this.id}.engineVersion`,
        autoMinorVersionUpgrade
          ? `"${engineVersion}" names a minor version, which AWS would raise and the next apply could not lower`
          : `"${engineVersion}" leaves the minor version to AWS, so the two regions may get different ones`,
        "Name the minor version, or the major one alone with autoMinorVersionUpgrade: true",
      );
    }
    if (replicaEngineVersion !== undefined && (autoMinorVersionUpgrade || this.copy === "backups")) {
      throw new ConfigurationError(
        `${this.id}.replicaEngineVersion`,
        "is for a replica whose version is raised by hand",
        "Leave it out",
      );
    }
  }

  private replicate(): void {
    const { pair, id } = this;
    const scope = scopeIn(pair.dr, id);
    const replica = createInstance(scope, {
      ...this.instanceProps(pair.dr),
      sourceArn: this.arn(pair.primary),
    });
    this.instances.set("dr", replica);
    pair.design.differs(replica.instance, "a replica takes them from its source", [
      "username",
      "db_name",
      "replicate_source_db",
    ]);
    this.declareUpgrade(replica);
    this.watchLag(scope, replica.instance);
    pair.objectives.add({
      part: `promoting the read replica of "${id}"`,
      phase: "recover",
      rto: Duration.minutes(10),
      rpo: PROMISED_LAG,
    });
  }

  private declareUpgrade({ instance, parameters }: Instance): void {
    if (this.props.replicaEngineVersion === undefined) return;
    const { design } = this.pair;
    design.differs(instance, UPGRADE, ["engine_version", "parameter_group_name"]);
    design.differs(parameters, UPGRADE, ["name", "family"]);
  }

  private watchLag(scope: Construct, replica: DbInstance): void {
    const { pair } = this;
    const lag = addLagAlarm(scope, "lag", {
      name: `${this.name}-lag`,
      description: `The replica in ${pair.dr.region} is more than ${PROMISED_LAG} behind, which promoting it would lose, or does not replicate.`,
      metricQuery: [
        // -1 is how RDS says that replication has stopped.
        { id: "behind", expression: "IF(lag < 0, 1000000, lag)", label: "Seconds behind", returnData: true },
        {
          id: "lag",
          metric: { ...replicaLag(replica.identifier), stat: "Maximum", period: 60 },
        },
      ],
      // Published in seconds.
      threshold: PROMISED_LAG.seconds,
      // A replica that runs publishes every minute, whether something is written or not.
      treatMissingData: "breaching",
      topicArn: pair.alerts.topicArn(pair.dr),
    });
    pair.design.differs(lag, "only a replica lags");
  }

  /** Of the instance, in both regions. */
  get name(): string {
    return `${this.pair.name}-${this.id}`;
  }

  /** One region's instance, for resources of that side's workspace. @throws ConfigurationError where only backups are */
  instance(side: Side): DbInstance {
    return this.made(side).instance;
  }

  /** Prefer `connections`: its rules are written inside the group. @throws ConfigurationError where only backups are */
  securityGroup(side: Side): SecurityGroup {
    return this.made(side).group;
  }

  /** Host of the region's own instance, without the port. @throws ConfigurationError where only backups are */
  endpoint(side: Side): string {
    return this.instance(side).address;
  }

  get port(): number {
    return portOf(this.props.engine);
  }

  private made(side: Side): Instance {
    const instance = this.instances.get(side.name);
    if (instance !== undefined) return instance;
    throw new ConfigurationError(
      this.id,
      `has no instance in ${side.region}, where only its backups are`,
      'Use copy: "replica"',
    );
  }

  private arn(side: Side): string {
    return `arn:${side.region.partition}:rds:${side.region}:${this.pair.account}:db:${this.name}`;
  }

  private instanceProps(side: Side): InstanceProps {
    return {
      ...this.props,
      name: this.name,
      network: this.props.network.of(side),
      keyArn: this.props.keys.arn(side),
    };
  }

  private copyBackups(): void {
    const { pair, props, id } = this;
    const copy = new DbInstanceAutomatedBackupsReplication(scopeIn(pair.dr, id), "backups", {
      sourceDbInstanceArn: this.arn(pair.primary),
      kmsKeyId: props.keys.arn(pair.dr),
      retentionPeriod: props.backupRetentionInDays ?? 14,
    });
    pair.design.differs(copy, "the DR region's copy of the primary instance's backups");
    pair.objectives.add({
      part: `restoring the copied backups of "${id}"`,
      phase: "recover",
      rto: Duration.hours(2),
      rpo: Duration.minutes(15),
    });
  }
}

const UPGRADE = "a replica is upgraded before its source";
const PROMISED_LAG = Duration.minutes(5);

/** As plain Terraform. */
export const capability: Capability = {
  name: "rds-read-replica",
  build: (pair, id) => {
    const network = new Network(pair, "network", { cidrs: STAND_IN_CIDRS });
    const database = new RdsReadReplica(pair, id, {
      network,
      keys: new Keys(pair, "keys"),
      engine: "postgres",
      engineVersion: "16.6",
      instanceClass: "instance-class",
      storage: 100,
      databaseName: "database_name",
    });
    database.connections.allowDefaultPortFrom(network.peer);
  },
  parameters: [
    text("instance_class", /instance-class/g, "Such as db.r6g.large."),
    text("database_name", /database_name(?="$)/gm, "Name of the first database."),
  ],
};
