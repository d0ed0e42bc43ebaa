import { DataAwsAvailabilityZones, Subnet, Vpc } from "../pair/aws";
import { type Construct, Fn } from "../pair/cdk";
import type { Cidr } from "../pair/cidr";
import type { Region } from "../pair/region";
import type { SideNetwork } from "./pair-network";
import { addRoutes, type RoutesProps } from "./routes";

export interface NetworkOfOneProps {
  /** Beginning of all names in it. */
  readonly name: string;
  readonly region: Region;
  /** With a prefix of 25 at most: it is cut into eight. */
  readonly cidr: Cidr;
  /** Availability zones, 2 to 4. */
  readonly zones: number;
  readonly nat: RoutesProps["nat"];
}

/** A VPC with a public and a private subnet per zone, and their ways out. */
export function createNetwork(scope: Construct, props: NetworkOfOneProps): SideNetwork {
  const { name, region, cidr, nat } = props;
  const vpc = new Vpc(scope, "vpc", {
    cidrBlock: cidr.toString(),
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: { Name: name },
  });
  // By name, since not every region has zones a and b; without local zones, which have no NAT and no load balancers.
  const zones = new DataAwsAvailabilityZones(scope, "zones", {
    state: "available",
    filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  });
  const subnets = (tier: "public" | "private", offset: number) =>
    Array.from({ length: props.zones }, (_, index) => {
      return new Subnet(scope, `${tier}-${index + 1}`, {
        vpcId: vpc.id,
        cidrBlock: cidr.subnet(cidr.prefix + 3, offset + index).toString(),
        availabilityZone: Fn.element(zones.names, index) as string,
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-${tier}-${index + 1}`, Tier: tier },
      });
    });
  const publicSubnets = subnets("public", 0);
  const privateSubnets = subnets("private", 4);
  addRoutes(scope, { vpcId: vpc.id, region, name, publicSubnets, privateSubnets, nat });
  return {
    vpcId: vpc.id,
    cidr,
    publicSubnetIds: publicSubnets.map((subnet) => subnet.id),
    privateSubnetIds: privateSubnets.map((subnet) => subnet.id),
  };
}
