import type { PerSide, Side } from "../pair/side";
import type { RuleProps } from "./security-group-rule";

/** Where the other end of a rule is, in one region. */
export type PeerAddress = Pick<RuleProps, "cidrBlocks" | "securityGroups">;

/** The other end of a connection that no capability of the pair makes: networks, or security groups that exist. */
export class Peer {
  private constructor(readonly of: (side: Side) => PeerAddress) {}

  /** Any IPv4 address. */
  static anyIpv4(): Peer {
    return Peer.ipv4("0.0.0.0/0");
  }

  /** @param cidr an IPv4 network, the same for both sides or one for each */
  static ipv4(cidr: string | PerSide<string>): Peer {
    return new Peer((side) => ({ cidrBlocks: [typeof cidr === "string" ? cidr : cidr[side.name]] }));
  }

  /** @param ids of a security group in each region */
  static securityGroupId(ids: PerSide<string>): Peer {
    return new Peer((side) => ({ securityGroups: [ids[side.name]] }));
  }
}
