import type { SideName } from "../../../model/report";
import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const VPC = ["aws_vpc", "aws_default_vpc"];

/** A private hosted zone that serves both regions is associated with both regions' VPCs. */
export const rule: ReadinessRule = {
  id: "route53-private-zone-both-vpcs",
  title: "A private hosted zone without a twin is associated with the VPCs of both regions",
  checks:
    "Private zones (with a vpc block) that only one side has: its vpc blocks and aws_route53_zone_association must name a " +
    "VPC of either side. Not when each side has a zone of its own, or a VPC's side cannot be told.",
  impact: "In DR the zone's names do not resolve: nothing there finds its database, queue or peer.",
  remediation: "Associate the zone with the DR region's VPC, or give DR a private zone of its own.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs.html",
  ],
  replacesArc: ["DnsTargetResourceHostedZoneConfigurationRule"],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    if (isIncomplete(pair) || graph.managed(VPC, "dr").length === 0) return;
    for (const zone of graph.managed("aws_route53_zone")) {
      if (pair.twinsOf.has(zone) || Field.of(zone, "vpc").elements.length === 0) continue;
      const sides = associatedSides(pair, graph, zone);
      if (sides === undefined || !sides.has("primary") || sides.has("dr")) continue;
      yield {
        ...ends(zone, graph.sideOf(zone)),
        message: `the private zone ${called(zone)} is not associated with the DR region's VPC`,
      };
    }
  },
};

/** The sides of the zone's VPCs; undefined when one of them cannot be placed. */
function associatedSides(pair: PairContext, graph: PairGraph, zone: Resource): Set<SideName> | undefined {
  const blocks = Field.of(zone, "vpc").elements;
  const associations = graph
    .managed("aws_route53_zone_association")
    .filter((one) => graph.resolve(Field.of(one, "zone_id"), ["aws_route53_zone"]).includes(zone))
    .map((one) => Field.of(one));
  const sides = new Set<SideName>();
  for (const place of [...blocks, ...associations]) {
    const side = sideOfVpc(pair, graph, place);
    if (side === undefined) return undefined;
    sides.add(side);
  }
  return sides;
}

function sideOfVpc(pair: PairContext, graph: PairGraph, place: Field): SideName | undefined {
  const region = place.at("vpc_region").text;
  if (region !== undefined && region === pair.sides.primary.region) return "primary";
  if (region !== undefined && region === pair.sides.dr.region) return "dr";
  const [vpc, ...more] = graph.resolve(place.at("vpc_id"), VPC);
  return vpc === undefined || more.length > 0 ? undefined : graph.sideOf(vpc);
}
