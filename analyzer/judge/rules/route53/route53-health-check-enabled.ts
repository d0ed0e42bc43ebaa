import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { healthCheckOf, probesOf } from "../lib/health-checks";
import { routedRecords } from "../lib/records";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** No health check that decides a failover is disabled. */
export const rule: ReadinessRule = {
  id: "route53-health-check-enabled",
  title: "No health check that decides a failover is disabled",
  checks:
    "Health checks of records with a routing policy, and the ones that a calculated check is made from: disabled must be " +
    "false.",
  impact:
    "Route 53 takes a disabled health check for healthy (inverted: unhealthy), whatever the endpoint does.",
  remediation: "Set disabled = false; to force a failover in a drill, invert the check for its duration.",
  severity: "critical",
  references: [
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
  ],
  replacesArc: ["R53HealthCheckDisabled"],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const deciding = routedRecords(pair).flatMap((routed) => {
      const check = routed.routing === "simple" ? undefined : healthCheckOf(graph, routed);
      return check === undefined ? [] : [check, ...probesOf(graph, check)];
    });
    for (const check of new Set(deciding)) {
      const disabled = Field.of(check, "disabled");
      if (!disabled.isTrue) continue;
      yield {
        ...ends(check, graph.sideOf(check)),
        differences: [difference(disabled, undefined)],
        message: `${called(check)} is disabled, and records rely on it`,
      };
    }
  },
};
