import { own, type Json } from "../../base/json";
import { stripKeys } from "../../model/workspace/configuration";
import type { Resource } from "../../model/workspace/workspace";
import { failoverType } from "../member-side";
import { shownValues } from "../names";
import { isFailedOver } from "../writer";
import { type Differing, isSet, type RoleContext, type Role } from "./role";

/** Blocks by which a record says how Route 53 chooses among the records of its name. */
export const ROUTING_POLICIES = [
  ["failover_routing_policy", "failover"],
  ["weighted_routing_policy", "weighted"],
  ["latency_routing_policy", "latency"],
  ["geolocation_routing_policy", "geolocation"],
  ["geoproximity_routing_policy", "geoproximity"],
  ["cidr_routing_policy", "cidr"],
] as const;

/** Blocks that say a member's position, in which the members of a set differ by their nature. */
const POSITION = /^(?:latency|geolocation|geoproximity|cidr)_routing_policy\./;

/**
 * Members of one routing set answer the same question from two regions: each has its own label and position. That DR
 * gets no traffic before a failover is what the strategy says; that it gets all of it is told.
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
 */
export function routingMemberDiffers(differing: Differing): string | undefined {
  const { dr } = differing.twins;
  // Told as the other side's region: AWS refuses a second member with the label or the position of the first.
  if (differing.difference.primary === differing.difference.dr) return undefined;
  if (dr.type === "aws_globalaccelerator_endpoint_group") return endpointGroupDiffers(differing);
  return dr.type === "aws_route53_record" && areOneSet(differing) ? recordDiffers(differing) : undefined;
}

function recordDiffers({ context, twins, difference, plain }: Differing): string | undefined {
  const { primary, dr } = difference;
  if (plain === "set_identifier" && isSet(primary) && isSet(dr)) return "the label of a routing set's member";
  if (POSITION.test(plain) && [twins.primary, twins.dr].every((one) => hasBlock(one, plain)))
    return "each member of a routing set has its own position";
  if (plain === "weighted_routing_policy.weight") return trafficReason(context, primary, dr);
  const secondary = failoverType(twins.dr) === "SECONDARY" && failoverType(twins.primary) === "PRIMARY";
  // Route 53 answers with the secondary member whenever the primary one is not healthy, checked or not.
  if (plain === "health_check_id" && secondary && !isSet(dr) && !difference.unknown.dr)
    return "the secondary member of a routing set needs no health check";
  return undefined;
}

/**
 * With a dial of 0 a group still takes part in a failover, which ignores the dial. (An endpoint's weight it respects.)
 * Source: https://docs.aws.amazon.com/global-accelerator/latest/dg/disaster-recovery-resiliency.html
 */
function endpointGroupDiffers({ context, difference, plain, all }: Differing): string | undefined {
  if (all.some(({ path }) => path === "listener_arn")) return undefined;
  if (plain === "endpoint_group_region") return "each member of a routing set has its own position";
  return plain === "traffic_dial_percentage"
    ? trafficReason(context, difference.primary, difference.dr)
    : undefined;
}

function trafficReason(
  context: RoleContext,
  primary: Json | undefined,
  dr: Json | undefined,
): string | undefined {
  const { strategy } = context;
  if (strategy === "active-active" || typeof primary !== "number" || typeof dr !== "number") return undefined;
  if (isFailedOver(context))
    return primary < dr
      ? `${strategy}: failed over: primary gets less traffic until it is failed back`
      : undefined;
  return dr < primary
    ? `${strategy}: DR, a member of the same routing set, gets less traffic until failover`
    : undefined;
}

/** Whether both records answer for one name and type in one zone, as far as that is known. */
function areOneSet({ context, twins: { primary, dr }, all }: Differing): boolean {
  const texts = (name: string) => [primary, dr].map((one) => spelling(own(shownValues(one), name)));
  const [name, type, zone] = ["name", "type", "zone_id"].map(texts);
  if (!isSame(name) || !isSame(type) || name?.[0] === undefined) return false;
  if (zone?.[0] !== undefined && zone[1] !== undefined) return zone[0] === zone[1];
  return (
    !all.some(({ path }) => path === "zone_id") && ![primary, dr].some((one) => hasOwnZone(context, one))
  );
}

const members = new WeakMap<RoleContext, ReadonlyMap<string, number>>();

/**
 * Whether a record is a member of a routing set of which the sources have no other: the other region's is missing. (Of a
 * set with several members nobody can tell which region the lone one was to serve.)
 */
export function isLoneMember(context: RoleContext, record: Resource): boolean {
  const name = memberName(record);
  if (name === undefined) return false;
  const counts = members.get(context) ?? countMembers(context);
  members.set(context, counts);
  return counts.get(name) === 1;
}

function countMembers({ workspaces }: RoleContext): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of workspaces.flatMap(({ resources }) => resources)) {
    const name = memberName(record);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** What a routing set's member answers for; undefined for any other resource, and before that is known. */
function memberName(record: Resource): string | undefined {
  if (record.type !== "aws_route53_record" || record.mode !== "managed" || record.values === null)
    return undefined;
  const { name, type } = record.values;
  if (typeof name !== "string" || !ROUTING_POLICIES.some(([block]) => isSet(own(record.values, block))))
    return undefined;
  return `${spelling(name) ?? ""} ${String(type)}`;
}

function isSame(texts: readonly (string | undefined)[] | undefined): boolean {
  return texts !== undefined && texts[0] === texts[1];
}

function spelling(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value.toLowerCase().replace(/\.$/, "") : undefined;
}

/** Whether the record's zone is one of two twins: then each side answers from a zone of its own. */
function hasOwnZone({ twinsOf, workspaces }: RoleContext, record: Resource): boolean {
  const zones = record.dependencies.filter((address) => /(?:^|\.)aws_route53_zone\.[^.]+$/.test(address));
  const home = workspaces.find(({ label }) => label === record.workspace)?.resources ?? [];
  return zones.length > 0 && home.some((one) => zones.includes(stripKeys(one.address)) && twinsOf.has(one));
}

function hasBlock(record: Resource, plain: string): boolean {
  return isSet(own(shownValues(record), plain.split(".")[0] ?? ""));
}

/** A member of a routing set. */
export const role: Role = {
  differs: { rank: 40, reason: routingMemberDiffers },
};
