import { Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { recordSets, routedRecords, sideServed, type Routing } from "../lib/records";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** Policies by which several records share the traffic; failover records have a rule of their own. */
const SHARING: readonly Routing[] = ["weighted", "latency", "geoproximity"];

/** A routing set that both regions take part in has a member for each. */
export const rule: ReadinessRule = {
  id: "route53-routing-set-both-sides",
  title: "Every routing set of a shared workspace has a member for each region",
  checks:
    "Weighted, latency and geoproximity records of workspaces that serve both sides, grouped by zone, name and type: a set of " +
    "one member serves one region only. (What lies in a side's own workspace is compared with its twin.) Partial plans are " +
    "passed over.",
  impact: "The name leads to one region only: when that fails there is nothing else to answer with.",
  remediation: "Add the other region's record to the set.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html"],
  replacesArc: [],
  *evaluate(pair) {
    if (isIncomplete(pair)) return;
    const graph = PairGraph.of(pair);
    for (const set of recordSets(routedRecords(pair))) {
      const [only, ...more] = set;
      if (!only || more.length > 0 || !SHARING.includes(only.routing)) continue;
      const side = sideServed(only);
      // A record that leads to neither region's own may serve both; one whose name is not known may be of any set.
      if (graph.sideOf(only.record) !== undefined || side === undefined) continue;
      if (Field.of(only.record, "name").text === undefined) continue;
      yield {
        ...ends(only.record, side),
        message: `the ${only.routing} record ${called(only.record)} is the only member of its set`,
      };
    }
  },
};
