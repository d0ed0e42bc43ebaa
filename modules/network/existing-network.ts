import { Peer } from "../connections/peer";
import { Token } from "../pair/cdk";
import { Cidr } from "../pair/cidr";
import { ConfigurationError } from "../pair/configuration-error";
import { checked, given, type Kind } from "../pair/existing";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, type Side } from "../pair/side";
import type { PairNetwork, SideNetwork } from "./pair-network";

export interface ExistingNetwork {
  readonly vpcId: string;
  /** The VPC's network, such as `10.0.0.0/16`: clients are allowed to call into it. */
  readonly cidr: string;
  /** Subnets with a route to the internet, for load balancers: two zones' at least. @default - none */
  readonly publicSubnetIds?: readonly string[];
  /** Subnets for everything else, in the zones' order: two zones' at least, as many on both sides. */
  readonly privateSubnetIds: readonly string[];
}

const VPC: Kind = { what: "a VPC's id", shape: /^vpc-[0-9a-f]{8,17}$/, example: "vpc-0a1b2c3d4e5f60718" };
const SUBNET: Kind = {
  what: "a subnet's id",
  shape: /^subnet-[0-9a-f]{8,17}$/,
  example: "subnet-0a1b2c3d4e5f60718",
};
const NETWORK: Kind = { what: "the VPC's network", shape: /^[\d./]+$/, example: "10.0.0.0/16" };

/** @throws ConfigurationError */
export function existingNetwork(pair: Pair, id: string, vpcs: PerSide<ExistingNetwork>): PairNetwork {
  const vpcIds = given(pair, id, vpcs, "vpcId", VPC);
  const publicSubnets = subnets(pair, id, vpcs, "publicSubnetIds", 0);
  const privateSubnets = subnets(pair, id, vpcs, "privateSubnetIds", 2);
  const networks = forSides(pair, (side): SideNetwork => ({
    vpcId: vpcIds[side.name],
    cidr: cidrOf(side, `${id}.${side.name}.cidr`, vpcs[side.name].cidr),
    publicSubnetIds: publicSubnets[side.name],
    privateSubnetIds: privateSubnets[side.name],
  }));
  const cidrs = forSides(pair, (side) => networks[side.name].cidr.toString());
  pair.design.means(cidrs);
  return {
    peer: Peer.ipv4(cidrs),
    of: (side) => networks[side.name],
  };
}

/** @throws ConfigurationError */
function cidrOf(side: Side, field: string, text: string): Cidr {
  const cidr = checked(side, field, text, NETWORK);
  if (!Token.isUnresolved(cidr)) return Cidr.of(cidr, field);
  throw new ConfigurationError(field, "is a reference", "Write the network out, as 10.0.0.0/16");
}

/** @param least how many there must be */
function subnets(
  pair: Pair,
  id: string,
  vpcs: PerSide<ExistingNetwork>,
  key: "publicSubnetIds" | "privateSubnetIds",
  least: 0 | 2,
): PerSide<readonly string[]> {
  const ids = forSides(pair, (side) => {
    const list = vpcs[side.name][key] ?? [];
    // A list that a data source gives is known when it is planned.
    if (Token.isUnresolved(list)) return list;
    if (list.length < least) {
      throw new ConfigurationError(
        `${id}.${side.name}.${key}`,
        `has ${list.length}`,
        "Give those of two zones at least",
      );
    }
    return list.map((one, index) => checked(side, `${id}.${side.name}.${key}[${index}]`, one, SUBNET));
  });
  ids.primary.forEach((primary, index) => {
    const dr = ids.dr[index];
    if (dr !== undefined) pair.design.means({ primary, dr });
  });
  if (Token.isUnresolved(ids.primary) || Token.isUnresolved(ids.dr) || ids.primary.length === ids.dr.length)
    return ids;
  throw new ConfigurationError(
    `${id}.dr.${key}`,
    `has ${ids.dr.length}, and primary ${ids.primary.length}`,
    "Give as many on both sides, so that both run in as many zones",
  );
}
