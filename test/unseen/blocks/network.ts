import { block } from "../model/block";
import { named } from "../model/region";
import { nested } from "../model/resource";

/** A VPC over the region's zones: public and private subnets, NAT, routes, an S3 endpoint. */
export default block({
  id: "network",
  service: "VPC",
  applies: true,
  choose: (rng) => ({
    // Side by side, so that the two can be peered.
    cidrs: [rng.int(10, 60), rng.int(61, 120)] as const,
    natPerZone: rng.chance(0.4),
    endpoint: rng.chance(0.6),
    label: rng.pick(["main", "this", "vpc"]),
  }),
  build(region, { cidrs, natPerZone, endpoint, label }) {
    const second = region.bySide(...cidrs);
    const { zones } = region.facts;
    const vpc = region.resource("aws_vpc", label, {
      cidr_block: `10.${second}.0.0/16`,
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: named(region.name("vpc")),
    });
    const gateway = region.resource("aws_internet_gateway", label, {
      vpc_id: vpc.id,
      tags: named(region.name("igw")),
    });
    const subnets = (kind: string, from: number) =>
      region.family(
        "aws_subnet",
        kind,
        zones.map((zone, i) => ({
          key: zone.slice(-1),
          args: {
            vpc_id: vpc.id,
            cidr_block: `10.${second}.${from + i}.0/24`,
            availability_zone: zone,
            map_public_ip_on_launch: kind === "public" ? true : undefined,
            tags: { Name: region.name(`${kind}-${zone.slice(-1)}`), Tier: kind },
          },
        })),
      );
    const publicSubnets = subnets("public", 0);
    const privateSubnets = subnets("private", 10);
    const used = natPerZone ? zones : zones.slice(0, 1);
    const addresses = region.family(
      "aws_eip",
      "nat",
      used.map((zone) => ({ key: zone.slice(-1), args: { domain: "vpc" } })),
    );
    const nats = region.family(
      "aws_nat_gateway",
      "nat",
      used.map((zone, i) => ({
        key: zone.slice(-1),
        args: { allocation_id: addresses[i]?.id, subnet_id: publicSubnets[i]?.id },
      })),
      { dependsOn: [gateway] },
    );
    const publicTable = region.resource("aws_route_table", "public", {
      vpc_id: vpc.id,
      route: nested({ cidr_block: "0.0.0.0/0", gateway_id: gateway.id }),
      tags: named(region.name("public")),
    });
    const privateTables = region.family(
      "aws_route_table",
      "private",
      used.map((zone) => ({
        key: zone.slice(-1),
        args: { vpc_id: vpc.id, tags: named(region.name(`private-${zone.slice(-1)}`)) },
      })),
    );
    region.family(
      "aws_route",
      "private_nat",
      privateTables.map((table, i) => ({
        key: (used[i] ?? "").slice(-1),
        args: { route_table_id: table.id, destination_cidr_block: "0.0.0.0/0", nat_gateway_id: nats[i]?.id },
      })),
    );
    const associate = (
      kind: string,
      of: typeof publicSubnets,
      table: (i: number) => (typeof publicSubnets)[0],
    ) =>
      region.family(
        "aws_route_table_association",
        kind,
        of.map((subnet, i) => ({
          key: (zones[i] ?? "").slice(-1),
          args: { subnet_id: subnet.id, route_table_id: table(i).id },
        })),
      );
    associate("public", publicSubnets, () => publicTable);
    associate("private", privateSubnets, (i) => (privateTables[i] ?? privateTables[0]) as typeof publicTable);
    if (endpoint) {
      region.resource("aws_vpc_endpoint", "s3", {
        vpc_id: vpc.id,
        service_name: `com.amazonaws.${region.facts.name}.s3`,
        vpc_endpoint_type: "Gateway",
        route_table_ids: privateTables.map((table) => table.id),
      });
    }
    return { vpc, publicSubnets, privateSubnets, publicTable, privateTables, cidr: `10.${second}.0.0/16` };
  },
});
