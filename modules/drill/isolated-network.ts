import type { PairNetwork } from "../network/pair-network";
import {
  DataAwsAvailabilityZones,
  DbSubnetGroup,
  RouteTable,
  RouteTableAssociation,
  SecurityGroup,
  Subnet,
  Vpc,
} from "../pair/aws";
import { type Construct, Fn, Token } from "../pair/cdk";
import type { Cidr } from "../pair/cidr";
import type { Side } from "../pair/side";
import { DRILL_TAG } from "./rehearsals/rehearsal";

export interface IsolatedNetwork {
  readonly subnets: readonly Subnet[];
  readonly group: SecurityGroup;
}

/**
 * A VPC that nothing leads out of: no gateway, no peering, no route but its own, and no endpoint, through which what boots in it would reach
 * production's buckets and queues with production's role. Databases and instances need none to start.
 * @param name of the drill
 */
export function isolatedNetwork(scope: Construct, name: string, cidr: Cidr, zones: number): IsolatedNetwork {
  const tags = { Name: name };
  const vpc = new Vpc(scope, "vpc", { cidrBlock: cidr.toString(), tags });
  const table = new RouteTable(scope, "routes", { vpcId: vpc.id, tags });
  const names = new DataAwsAvailabilityZones(scope, "zones", {
    state: "available",
    filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  }).names;
  const subnets = Array.from({ length: zones }, (_, index) => {
    const subnet = new Subnet(scope, `subnet-${index + 1}`, {
      vpcId: vpc.id,
      cidrBlock: cidr.subnet(cidr.prefix + 3, index).toString(),
      availabilityZone: Fn.element(names, index) as string,
      mapPublicIpOnLaunch: false,
      tags: { Name: `${name}-${index + 1}` },
    });
    new RouteTableAssociation(scope, `routes-${index + 1}`, { subnetId: subnet.id, routeTableId: table.id });
    return subnet;
  });
  const group = new SecurityGroup(scope, "group", {
    name,
    description: "Copies of a drill, which call nobody",
    vpcId: vpc.id,
    tags: { Name: name, [DRILL_TAG]: name },
  });
  new DbSubnetGroup(scope, "subnets", { name, subnetIds: subnets.map(({ id }) => id) });
  return { subnets, group };
}

/** Zones of a network; where a data source gives its subnets, as many as networks have. */
export function zonesOf(network: PairNetwork, side: Side): number {
  const { privateSubnetIds } = network.of(side);
  return Token.isUnresolved(privateSubnetIds) ? 2 : privateSubnetIds.length;
}
