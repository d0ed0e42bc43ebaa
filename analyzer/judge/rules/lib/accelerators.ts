import { pushTo } from "../../../base/push-to";
import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import type { PairGraph } from "./graph";

const GROUP = "aws_globalaccelerator_endpoint_group";

/** Region that an endpoint group serves; undefined when it is not known. */
export function regionServed(group: Resource): string | undefined {
  return Field.of(group, "endpoint_group_region").text ?? group.region;
}

/** The endpoint groups of each listener, and those of which the sources do not have the listener. */
export function groupsByListener(graph: PairGraph) {
  const found = new Map<Resource, Resource[]>();
  const adrift: Resource[] = [];
  for (const group of graph.managed(GROUP)) {
    const listeners = graph.resolve(Field.of(group, "listener_arn"), ["aws_globalaccelerator_listener"]);
    for (const listener of listeners) pushTo(found, listener, group);
    if (listeners.length === 0) adrift.push(group);
  }
  return { found, adrift };
}
