import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
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
    for (const { record, role, alias } of routedRecords(pair)) {
      const check = Field.of(record, "health_check_id");
      const evaluated = Field.of(record, "alias", 0, "evaluate_target_health");
      if (role !== "PRIMARY" || !check.absent) continue;
      if (alias && (evaluated.unknown || evaluated.isTrue)) continue;
      yield {
        ...ends(record, graph.sideOf(record)),
        differences: [check, ...(alias ? [evaluated] : [])].map((field) => difference(field, undefined)),
        message: `the PRIMARY failover record ${called(record)} has no health check: it never fails over`,
      };
    }
  },
};
