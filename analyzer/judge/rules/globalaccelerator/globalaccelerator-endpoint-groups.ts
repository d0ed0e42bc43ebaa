import { groupsByListener, regionServed } from "../lib/accelerators";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const LISTENER_OPEN = "of which listener the DR region's endpoint group is, is not known";

/** Every accelerator listener has endpoints in both regions. */
export const rule: ReadinessRule = {
  id: "globalaccelerator-endpoint-groups",
  title: "Every Global Accelerator listener has an endpoint group in both regions",
  checks:
    "Listeners with an endpoint group in the primary region: another in the DR region, with at least one endpoint. " +
    "Groups whose region is not known are passed over; a group in DR whose listener is not known leaves it undecided.",
  impact: "When primary fails the accelerator has nowhere to send traffic.",
  remediation:
    "Add an endpoint group with endpoint_group_region = the DR region and the DR load balancer in it.",
  severity: "critical",
  references: ["https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups.html"],
  replacesArc: [],
  *evaluate(pair) {
    const graph = PairGraph.of(pair);
    const { primary, dr } = pair.sides;
    if (isIncomplete(pair) || primary.region === undefined || dr.region === undefined) return;
    const { found, adrift } = groupsByListener(graph);
    const mayServe = adrift.some((group) => regionServed(group) === dr.region);
    for (const [listener, groups] of found) {
      const regions = groups.map(regionServed);
      const standby = groups.filter((_, index) => regions[index] === dr.region);
      if (!regions.includes(primary.region) || regions.includes(undefined)) continue;
      const endpoints = standby.map((group) => Field.of(group, "endpoint_configuration"));
      if (endpoints.some((places) => places.partlyUnknown || places.elements.length > 0)) continue;
      if (mayServe) {
        yield { ...ends(listener, graph.sideOf(listener)), path: "", unresolved: LISTENER_OPEN };
        continue;
      }
      yield {
        ...ends(listener, graph.sideOf(listener)),
        differences: endpoints.map((places) => difference(undefined, places)),
        message: `${called(listener)} has no endpoint in the DR region`,
      };
    }
  },
};
