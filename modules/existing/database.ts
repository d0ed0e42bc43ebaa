import { type Connectable, Connections } from "../connections/connections";
import type { PairNetwork } from "../network/pair-network";
import { ConfigurationError } from "../pair/configuration-error";
import type { Duration } from "../pair/duration";
import { checked, given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import type { PublishedDatabase } from "../parameters/parameters";
import type { PairSecret } from "../secrets/pair-secret";
import { ExistingGroup } from "./existing-group";
import { SECURITY_GROUP } from "./security-group";

export interface ExistingDatabase {
  /** Host of the region's own, without the port. */
  readonly endpoint: string;
  readonly securityGroupId: string;
}

export interface ExistingDatabaseProps {
  readonly primary: ExistingDatabase;
  /** `backups`: there is none before a failover restores it from copied backups. */
  readonly dr: ExistingDatabase | "backups";
  /** TCP port, in both regions. */
  readonly port: number;
  /** Where it lies: its clients are allowed to call into it. */
  readonly network: PairNetwork;
  /** Its credentials, in both regions. @default - none that the pair knows of */
  readonly secret?: PairSecret;
  /** How long a failover takes to make the DR region's writable, and how much it loses: what its owner measured. */
  readonly promises: { readonly rto: Duration; readonly rpo: Duration };
  /** Whether the DR region's takes writes before a failover as well, so that nothing must be promoted. @default false */
  readonly multiWriter?: boolean;
  /**
   * Whether rules may be added to its security groups. They are resources of their own: a definition that writes the group's rules
   * inside it would take them away, so say false there, and write them there. @default true
   */
  readonly mutable?: boolean;
}

const ENDPOINT: Kind = {
  what: "the database's host",
  shape: /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/,
  example: "orders.cluster-abc.eu-west-1.rds.amazonaws.com, without the port",
};

/**
 * A database that exists in both regions, and is replicated by whoever owns it. Until a failover has promoted it, no traffic goes there.
 *
 * Primary and DR: the rules of its connections. Link: nothing.
 */
export class Database implements Connectable, PublishedDatabase {
  /** Who may connect: `compute.connections.allowToDefaultPort(orders)`. */
  readonly connections: Connections;
  private readonly endpoints: Partial<PerSide<string>>;

  private constructor(
    pair: Pair,
    readonly id: string,
    private readonly props: ExistingDatabaseProps,
  ) {
    if (!(Number.isInteger(props.port) && props.port >= 1 && props.port <= 65_535))
      throw new ConfigurationError(`${id}.port`, `is ${props.port}`, "Give its TCP port, 1 to 65535");
    this.endpoints = this.endpointsIn(pair);
    const groupIds = this.groupIdsIn(pair);
    const members = pair.sides.map((side) => ({
      side,
      group: this.groupIn(side, groupIds[side.name]),
      network: props.network.of(side).cidr.toString(),
    }));
    this.connections = new Connections({ name: id, members, defaultPort: props.port });
    if (props.multiWriter !== true) pair.promotions.push(id);
    const { rto, rpo } = props.promises;
    pair.objectives.add({ part: `taking over with database "${id}"`, phase: "recover", rto, rpo });
  }

  /** @throws ConfigurationError when a side is half given */
  static existing(pair: Pair, id: string, props: ExistingDatabaseProps): Database {
    return new Database(pair, id, props);
  }

  get port(): number {
    return this.props.port;
  }

  get secret(): PairSecret | undefined {
    return this.props.secret;
  }

  /** Host of the region's own. @throws ConfigurationError where only backups are */
  endpoint(side: Side): string {
    const endpoint = this.endpoints[side.name];
    if (endpoint !== undefined) return endpoint;
    throw new ConfigurationError(
      this.id,
      `has no instance in ${side.region}, where only its backups are`,
      "Publish where it is when a failover has restored it",
    );
  }

  /** Both may be one name, which each side's own DNS answers. */
  private endpointsIn(pair: Pair): Partial<PerSide<string>> {
    const { primary, dr } = this.props;
    const endpointOf = (side: Side, given?: Partial<ExistingDatabase>) =>
      checked(side, `${this.id}.${side.name}.endpoint`, given?.endpoint, ENDPOINT);
    const there = endpointOf(pair.primary, primary);
    if (dr === "backups") return { primary: there };
    const endpoints = { primary: there, dr: endpointOf(pair.dr, dr) };
    pair.design.means(endpoints);
    return endpoints;
  }

  private groupIdsIn(pair: Pair): Partial<PerSide<string>> {
    const { primary, dr } = this.props;
    if (dr !== "backups") return given(pair, this.id, { primary, dr }, "securityGroupId", SECURITY_GROUP);
    const field = `${this.id}.primary.securityGroupId`;
    return { primary: checked(pair.primary, field, primary.securityGroupId, SECURITY_GROUP) };
  }

  private groupIn(side: Side, id: string | undefined): ExistingGroup | undefined {
    return id === undefined
      ? undefined
      : new ExistingGroup(scopeIn(side, this.id), id, this.props.mutable ?? true);
  }
}
