import { groupsByListener, regionServed } from "../lib/accelerators";
import { PairGraph } from "../lib/graph";
import { probesDiffer } from "../lib/probes";
import type { ReadinessRule } from "../rule";

/** What decides when a region is unhealthy. */
const COMPARED = [
  "health_check_interval_seconds",
  "health_check_path",
  "health_check_port",
  "health_check_protocol",
  "threshold_count",
];

/** The endpoint groups of one listener find both regions unhealthy in the same way. */
export const rule: ReadinessRule = {
  id: "globalaccelerator-health-checks-alike",
  title: "The endpoint groups of one Global Accelerator listener probe both regions in the same way",
  checks:
    "Endpoint groups of one listener in the two regions: protocol, port, path, interval and threshold of the health " +
    "checks. Groups that are twins of each other are compared by twins-equal.",
  impact:
    "One region is found unhealthy by other means than the other: failover comes late, or comes for nothing.",
  remediation: "Give both endpoint groups the same health checks.",
  severity: "warning",
  references: [
    "https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups-health-check-options.html",
  ],
  replacesArc: [],
  *evaluate(pair) {
    const { primary, dr } = pair.sides;
    for (const groups of groupsByListener(PairGraph.of(pair)).found.values()) {
      const [first] = groups.filter((group) => regionServed(group) === primary.region);
      const [other] = groups.filter((group) => regionServed(group) === dr.region);
      if (!first || !other || first === other || pair.twinsOf.has(other)) continue;
      const violation = probesDiffer(first, other, COMPARED);
      if (violation) yield violation;
    }
  },
};
