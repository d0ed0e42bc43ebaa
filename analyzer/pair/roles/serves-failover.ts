import { naturalName } from "../names";
import type { Resource } from "../../model/workspace/workspace";
import type { Lone, Role, RoleContext } from "./role";

/** Names of what serves the failover itself, and so exists on one side only. */
const FAILOVER_NAME =
  /(?:^|[^a-z])(?:failover|fail-over|failback|switchover|promot\w*|drill|disaster-recovery|dr-(?:automation|orchestrat\w*|runbook))(?:$|[^a-z])/;

/** Names of what is about the DR side. */
const DR_NAME = /(?:^|[^a-z0-9])(?:dr|standby|replica)(?:$|[^a-z0-9])/;

/** Types in which people and automation note things down, or are told of them: nothing is served by these. */
const NOTES =
  /^aws_(?:ssm_parameter|cloudwatch_(?:metric_alarm|composite_alarm|dashboard|log_metric_filter)|dynamodb_table_item)$/;

/** What DR has to fail over with, or to keep account of itself, and primary has no use for. */
export function servesFailover({ context, resource, side, uses, reasonOf }: Lone): string | undefined {
  if (side !== "dr") return undefined;
  const names = nameOf(resource);
  if (FAILOVER_NAME.test(names) && !isSideWord(context, FAILOVER_NAME)) return "serves the failover itself";
  const isRead = uses
    .usersOf(resource)
    .some((user) => context.twinsOf.has(user) && reasonOf(user) === undefined);
  // Where all names of the side end in the word, it is what the code calls the resource that says whose account it keeps.
  const told = isSideWord(context, DR_NAME) ? blockName(resource) : names;
  return NOTES.test(resource.type) && DR_NAME.test(told) && !isRead
    ? "keeps account of the DR side itself, for the failover"
    : undefined;
}

/** So many twins are no chance. */
const ENOUGH_TWINS = 3;

const sideWords = new WeakMap<RoleContext, Map<RegExp, boolean>>();

/** Whether DR's resources are called so as such, and primary's are not: then the word says which side, and no more. */
function isSideWord(context: RoleContext, word: RegExp): boolean {
  const known = sideWords.get(context) ?? new Map<RegExp, boolean>();
  sideWords.set(context, known);
  const called = (resource: Resource) => word.test(nameOf(resource));
  const found =
    known.get(word) ??
    context.pairing.twins.filter(({ primary, dr }) => called(dr) && !called(primary)).length >= ENOUGH_TWINS;
  known.set(word, found);
  return found;
}

function nameOf(resource: Resource): string {
  return `${naturalName(resource) ?? ""} ${blockName(resource)}`.toLowerCase();
}

function blockName({ parts }: Resource): string {
  return parts.name.replaceAll("_", "-").toLowerCase();
}

/** What serves a failover alone. */
export const role: Role = {
  alone: { rank: 120, reason: servesFailover },
};
