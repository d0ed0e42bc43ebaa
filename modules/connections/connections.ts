import { ConfigurationError } from "../pair/configuration-error";
import type { Side } from "../pair/side";
import { Peer } from "./peer";
import { type GroupRules, rule, type RuleProps } from "./security-group-rule";

/** What can be connected to, or connects: a fleet, a database. */
export interface Connectable {
  readonly connections: Connections;
}

/** One region's part of a connectable. */
export interface Member {
  readonly side: Side;
  /** @default - nothing listens in this region yet: a copy of backups that a failover restores */
  readonly group?: GroupRules;
  /** The network that it lies in, in CIDR notation. */
  readonly network: string;
  /** What the group allows from the beginning. @default - nothing */
  readonly ingress?: readonly RuleProps[];
  readonly egress?: readonly RuleProps[];
}

export interface ConnectionsProps {
  /** As the user named it, for descriptions and errors. */
  readonly name: string;
  readonly members: readonly Member[];
  /** TCP port that it listens on. @default - it has none */
  readonly defaultPort?: number;
}

/**
 * Who may connect to whom over TCP, in both regions alike. The rules lie inside the security groups, so that one added by hand is
 * drift which the next plan shows. What is connected to names its clients' group; the clients' group names its network, since two
 * groups that name each other could not be created.
 */
export class Connections {
  /** Asked for once: each asking gives another token, and the same rule would look like two. */
  private readonly groupIds = new Map<Side["name"], string>();
  private readonly rules = new Map<Side["name"], { ingress: RuleProps[]; egress: RuleProps[] }>();
  /** Whose groups are named in these groups. */
  private readonly admitted: Connections[] = [];

  constructor(private readonly props: ConnectionsProps) {
    for (const { side, group, ingress = [], egress = [] } of props.members) {
      if (group !== undefined) this.groupIds.set(side.name, group.id);
      this.rules.set(side.name, { ingress: [...ingress], egress: [...egress] });
      this.write(side.name);
    }
  }

  /** Lets another connect to this on a port. @throws ConfigurationError when it is connected to in turn */
  allowFrom(other: Connectable | Peer, port: number, description?: string): void {
    if (other instanceof Peer) {
      const text = description ?? "Allowed callers";
      for (const { side } of this.props.members)
        this.add(side.name, "ingress", { description: text, port, ...other.of(side) });
      return;
    }
    other.connections.connectTo(this, port, description);
  }

  /** Lets this connect to another on a port. @throws ConfigurationError when it is connected from there as well */
  allowTo(other: Connectable | Peer, port: number, description?: string): void {
    if (!(other instanceof Peer)) return this.connectTo(other.connections, port, description);
    const text = description ?? "Allowed destinations";
    for (const { side } of this.props.members)
      this.add(side.name, "egress", { description: text, port, ...other.of(side) });
  }

  /** Lets another connect to the port that this listens on. @throws ConfigurationError when there is none */
  allowDefaultPortFrom(other: Connectable | Peer, description?: string): void {
    this.allowFrom(other, this.defaultPort, description);
  }

  /** Lets this connect to the port that another listens on. @throws ConfigurationError when there is none */
  allowToDefaultPort(other: Connectable, description?: string): void {
    this.allowTo(other, other.connections.defaultPort, description);
  }

  /** Whether anything may connect. */
  get isReachable(): boolean {
    return [...this.rules.values()].some(({ ingress }) => ingress.length > 0);
  }

  private get defaultPort(): number {
    if (this.props.defaultPort !== undefined) return this.props.defaultPort;
    throw new ConfigurationError(this.props.name, "has no port of its own", "Name one: allowTo(other, port)");
  }

  private connectTo(server: Connections, port: number, description?: string): void {
    if (this.reaches(server)) {
      throw new ConfigurationError(
        server.props.name,
        `cannot name the security group of ${this.props.name}, which names its own`,
        "Allow one of the two directions from a network, with Peer.ipv4",
      );
    }
    server.admitted.push(this);
    for (const { side } of this.props.members) {
      const target = server.props.members.find((member) => member.side === side);
      const group = this.groupIds.get(side.name);
      if (target === undefined || group === undefined) continue;
      server.add(side.name, "ingress", {
        description: description ?? `From ${this.props.name}`,
        port,
        securityGroups: [group],
      });
      this.add(side.name, "egress", {
        description: description ?? "Own network",
        port,
        cidrBlocks: [target.network],
      });
    }
  }

  /** Whether another's group is named in this one's, or in those named there. */
  private reaches(other: Connections): boolean {
    return this === other || this.admitted.some((one) => one.reaches(other));
  }

  /** EC2 refuses two rules that say the same, whatever their descriptions. */
  private add(side: Side["name"], direction: "ingress" | "egress", added: RuleProps): void {
    const rules = this.rules.get(side)?.[direction];
    const key = ({ port, cidrBlocks, securityGroups }: RuleProps) =>
      JSON.stringify([port, cidrBlocks, securityGroups]);
    if (rules === undefined || rules.some((one) => key(one) === key(added))) return;
    rules.push(added);
    this.write(side);
  }

  private write(side: Side["name"]): void {
    const group = this.props.members.find((member) => member.side.name === side)?.group;
    const rules = this.rules.get(side);
    if (group === undefined || rules === undefined) return;
    group.putIngress(rules.ingress.map(rule));
    group.putEgress(rules.egress.map(rule));
  }
}
