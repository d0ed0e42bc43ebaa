import type { Resource } from "../../../model/workspace/workspace";
import { Field } from "./field";
import type { PairGraph } from "./graph";
import { ENDPOINTS, type RoutedRecord } from "./records";

const HEALTH_CHECK = ["aws_route53_health_check"];

/** The health check that decides whether the record is answered with; undefined when it is in no source. */
export function healthCheckOf(graph: PairGraph, { record }: RoutedRecord): Resource | undefined {
  const found = graph.resolve(Field.of(record, "health_check_id"), HEALTH_CHECK);
  return found.length === 1 ? found[0] : undefined;
}

/** The health check itself, or those that a calculated one is made from. */
export function probesOf(graph: PairGraph, check: Resource): Resource[] {
  const children = graph.resolve(Field.of(check, "child_healthchecks"), HEALTH_CHECK);
  return children.length > 0 ? children : [check];
}

/** What a health check probes: its host name's place. */
export function probedName(check: Resource): Field {
  return Field.of(check, "fqdn");
}

/** The resources whose host name a health check probes. */
export function probedResources(graph: PairGraph, check: Resource): Resource[] {
  return graph.resolve(probedName(check), ENDPOINTS);
}

/** Whether Route 53 can find the record unhealthy; undefined when the sources do not tell. */
export function canFail({ record, alias }: RoutedRecord): boolean | undefined {
  const check = Field.of(record, "health_check_id");
  if (!check.absent) return true;
  const evaluated = Field.of(record, "alias", 0, "evaluate_target_health");
  if (!alias) return false;
  return evaluated.unknown ? undefined : evaluated.isTrue;
}

/** Whether the record is answered with only where nothing else is healthy. */
export function isOutOfRotation({ record }: RoutedRecord): boolean {
  return Field.of(record, "weighted_routing_policy", 0, "weight").number === 0;
}

/** The places that decide whether the record can be found unhealthy. */
export function healthFields({ record, alias }: RoutedRecord): Field[] {
  const check = Field.of(record, "health_check_id");
  return alias ? [check, Field.of(record, "alias", 0, "evaluate_target_health")] : [check];
}
