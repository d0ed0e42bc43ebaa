import { contains, parseNetwork } from "../../../pair/neutral/cidr";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, standingTwins } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** What connects the two regions' networks, and needs them not to overlap. */
const CONNECTIONS = ["aws_vpc_peering_connection", "aws_ec2_transit_gateway_peering_attachment"];

/** The two regions' networks do not overlap. */
export const rule: ReadinessRule = {
  id: "vpc-cidr-disjoint",
  title: "The two regions' networks do not overlap",
  checks:
    "CIDR blocks of VPCs that are twins. Critical where the sources connect the regions (VPC peering, transit gateway " +
    "peering), else info: the day may come.",
  impact:
    "Addresses of one region cannot be routed from the other: replication and failback over the network fail.",
  remediation: "Give DR's VPC a block of its own. A VPC's block cannot be changed: this means a new VPC.",
  severity: "info",
  references: ["https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"],
  replacesArc: [],
  *evaluate(pair) {
    const connected = PairGraph.of(pair).managed(CONNECTIONS).length > 0;
    for (const { primary, dr } of standingTwins(pair, "aws_vpc")) {
      const [left, right] = [Field.of(primary, "cidr_block"), Field.of(dr, "cidr_block")];
      const networks = [parseNetwork(left.text ?? ""), parseNetwork(right.text ?? "")] as const;
      if (!networks[0] || !networks[1]) continue;
      if (!contains(networks[0], networks[1]) && !contains(networks[1], networks[0])) continue;
      yield {
        primary,
        dr,
        ...(connected ? { severity: "critical" as const } : {}),
        differences: [difference(left, right)],
        message: `${called(primary)} has overlapping addresses in the two regions`,
      };
    }
  },
};
