import { difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { canFail, healthFields } from "../lib/health-checks";
import { routedRecords } from "../lib/records";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Every PRIMARY failover record can be found unhealthy. */
export const rule: ReadinessRule = {
  id: "route53-failover-health-checked",
  title: "Every PRIMARY failover record can be found unhealthy",
  checks:
    "Records with a failover routing policy of type PRIMARY: they must have a health check or, as an alias, evaluate " +
    "their target's health. The SECONDARY may go without.",
  impact: "Route 53 takes a record without a health check for healthy for ever: it never answers with DR.",
  remediation: "Set health_check_id on the PRIMARY record, or evaluate_target_health = true in its alias.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html",
  ],
  replacesArc: ["DnsTargetResourceHealthCheckRule"],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const routed of routedRecords(pair)) {
      if (routed.role !== "PRIMARY" || canFail(routed) !== false) continue;
      yield {
        ...ends(routed.record, graph.sideOf(routed.record)),
        differences: healthFields(routed).map((field) => difference(field, undefined)),
        message: `the PRIMARY failover record ${called(routed.record)} has no health check: it never fails over`,
      };
    }
  },
};
