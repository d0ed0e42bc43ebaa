import { regionOfBalancerZone } from "../../../base/aws/regions";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { routedRecords, sideServed } from "../lib/records";
import { called, ends } from "../lib/twins";
import type { ReadinessRule } from "../rule";

/** An alias names the hosted zone of the load balancers of its target's region. */
export const rule: ReadinessRule = {
  id: "route53-alias-zone-fits-target",
  title: "An alias record has the hosted zone of its load balancer's region",
  checks:
    "Alias records that name a load balancer of the sources: a zone_id that is written out and that AWS has for load balancers " +
    "of another region than the balancer lies in.",
  impact: "Route 53 refuses the record, or answers with nothing: nobody reaches the region by that name.",
  remediation: "Refer to the load balancer's zone_id instead of writing it out.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/general/latest/gr/elb.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    for (const record of routedRecords(pair)) {
      if (!record.alias) continue;
      const zone = Field.of(record.record, "alias", 0, "zone_id");
      const region = regionOfBalancerZone(zone.text);
      const balancers = record.destinations.flatMap(({ resources }) => resources);
      const lies = new Set(balancers.map((one) => one.region));
      const [at] = lies;
      if (region === undefined || at === undefined || lies.size !== 1 || at === region) continue;
      yield {
        ...ends(record.record, sideServed(record) ?? graph.sideOf(record.record)),
        differences: [difference(undefined, zone)],
        message: `the alias ${called(record.record)} names the hosted zone of load balancers in ${region}, and its own lies in ${at}`,
      };
    }
  },
};
