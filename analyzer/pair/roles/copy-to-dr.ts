import { isObject, objectsIn, own, type Json } from "../../base/json";
import type { Resource } from "../../model/workspace/workspace";
import { namesPeer } from "../neutral/neutralizer";
import { type Differing, isSet, type Lone, type Role, type RoleContext } from "./role";

/** Until failover, copies of backups lead from primary into the DR region, and nowhere from there. */
export function copyToDrDiffers(differing: Differing): string | undefined {
  return differing.context.strategy !== "active-active" && leadsToDrAlone(differing)
    ? "copies lead to DR, which has nowhere to copy to until failover"
    : undefined;
}

/** Where both regions serve, their data is replicated: that nothing of DR's own backups leaves DR is worth a word. */
export function oneWayCopiesWeigh(differing: Differing): string | undefined {
  return differing.context.strategy === "active-active" && leadsToDrAlone(differing)
    ? "Copies lead one way, into DR: nothing of DR's own backups survives the loss of DR."
    : undefined;
}

/** Whether primary's plan copies into DR where DR's plan copies nowhere. */
function leadsToDrAlone({ context, twins, difference }: Differing): boolean {
  const [, rule, copy] = /^rule\[(\d+)\]\.copy_action\[(\d+)\]/.exec(difference.path) ?? [];
  if (twins.dr.type !== "aws_backup_plan" || copy === undefined || isSet(difference.dr)) return false;
  const path = ["rule", Number(rule), "copy_action", Number(copy), "destination_vault_arn"];
  const vault = path.reduce<Json | undefined>(memberOf, twins.primary.values);
  if (typeof vault === "string") return namesPeer(context.neutral.primary.text(vault));
  return vault === undefined && maySendToDr(context, twins.primary);
}

/**
 * Before the first roll-out the vault's ARN is not known: what it refers to says where it leads. Of a `dynamic` block a plan says
 * not even that; then a vault in DR is what it is for.
 */
function maySendToDr({ resolver, sides }: RoleContext, plan: Resource): boolean {
  const vaults = resolver
    .references({ resource: plan, expression: plan.expressions?.rule })
    .flatMap((one) => (one.kind === "resource" ? one.instances : []))
    .filter(({ type }) => type === "aws_backup_vault");
  const isShown = objectsIn(own(plan.expressions, "rule")).some(
    (rule) => own(rule, "copy_action") !== undefined,
  );
  return isShown
    ? vaults.some((vault) => sides.dr.resources.includes(vault))
    : sides.dr.resources.some(({ type }) => type === "aws_backup_vault");
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
  weighs: { rank: 20, reason: oneWayCopiesWeigh },
  alone: { rank: 90, reason: backupAlone },
};
