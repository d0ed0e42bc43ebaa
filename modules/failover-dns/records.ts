import { Route53Record } from "../pair/aws";
import type { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import type { PerSide, Side } from "../pair/side";

export type Routing = "failover" | "weighted" | "latency";

/** An alias is answered by Route 53 itself and may be the zone's own name; a host name is a CNAME. */
export type Target =
  | { readonly kind: "alias"; readonly hostname: string; readonly zoneId: string }
  | { readonly kind: "hostname"; readonly hostname: string };

export interface RecordsProps {
  readonly zoneId: string;
  readonly name: string;
  readonly routing: Routing;
  readonly weights: PerSide<number>;
  readonly targets: PerSide<Target>;
  readonly checks: { readonly primary?: string; readonly dr?: string };
  readonly ttl: Duration;
  /** Whether an operator's word moves the name. */
  readonly latched: boolean;
}

/** A record per side: one name, one type, one kind of routing. */
export function addRecords(pair: Pair, id: string, props: RecordsProps): void {
  const [primary, dr] = pair.sides.map((side) => {
    const healthCheckId = props.checks[side.name];
    return new Route53Record(pair.link, `${id}_${side.name}-record`, {
      zoneId: props.zoneId,
      name: props.name,
      setIdentifier: side.name,
      ...routingPolicy(side, props),
      ...answer(side, props),
      ...(healthCheckId === undefined ? {} : { healthCheckId }),
    });
  });
  if (primary === undefined || dr === undefined) return;
  pair.design.pairUp(primary, dr);
  pair.design.differs(dr, "the two members of a set answer in turn", [
    ...DIFFERENT[props.routing],
    ...(props.targets.dr.kind === "hostname" ? ["records"] : []),
    ...(props.latched && props.routing !== "failover"
      ? ["health_check_id", "alias[0].evaluate_target_health"]
      : []),
  ]);
}

/** What tells the members of a set apart. A failover's DR record is never judged, see FailoverDns. */
const DIFFERENT: Readonly<Record<Routing, readonly string[]>> = {
  failover: [
    "set_identifier",
    "failover_routing_policy",
    "health_check_id",
    "alias[0].evaluate_target_health",
  ],
  weighted: ["set_identifier", "weighted_routing_policy"],
  latency: ["set_identifier", "latency_routing_policy"],
};

function routingPolicy(side: Side, { routing, weights }: RecordsProps) {
  switch (routing) {
    case "failover":
      return { failoverRoutingPolicy: { type: side.name === "primary" ? "PRIMARY" : "SECONDARY" } };
    case "weighted":
      return { weightedRoutingPolicy: { weight: weights[side.name] } };
    case "latency":
      return { latencyRoutingPolicy: { region: side.region.name } };
  }
}

function answer(side: Side, { targets, ttl, routing, latched }: RecordsProps) {
  const target = targets[side.name];
  if (target.kind === "hostname") return { type: "CNAME", ttl: ttl.seconds, records: [target.hostname] };
  // A pilot light has no healthy instance before a failover: judged by them, the DR record would never be answered.
  // Judged by its targets, the primary's would be left before the data in the DR region is writable. Where both serve, it is the DR
  // record that must stay healthy once the latch is turned.
  const isPrimary = side.name === "primary";
  const evaluateTargetHealth = routing === "failover" ? isPrimary && !latched : isPrimary || !latched;
  return { type: "A", alias: { name: target.hostname, zoneId: target.zoneId, evaluateTargetHealth } };
}
