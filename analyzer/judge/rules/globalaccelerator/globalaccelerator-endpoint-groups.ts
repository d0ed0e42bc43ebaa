import type { Resource } from "../../../model/workspace/workspace";
import { difference, Field } from "../lib/field";
import { PairGraph } from "../lib/graph";
import { called, ends, isIncomplete } from "../lib/twins";
import type { ReadinessRule } from "../rule";

const GROUP = "aws_globalaccelerator_endpoint_group";

/** Every accelerator listener has endpoints in both regions. */
export const rule: ReadinessRule = {
  id: "globalaccelerator-endpoint-groups",
  title: "Every Global Accelerator listener has an endpoint group in both regions",
  checks:
    "Listeners with an endpoint group in the primary region: another in the DR region, with at least one endpoint. " +
    "Groups whose region is not known are passed over.",
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
    for (const [listener, groups] of groupsByListener(graph)) {
      const regions = groups.map((group) => Field.of(group, "endpoint_group_region").text ?? group.region);
      const standby = groups.filter((_, index) => regions[index] === dr.region);
      if (!regions.includes(primary.region) || regions.includes(undefined)) continue;
      const endpoints = standby.map((group) => Field.of(group, "endpoint_configuration"));
      if (endpoints.some((places) => places.partlyUnknown || places.elements.length > 0)) continue;
      yield {
        ...ends(listener, graph.sideOf(listener)),
        differences: endpoints.map((places) => difference(undefined, places)),
        message: `${called(listener)} has no endpoint in the DR region`,
      };
    }
  },
};

function groupsByListener(graph: PairGraph): Map<Resource, Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const group of graph.managed(GROUP)) {
    for (const listener of graph.resolve(Field.of(group, "listener_arn"), [
      "aws_globalaccelerator_listener",
    ])) {
      found.set(listener, [...(found.get(listener) ?? []), group]);
    }
  }
  return found;
}
