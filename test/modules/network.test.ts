import { Network, type NetworkProps } from "../../modules/network/network";
import { synthesized } from "../stacks/synthesized";

const CIDRS = { primary: "10.10.0.0/16", dr: "10.20.0.0/16" };
const network = (props: Partial<NetworkProps> = {}) =>
  synthesized((pair) => new Network(pair, "network", { cidrs: CIDRS, ...props }));

describe("Network", () => {
  it("is the same on both sides but for the addresses", () => {
    const { primary, dr } = network();
    expect(dr.resources).toEqual(primary.resources);
    expect(primary.resource("aws_subnet.network_private-2")).toMatchObject({ cidr_block: "10.10.160.0/19" });
    expect(dr.resource("aws_subnet.network_private-2")).toMatchObject({ cidr_block: "10.20.160.0/19" });
  });

  it("makes as many subnets as zones, none of them giving public addresses by itself", () => {
    const { dr } = network({ zones: 3 });
    const subnets = dr.resources.filter((address) => address.startsWith("aws_subnet."));
    expect(subnets).toHaveLength(6);
    for (const subnet of subnets)
      expect(dr.resource(subnet)).toMatchObject({ map_public_ip_on_launch: false });
  });

  it.each([
    ["per-zone", 2],
    ["single", 1],
    ["none", 0],
  ] as const)("with NAT %s has %d gateways", (nat, count) => {
    const { primary } = network({ nat });
    expect(primary.resources.filter((address) => address.startsWith("aws_nat_gateway."))).toHaveLength(count);
    expect(primary.resources.filter((address) => address.endsWith("-out"))).toHaveLength(count === 0 ? 1 : 3);
  });

  it.each([
    [{ primary: "10.0.0.0/16", dr: "10.0.0.0/16" }, /network\.cidrs: .* overlap/],
    [{ primary: "10.0.0.0/16", dr: "10.1.0.0/17" }, /differ in size/],
    [{ primary: "10.0.0.0/28", dr: "10.1.0.0/28" }, /cannot be cut into 8 subnets/],
  ])("refuses %j", (cidrs, message) => {
    expect(() => network({ cidrs })).toThrow(message);
  });

  it("refuses one zone, with which no load balancer works", () => {
    expect(() => network({ zones: 1 })).toThrow(/network\.zones: is 1\. Give 2, 3 or 4/);
  });
});
