import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { recordSets, type RoutedRecord, routedRecords } from "../lib/records";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const ZONE_OPEN = "whether the record of the other role lies in the same zone is not known";

/** Whether a record of the other role answers the same name, and the zone of either is not known to be another one. */
function mayBeOneSet(one: RoutedRecord, other: RoutedRecord): boolean {
  if (one.question !== other.question || one.role === other.role) return false;
  if (one.zone && other.zone) return false;
  return [one, other].some(({ record, zone }) => zoneId(record, zone) === undefined);
}

function zoneId(record: Resource, zone: Resource | undefined): string | undefined {
  return Field.of(record, "zone_id").text ?? (zone && Field.of(zone, "id").text);
}

/** Every failover record set has a PRIMARY and a SECONDARY. */
export const rule: ReadinessRule = {
  id: "route53-failover-set-complete",
  title: "Every failover record set has a PRIMARY and a SECONDARY",
  checks:
    "Records with a failover routing policy, grouped by zone, name and type over all workspaces of the pair, shared ones " +
    "included. Partial plans are passed over. Whether two zones are one is undecided where only one of them is in the sources.",
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
      const elsewhere = failover.find((other) => mayBeOneSet(only, other));
      if (elsewhere) {
        yield { ...ends(only.record, graph.sideOf(only.record)), path: "zone_id", unresolved: ZONE_OPEN };
        continue;
      }
      const missing = only.role === "PRIMARY" ? "SECONDARY" : "PRIMARY";
      yield {
        ...ends(only.record, graph.sideOf(only.record)),
        message: `the ${only.role} failover record ${called(only.record)} has no ${missing} beside it`,
      };
    }
  },
};
