import {
  Eip,
  InternetGateway,
  NatGateway,
  Route,
  RouteTable,
  RouteTableAssociation,
  type Subnet,
  VpcEndpoint,
} from "../pair/aws";
import type { Construct } from "../pair/cdk";
import type { Region } from "../pair/region";

const ANYWHERE = "0.0.0.0/0";

export interface RoutesProps {
  readonly vpcId: string;
  readonly region: Region;
  readonly name: string;
  readonly publicSubnets: readonly Subnet[];
  readonly privateSubnets: readonly Subnet[];
  readonly nat: "per-zone" | "single" | "none";
}

/** Ways out: an internet gateway for the public subnets, NAT and the free S3 endpoint for the private ones. */
export function addRoutes(scope: Construct, props: RoutesProps): void {
  const { vpcId, name } = props;
  const gateway = new InternetGateway(scope, "internet", { vpcId, tags: { Name: name } });
  const open = routeTable(scope, "public", props);
  new Route(scope, "public-out", {
    routeTableId: open.id,
    destinationCidrBlock: ANYWHERE,
    gatewayId: gateway.id,
  });
  props.publicSubnets.forEach((subnet, index) =>
    associate(scope, `public-${index + 1}-association`, subnet, open),
  );
  const nats = natGateways(scope, props, gateway);
  const closed = props.privateSubnets.map((subnet, index) => {
    const table = routeTable(scope, `private-${index + 1}`, props);
    associate(scope, `private-${index + 1}-association`, subnet, table);
    const nat = nats[index] ?? nats[0];
    if (nat !== undefined) {
      new Route(scope, `private-${index + 1}-out`, {
        routeTableId: table.id,
        destinationCidrBlock: ANYWHERE,
        natGatewayId: nat.id,
      });
    }
    return table;
  });
  new VpcEndpoint(scope, "s3", {
    vpcId,
    serviceName: `com.amazonaws.${props.region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds: closed.map((table) => table.id),
    tags: { Name: `${name}-s3` },
  });
}

function routeTable(scope: Construct, tier: string, { vpcId, name }: RoutesProps): RouteTable {
  return new RouteTable(scope, `${tier}-routes`, { vpcId, tags: { Name: `${name}-${tier}` } });
}

function associate(scope: Construct, id: string, subnet: Subnet, table: RouteTable): void {
  new RouteTableAssociation(scope, id, { subnetId: subnet.id, routeTableId: table.id });
}

function natGateways(scope: Construct, props: RoutesProps, gateway: InternetGateway): NatGateway[] {
  const counts = { none: 0, single: 1, "per-zone": props.publicSubnets.length };
  return props.publicSubnets.slice(0, counts[props.nat]).map((subnet, index) => {
    const tags = { Name: `${props.name}-${index + 1}` };
    const address = new Eip(scope, `nat-${index + 1}-address`, { domain: "vpc", tags });
    // A NAT gateway made before the internet gateway is attached fails.
    return new NatGateway(scope, `nat-${index + 1}`, {
      allocationId: address.allocationId,
      subnetId: subnet.id,
      tags,
      dependsOn: [gateway],
    });
  });
}
