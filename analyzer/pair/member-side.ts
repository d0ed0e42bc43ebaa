import { own, type Json } from "../base/json";
import type { SideName } from "../model/report";
import type { Resource } from "../model/workspace/workspace";
import { shownValues } from "./names";

/**
 * The side that a member of a routing set answers for, where its policy says so by its type or its region: a record is
 * global, and lies nowhere.
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 */
export function memberSide(
  record: Resource,
  regions: Readonly<Record<SideName, string | undefined>>,
): SideName | undefined {
  if (record.type !== "aws_route53_record") return undefined;
  const type = failoverType(record);
  if (type !== undefined) return type === "PRIMARY" ? "primary" : type === "SECONDARY" ? "dr" : undefined;
  const region = policyArgument(record, "latency_routing_policy", "region");
  if (region === undefined || regions.primary === regions.dr) return undefined;
  return (["primary", "dr"] as const).find((side) => regions[side] === region);
}

/** `PRIMARY` or `SECONDARY` for a record with failover routing, as far as that is known. */
export function failoverType(record: Resource): Json | undefined {
  return policyArgument(record, "failover_routing_policy", "type");
}

function policyArgument(record: Resource, block: string, argument: string): Json | undefined {
  const [policy] = [own(shownValues(record), block)].flat();
  return typeof policy === "object" ? own(policy as never, argument) : undefined;
}
