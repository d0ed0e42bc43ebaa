import type { PairContext } from "../../../compare/context";
import type { SideName } from "../../../model/report";
import type { Resource } from "../../../model/workspace/workspace";
import { regionsIn } from "../../../base/aws/regions";
import { difference } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { healthCheckOf, probedName, probedResources, probesOf } from "../lib/health-checks";
import { routedRecords, sideOfRegion, sideServed, type RoutedRecord } from "../lib/records";
import { called, ends, REGION_OF } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Every record's health check probes the region that the record leads to. */
export const rule: ReadinessRule = {
  id: "route53-health-check-target-side",
  title: "Every record's health check probes the region that the record leads to",
  checks:
    "The host name that the health check of a routed record probes, by the load balancer or endpoint that it names or by " +
    "its region. Host names that say no region are passed over, and so are checks of alarms and inverted checks.",
  impact: "Route 53 fails over when the wrong region fails, and does not when the right one does.",
  remediation: "Let the health check probe the endpoint that the record leads to.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const routed of routedRecords(pair)) {
      const served = sideMeant(routed);
      const check = routed.routing === "simple" ? undefined : healthCheckOf(graph, routed);
      if (served === undefined || check === undefined || check.values?.invert_healthcheck === true) continue;
      const probed = probesOf(graph, check).map((probe) => sideProbed(pair, graph, probe));
      const [side] = probed;
      if (side === undefined || side === served || probed.some((other) => other !== side)) continue;
      yield {
        ...ends(routed.record, graph.sideOf(routed.record)),
        differences: [difference(probedName(check), undefined)],
        message: `${called(routed.record)} is for ${REGION_OF[served]}, and its health check ${called(check)} probes ${REGION_OF[side]}`,
      };
    }
  },
};

/** A failover record's role says which region it is for, wherever it leads. */
function sideMeant(routed: RoutedRecord): SideName | undefined {
  if (routed.role === "PRIMARY") return "primary";
  return routed.role === "SECONDARY" ? "dr" : sideServed(routed);
}

function sideProbed(pair: PairContext, graph: PairGraph, check: Resource): SideName | undefined {
  const sides = new Set(probedResources(graph, check).map((resource) => graph.sideOf(resource)));
  if (sides.size > 0) return sides.size === 1 ? [...sides][0] : undefined;
  return sideOfRegion(pair, regionsIn(probedName(check).text ?? "")[0]);
}
