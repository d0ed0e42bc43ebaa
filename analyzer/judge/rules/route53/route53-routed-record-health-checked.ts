import type { PairContext } from "../../../compare/context";
import { difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { canFail, healthFields, isOutOfRotation } from "../lib/health-checks";
import { recordSets, routedRecords, sideServed, type RoutedRecord } from "../lib/records";
import { called, ends } from "../lib/twins";
import type { ReadinessRule, Violation } from "../rule";

const SPREAD = new Set(["weighted", "latency", "geolocation", "geoproximity", "multivalue"]);

/** Every member of a weighted, latency, geographic or multivalue set can be found unhealthy. */
export const rule: ReadinessRule = {
  id: "route53-routed-record-health-checked",
  title: "Every member of a record set that spreads traffic over both regions can be found unhealthy",
  checks:
    "Weighted, latency, geolocation, geoproximity and multivalue records whose set leads to both regions: each needs a " +
    "health check or, as an alias, to evaluate its target's health. Members of weight 0 are passed over.",
  impact: "Route 53 keeps sending its share of the traffic to the failed region.",
  remediation: "Set health_check_id on every member, or evaluate_target_health = true in its alias.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
  ],
  replacesArc: ["DnsTargetResourceHealthCheckRule"],
  *evaluate(pair) {
    const spread = routedRecords(pair).filter(({ routing }) => SPREAD.has(routing));
    for (const set of recordSets(spread)) {
      if (new Set(set.map(sideServed).filter((side) => side !== undefined)).size < 2) continue;
      for (const member of set) {
        if (canFail(member) === false && !isOutOfRotation(member)) yield unchecked(pair, member);
      }
    }
  },
};

function unchecked(pair: PairContext, member: RoutedRecord): Violation {
  const { record, routing } = member;
  return {
    ...ends(record, PairGraph.of(pair).sideOf(record)),
    differences: healthFields(member).map((field) => difference(field, undefined)),
    message: `the ${routing} record ${called(record)} has no health check: it stays in rotation when its region fails`,
  };
}
