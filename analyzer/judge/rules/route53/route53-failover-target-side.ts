import { difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { recordSets, routedRecords, sideServed, type RoutedRecord } from "../lib/records";
import { called, ends, REGION_OF } from "../lib/twins";
import type { PairContext } from "../../../compare/context";
import type { ReadinessRule, Violation } from "../rule";

const SERVES = { PRIMARY: "primary", SECONDARY: "dr" } as const;

/** The PRIMARY failover record leads to the primary region and the SECONDARY to DR. */
export const rule: ReadinessRule = {
  id: "route53-failover-target-side",
  title: "The PRIMARY failover record leads to the primary region and the SECONDARY to DR",
  checks:
    "Where failover records lead, by the load balancer or other endpoint that they name, by its host name's region or by " +
    "the alias's hosted zone. Destinations that cannot be placed (CloudFront, other workspaces) are passed over.",
  impact: "When primary fails Route 53 answers with an endpoint in the failed region.",
  remediation: "Point the record at the endpoint of its own side.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html"],
  replacesArc: ["DnsTargetResourceRoutingRule"],
  *evaluate(pair) {
    for (const set of recordSets(routedRecords(pair).filter(({ routing }) => routing === "failover"))) {
      const wrong = set.filter(isMisplaced);
      const swapped = wrong.length > 1 && wrong.length === set.length;
      for (const member of wrong) yield misplaced(pair, member, swapped);
    }
  },
};

function isMisplaced(member: RoutedRecord): boolean {
  const side = sideServed(member);
  const wanted = SERVES[member.role as keyof typeof SERVES] as string | undefined;
  return side !== undefined && wanted !== undefined && side !== wanted;
}

function misplaced(pair: PairContext, member: RoutedRecord, swapped: boolean): Violation {
  const { record, role, destinations } = member;
  const side = sideServed(member) ?? "primary";
  return {
    ...ends(record, PairGraph.of(pair).sideOf(record)),
    // Both swapped: failover works, from DR to primary. A drill may have left it so.
    severity: swapped ? "warning" : "critical",
    differences: destinations.map(({ field }) => difference(field, undefined)),
    message: `the ${role} failover record ${called(record)} leads to ${REGION_OF[side]}`,
  };
}
