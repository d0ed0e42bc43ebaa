import { block } from "../model/block";
import { named } from "../model/region";
import network from "./network";

/** A transit gateway in each region with the VPC attached to it, peered across. */
export default block({
  id: "transit",
  service: "Transit Gateway",
  // The emulator loses the tags of a transit gateway's attachments.
  applies: false,
  choose: (rng) => ({ dns: rng.pick(["enable", "disable"]) }),
  build(region, { dns }) {
    const { vpc, privateSubnets } = region.use(network);
    const gateway = region.resource("aws_ec2_transit_gateway", "hub", {
      description: "Hub",
      amazon_side_asn: region.bySide(64512, 64513),
      auto_accept_shared_attachments: "disable",
      dns_support: dns,
      tags: named(region.name("hub")),
    });
    region.resource("aws_ec2_transit_gateway_vpc_attachment", "app", {
      transit_gateway_id: gateway.id,
      vpc_id: vpc.id,
      subnet_ids: privateSubnets.map((one) => one.id),
      dns_support: dns,
      tags: named(region.name("app")),
    });
    if (region.isDr) {
      region.resource(
        "aws_ec2_transit_gateway_peering_attachment_accepter",
        "peer",
        {
          transit_gateway_attachment_id: region.peer(
            "aws_ec2_transit_gateway_peering_attachment",
            "peer",
            "id",
          ),
        },
        { twin: null },
      );
      return;
    }
    region.resource(
      "aws_ec2_transit_gateway_peering_attachment",
      "peer",
      {
        transit_gateway_id: gateway.id,
        peer_transit_gateway_id: region.peer("aws_ec2_transit_gateway", "hub", "id"),
        peer_region: region.other.name,
        tags: named(`${region.app}-hub-peering`),
      },
      { twin: null },
    );
  },
  imagined: {
    "aws_ec2_transit_gateway.id": () => "tgw-0123456789abcdef0",
    "aws_ec2_transit_gateway_peering_attachment.id": () => "tgw-attach-0123456789abcdef0",
  },
});
