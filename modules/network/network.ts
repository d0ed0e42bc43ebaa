import { Peer } from "../connections/peer";
import { type Capability, STAND_IN_CIDRS } from "../pair/capability";
import type { Cidr } from "../pair/cidr";
import { ConfigurationError } from "../pair/configuration-error";
import type { Pair } from "../pair/pair";
import { type PerSide, scopeIn, type Side } from "../pair/side";
import { createNetwork } from "./create-network";
import { type ExistingNetwork, existingNetwork } from "./existing-network";
import { networksOf } from "./networks-of";
import type { PairNetwork, SideNetwork } from "./pair-network";

export type { ExistingNetwork } from "./existing-network";
export type { PairNetwork, SideNetwork } from "./pair-network";

export interface NetworkProps {
  /**
   * The VPCs' networks. They are of one size and do not overlap: overlapping ones can never be peered, nor a failed-over
   * database be reached from the other side.
   */
  readonly cidrs: PerSide<string>;
  /** Availability zones to use, 2 to 4. @default 2 */
  readonly zones?: number;
  /**
   * Ways out of the private subnets. `per-zone` survives the loss of a zone, `single` costs less, `none` leaves only the S3
   * endpoint. @default "per-zone"
   */
  readonly nat?: "per-zone" | "single" | "none";
}

/**
 * A VPC in each region: a public and a private subnet per zone, and an S3 endpoint.
 *
 * Primary and DR: all of it. Link: nothing.
 */
export class Network implements PairNetwork {
  readonly peer: Peer;
  private readonly networks = new Map<Side["name"], SideNetwork>();

  /**
   * VPCs that exist. They may hold references to data sources of the side's own workspace, and never of the other's: each side must
   * be planned while the other region is away.
   * @throws ConfigurationError when the sides do not match, or lack something
   */
  static existing(pair: Pair, id: string, vpcs: PerSide<ExistingNetwork>): PairNetwork {
    return existingNetwork(pair, id, vpcs);
  }

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: NetworkProps,
  ) {
    const zones = props.zones ?? 2;
    if (!Number.isInteger(zones) || zones < 2 || zones > 4) {
      throw new ConfigurationError(
        `${id}.zones`,
        `is ${zones}`,
        "Give 2, 3 or 4: load balancers and databases need two",
      );
    }
    const cidrs = networksOf(id, props.cidrs);
    for (const side of pair.sides) this.networks.set(side.name, this.createIn(side, cidrs[side.name], zones));
    this.peer = Peer.ipv4({ primary: cidrs.primary.toString(), dr: cidrs.dr.toString() });
  }

  of(side: Side): SideNetwork {
    const network = this.networks.get(side.name);
    if (network === undefined) throw new Error(`no network of ${side.name}`);
    return network;
  }

  private createIn(side: Side, cidr: Cidr, zones: number): SideNetwork {
    const { pair, id, props } = this;
    return createNetwork(scopeIn(side, id), {
      name: `${pair.name}-${id}`,
      region: side.region,
      cidr,
      zones,
      nat: props.nat ?? "per-zone",
    });
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "network",
  build: (pair, id) => new Network(pair, id, { cidrs: STAND_IN_CIDRS }),
};
