import type { Divergence } from "../../compare/difference";
import { plainPath } from "../../compare/difference";
import { isEmpty } from "../../compare/presence";
import { isObject, own, table, type Json } from "../../base/json";
import { namesPeer } from "../../pair/neutral/neutralizer";
import type { Twins } from "../../pair/twins";
import type { PairContext } from "../../compare/context";

/**
 * What each region has of its own: a device's name and certificate, the number by which transit gateways tell networks
 * apart. (A customer gateway's address and a VPN gateway's number AWS ARC compared: they are told, for information.)
 */
const OWN: Readonly<Record<string, RegExp>> = table({
  aws_customer_gateway: /^(?:device_name|certificate_arn)$/,
  aws_ec2_transit_gateway: /^amazon_side_asn$/,
});

/** Why twins differ by their very places in the pair, or undefined when they do not. */
export function placeReason(context: PairContext, twins: Twins, divergence: Divergence): string | undefined {
  const plain = plainPath(divergence.path);
  if (OWN[twins.dr.type]?.test(plain) === true && !isEmpty(divergence.primary) && !isEmpty(divergence.dr))
    return "each region has its own device or network number";
  if (twins.dr.type === "aws_backup_plan" && isCopyToDr(context, twins, divergence))
    return "copies lead to DR, which has nowhere to copy to until failover";
  return undefined;
}

/** Whether it is part of a copy that only primary makes, into the DR region. */
function isCopyToDr({ strategy, neutral }: PairContext, { primary }: Twins, divergence: Divergence): boolean {
  const [, rule, copy] = /^rule\[(\d+)\]\.copy_action\[(\d+)\]/.exec(divergence.path) ?? [];
  if (copy === undefined || strategy === "active-active" || !isEmpty(divergence.dr)) return false;
  const path = ["rule", Number(rule), "copy_action", Number(copy), "destination_vault_arn"];
  const vault = path.reduce<Json | undefined>(memberOf, primary.values);
  return typeof vault === "string" && namesPeer(neutral.primary.text(vault));
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? own(value, String(key)) : undefined;
}
