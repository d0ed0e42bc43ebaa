import { isObject, own, type Json } from "../../base/json";
import { namesPeer } from "../neutral/neutralizer";
import { type Differing, isSet, type Lone } from "./role";

/** Until failover, copies of backups lead from primary into the DR region, and nowhere from there. */
export function copyToDrDiffers({ context, twins, difference }: Differing): string | undefined {
  const [, rule, copy] = /^rule\[(\d+)\]\.copy_action\[(\d+)\]/.exec(difference.path) ?? [];
  if (twins.dr.type !== "aws_backup_plan" || copy === undefined) return undefined;
  if (context.strategy === "active-active" || isSet(difference.dr)) return undefined;
  const path = ["rule", Number(rule), "copy_action", Number(copy), "destination_vault_arn"];
  const vault = path.reduce<Json | undefined>(memberOf, twins.primary.values);
  return typeof vault === "string" && namesPeer(context.neutral.primary.text(vault))
    ? "copies lead to DR, which has nowhere to copy to until failover"
    : undefined;
}

/** A plan of primary alone backs up what runs there. */
export function backupAlone({ context, resource, side }: Lone): string | undefined {
  return side === "primary" && resource.type === "aws_backup_plan" && context.strategy !== "active-active"
    ? "backs up what runs in primary; whether copies reach DR is a rule of its own"
    : undefined;
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? own(value, String(key)) : undefined;
}
