import { PairGraph } from "../lib/graph";
import { recordSets, routedRecords } from "../lib/records";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Every failover record set has a PRIMARY and a SECONDARY. */
export const rule: ReadinessRule = {
  id: "route53-failover-set-complete",
  title: "Every failover record set has a PRIMARY and a SECONDARY",
  checks:
    "Records with a failover routing policy, grouped by zone, name and type over all workspaces of the pair, shared ones " +
    "included. Partial plans are passed over.",
  impact:
    "When the only record fails there is nothing else to answer with: the name keeps leading to primary.",
  remediation:
    "Add the record of the other role; if it is in a workspace of its own, give that workspace with --shared.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-failover.html"],
  replacesArc: [],
  *evaluate(pair) {
    if (isIncomplete(pair)) return;
    const graph = PairGraph.of(pair);
    const failover = routedRecords(pair).filter(
      ({ routing, role }) => routing === "failover" && role !== undefined,
    );
    for (const set of recordSets(failover)) {
      const roles = new Set(set.map(({ role }) => role));
      const [only] = set;
      if (roles.size !== 1 || only === undefined) continue;
      const missing = only.role === "PRIMARY" ? "SECONDARY" : "PRIMARY";
      yield {
        ...ends(only.record, graph.sideOf(only.record)),
        message: `the ${only.role} failover record ${called(only.record)} has no ${missing} beside it`,
      };
    }
  },
};
