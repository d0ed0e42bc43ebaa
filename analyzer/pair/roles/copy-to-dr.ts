import { isObject, own, type Json } from "../../base/json";
import { namesPeer } from "../neutral/neutralizer";
import { type Differing, isSet, type Lone, type Role } from "./role";

/**
 * Copies of backups lead from primary into the DR region, and nowhere from there until a failover. Where both regions serve
 * their data is replicated, and copies one way still keep it out of one region's reach.
 */
export function copyToDrDiffers({ context, twins, difference }: Differing): string | undefined {
  const [, rule, copy] = /^rule\[(\d+)\]\.copy_action\[(\d+)\]/.exec(difference.path) ?? [];
  if (twins.dr.type !== "aws_backup_plan" || copy === undefined) return undefined;
  if (isSet(difference.dr)) return undefined;
  const path = ["rule", Number(rule), "copy_action", Number(copy), "destination_vault_arn"];
  const vault = path.reduce<Json | undefined>(memberOf, twins.primary.values);
  // Before the first roll-out the vault's ARN may not be known yet; a copy leads away in any case.
  return vault === undefined || (typeof vault === "string" && namesPeer(context.neutral.primary.text(vault)))
    ? context.strategy === "active-active"
      ? "copies lead one way, into DR: nothing of DR's own backups survives the loss of DR"
      : "copies lead to DR, which has nowhere to copy to until failover"
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

/** A copy that is made for DR. */
export const role: Role = {
  differs: { rank: 70, reason: copyToDrDiffers },
  alone: { rank: 90, reason: backupAlone },
};
