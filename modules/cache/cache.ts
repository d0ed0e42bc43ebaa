import type { Connectable, Connections } from "../connections/connections";
import { requiredConnections } from "../connections/required";
import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import { Network } from "../network/network";
import type { PairNetwork } from "../network/pair-network";
import type { ElasticacheReplicationGroup, SecurityGroup } from "../pair/aws";
import { type Capability, STAND_IN_CIDRS, text } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import { joinGlobalDatastore } from "./global-datastore";
import {
  accessTo,
  type CacheEngine,
  createGroup,
  ownSettings,
  publishEndpoint,
  type PublishedGroup,
} from "./replication-group";

export type { CacheEngine } from "./replication-group";

export interface CacheProps extends CacheEngine {
  readonly network: PairNetwork;
  readonly keys: PairKeys;
  /** Nodes of the primary region's cache: one that writes, and replicas in other zones. The strategy decides how many DR has. @default 2 */
  readonly nodes?: number;
  /**
   * `global-datastore`: AWS copies every write to the DR region, whose cache only reads until it is promoted. `independent`: a cache in
   * each region that knows nothing of the other; the DR region's is empty when a failover comes, which the databases must bear.
   * @default "global-datastore"
   */
  readonly copy?: "global-datastore" | "independent";
}

/**
 * A cache in each region, encrypted at rest with the region's own key and in transit. Its host is in the SSM parameter
 * `/PAIR/ID/endpoint`, the same name in both regions.
 *
 * Primary: subnet group, security group, replication group, parameter. DR: subnet group, security group, and with `independent` the
 * rest. Link: with `global-datastore` the datastore, the DR region's replication group, which joins it, and its parameter. AWS chooses
 * the datastore's id, so nothing outside the link could name it. Failing over is an API call in the DR region
 * (`FailoverGlobalReplicationGroup`), never an apply; the next plan leaves the roles as they are.
 */
export class Cache implements Connectable {
  /** Who may connect: `compute.connections.allowToDefaultPort(sessions)`. */
  readonly connections: Connections;
  /** TLS port that it listens on. */
  readonly port = 6379;
  /** Of the replication groups, in both regions. */
  readonly name: string;
  /** Where a client reads its region's host, in both regions. */
  readonly endpointParameter: string;
  private readonly scopes: PerSide<Construct>;
  private readonly access: PerSide<SecurityGroup>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: CacheProps,
  ) {
    this.name = `${pair.name}-${id}`;
    this.endpointParameter = `/${pair.name}/${id}/endpoint`;
    this.check();
    this.scopes = forSides(pair, (side) => scopeIn(side, id));
    this.access = forSides(pair, (side) =>
      accessTo(this.scopes[side.name], { name: this.name, network: props.network.of(side) }),
    );
    this.connections = requiredConnections(pair, {
      name: id,
      members: pair.sides.map((side) => ({
        side,
        group: this.access[side.name],
        network: props.network.of(side).cidr.toString(),
      })),
      defaultPort: this.port,
    });
    const primary = this.groupIn(pair.primary);
    if (this.isGlobal) this.join(primary);
    else this.declareFewer(this.groupIn(pair.dr).group);
  }

  /** Lets something read where the cache of its own region is. */
  grantReadEndpoint(grantee: Grantable): void {
    grantee.grantPrincipal.addToPolicy(({ region }) => [
      allow(
        ["ssm:GetParameter", "ssm:GetParameters"],
        `arn:${region.partition}:ssm:${region}:${this.pair.account}:parameter${this.endpointParameter}`,
      ),
    ]);
  }

  /** Whether the DR region's cache follows the primary's until it is promoted. */
  get isGlobal(): boolean {
    return (this.props.copy ?? "global-datastore") === "global-datastore";
  }

  private nodesOf(side: Side): number {
    const { nodes = 2 } = this.props;
    // One at least: a cache without nodes is none.
    return side === this.pair.primary || this.pair.traits.databaseInstances === "all" ? nodes : 1;
  }

  private check(): void {
    const { nodes = 2, nodeType } = this.props;
    checkNameLength("id", "a replication group", this.name, 40);
    if (!(Number.isInteger(nodes) && nodes >= 1 && nodes <= 6))
      throw new ConfigurationError(`${this.id}.nodes`, `is ${nodes}`, "Give 1 to 6");
    if (this.isGlobal && !GLOBAL_NODE_TYPE.test(nodeType))
      throw new ConfigurationError(
        `${this.id}.nodeType`,
        `${nodeType} cannot be in a global datastore`,
        'Use large or larger of m5, m6g, m7g, r5, r6g, r7g or c7gn, or copy: "independent"',
      );
  }

  /** A replication group that stands for itself, until it may be the first of a datastore. */
  private groupIn(side: Side): PublishedGroup {
    const { props } = this;
    const scope = this.scopes[side.name];
    const group = createGroup(scope, "group", {
      name: this.name,
      nodes: this.nodesOf(side),
      keyArn: props.keys.arn(side),
      securityGroupId: this.access[side.name].id,
      ...ownSettings(props, this.isGlobal),
    });
    return { group, endpoint: publishEndpoint(scope, "endpoint", this.endpointParameter, group) };
  }

  private join(primary: PublishedGroup): void {
    const { pair, id, name, props } = this;
    const member = joinGlobalDatastore(pair, id, {
      ...props,
      name,
      endpointParameter: this.endpointParameter,
      nodes: this.nodesOf(pair.dr),
      keyArn: props.keys.arnInLink(pair.dr),
      primary,
    });
    this.declareFewer(member);
    pair.promotions.push(id);
    pair.objectives.add({
      part: `promoting the DR region's cache "${id}"`,
      phase: "recover",
      rto: Duration.minutes(2),
      rpo: Duration.minutes(1),
    });
  }

  private declareFewer(dr: ElasticacheReplicationGroup): void {
    const { pair } = this;
    if (this.nodesOf(pair.dr) === this.nodesOf(pair.primary)) return;
    pair.design.differs(dr, `a ${pair.strategy} runs fewer nodes before a failover`, [
      "num_cache_clusters",
      "automatic_failover_enabled",
      "multi_az_enabled",
    ]);
  }
}

/** What ElastiCache lists as able to; r6gd also needs data tiering. */
const GLOBAL_NODE_TYPE = /^cache\.(m5|m6g|m7g|r5|r6g|r7g|c7gn)\.\d*x?large$/;

/** As plain Terraform. */
export const capability: Capability = {
  name: "cache",
  build: (pair, id) => {
    const network = new Network(pair, "network", { cidrs: STAND_IN_CIDRS });
    const cache = new Cache(pair, id, {
      network,
      keys: new Keys(pair, "keys"),
      engine: "redis",
      engineVersion: "7.1",
      nodeType: "cache.r7g.16xlarge",
    });
    cache.connections.allowDefaultPortFrom(network.peer);
  },
  parameters: [text("node_type", /cache\.r7g\.16xlarge/g, "Such as cache.r7g.large.")],
};
