import { block } from "../model/block";
import { named } from "../model/region";
import network from "./network";

/** The two regions' networks peered: the primary asks, the DR region accepts; routes on both ends. */
export default block({
  id: "peering",
  service: "VPC peering",
  applies: "together",
  choose: () => undefined,
  build(region) {
    const { vpc, privateTables } = region.use(network);
    const peering = region.isDr
      ? region.resource(
          "aws_vpc_peering_connection_accepter",
          "dr",
          {
            vpc_peering_connection_id: region.peer("aws_vpc_peering_connection", "dr", "id"),
            auto_accept: true,
            tags: named(`${region.app}-peering`),
          },
          { twin: null },
        )
      : region.resource(
          "aws_vpc_peering_connection",
          "dr",
          {
            vpc_id: vpc.id,
            peer_vpc_id: region.peer("aws_vpc", vpc.name, "id"),
            peer_region: region.other.name,
            tags: named(`${region.app}-peering`),
          },
          { twin: null },
        );
    region.family(
      "aws_route",
      "peer",
      privateTables.map((table, i) => ({
        key: `t${i}`,
        args: {
          route_table_id: table.id,
          destination_cidr_block: region.peer("aws_vpc", vpc.name, "cidr_block"),
          vpc_peering_connection_id: region.isDr ? peering.attr("vpc_peering_connection_id") : peering.id,
        },
      })),
    );
  },
  imagined: {
    "aws_vpc.id": (name) => `vpc-0${Buffer.from(name).toString("hex").padEnd(16, "0").slice(0, 16)}`,
    "aws_vpc_peering_connection.id": () => "pcx-0123456789abcdef0",
  },
});
