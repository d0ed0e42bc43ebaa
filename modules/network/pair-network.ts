import type { Peer } from "../connections/peer";
import type { Cidr } from "../pair/cidr";
import type { Side } from "../pair/side";

/** What the network of one side offers to the resources of that side's workspace. */
export interface SideNetwork {
  readonly vpcId: string;
  readonly cidr: Cidr;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
}

/** A network in each region, whether the pair makes them (`new Network(...)`) or they exist (`Network.existing(...)`). */
export interface PairNetwork {
  /** All of each side's network: `database.connections.allowDefaultPortFrom(network.peer)`. */
  readonly peer: Peer;
  of(side: Side): SideNetwork;
}
