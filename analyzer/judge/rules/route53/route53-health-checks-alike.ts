import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { canFail, healthCheckOf, isOutOfRotation } from "../lib/health-checks";
import { probesDiffer } from "../lib/probes";
import { recordSets, routedRecords, type RoutedRecord } from "../lib/records";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** What must be the same on the health checks of one record set; `fqdn`, `ip_address` and names differ by design. */
const COMPARED: readonly string[] = [
  "type",
  "port",
  "request_interval",
  "failure_threshold",
  "enable_sni",
  "search_string",
  "regions",
  "measure_latency",
  "insufficient_data_health_status",
  "invert_healthcheck",
  "resource_path",
  "child_health_threshold",
];

/** The health checks of one record set probe both regions in the same way. */
export const rule: ReadinessRule = {
  id: "route53-health-checks-alike",
  title: "The health checks of one record set probe both regions in the same way",
  checks:
    "Health checks of records with the same zone, name and type: type, port, path, search string, interval, threshold, " +
    "SNI, regions, latency graph, inversion and what insufficient data means. A member without a health check, which goes " +
    "by its target's health alone, beside one with. What are twins of each other is compared by twins-equal; a " +
    "SECONDARY record needs no check.",
  impact:
    "One region is found unhealthy by other means than the other: failover comes late, or comes for nothing.",
  remediation: "Give both records health checks of the same settings.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
    "https://docs.aws.amazon.com/r53recovery/latest/dg/recovery-readiness.rules-resources.html",
  ],
  replacesArc: [
    "R53HealthCheckType",
    "R53HealthCheckRequestInterval",
    "R53HealthCheckFailureThreshold",
    "R53HealthCheckEnableSNI",
    "R53HealthCheckSearchString",
    "R53HealthCheckRegions",
    "R53HealthCheckMeasureLatency",
    "R53HealthCheckInsufficientDataHealthStatus",
    "R53HealthCheckInverted",
    "R53HealthCheckResourcePath",
  ],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const seen = new Set<Resource>();
    for (const set of recordSets(routedRecords(pair).filter(({ routing }) => routing !== "simple"))) {
      for (const { member, checked } of unchecked(pair, set)) {
        yield {
          ...ends(member.record, graph.sideOf(member.record)),
          differences: [difference(healthCheckField(member), undefined)],
          message: `${called(member.record)} goes by its target's health alone, and ${called(checked.record)} by a health check, too`,
        };
      }
      const [first, ...others] = checksOf(graph, set);
      for (const other of others) {
        if (first === undefined || seen.has(other) || pair.twinsOf.has(other)) continue;
        seen.add(other);
        const violation = probesDiffer(first, other, COMPARED);
        if (violation) yield violation;
      }
    }
  },
};

/** The set's health checks, the PRIMARY record's first. */
function checksOf(graph: PairGraph, set: readonly RoutedRecord[]): Resource[] {
  const ordered = [...set].sort((a, b) => Number(b.role === "PRIMARY") - Number(a.role === "PRIMARY"));
  return [...new Set(ordered.flatMap((member) => healthCheckOf(graph, member) ?? []))];
}

/** Members that only their target's health takes out of the set, where others are checked. */
function unchecked(pair: PairContext, set: readonly RoutedRecord[]) {
  const checked = set.find((member) => !healthCheckField(member).absent);
  if (checked === undefined) return [];
  return set
    .filter((member) => healthCheckField(member).absent && canFail(member) === true)
    .filter((member) => member.role !== "SECONDARY" && !isOutOfRotation(member))
    .filter(({ record }) => !pair.twinsOf.has(record))
    .map((member) => ({ member, checked }));
}

function healthCheckField({ record }: RoutedRecord): Field {
  return Field.of(record, "health_check_id");
}
