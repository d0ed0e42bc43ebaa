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
  if (FAILOVER_NAME.test(names) && !isSideWord(context)) return "serves the failover itself";
  const isRead = uses
    .usersOf(resource)
    .some((user) => context.twinsOf.has(user) && reasonOf(user) === undefined);
  return NOTES.test(resource.type) && DR_NAME.test(names) && !isRead
    ? "keeps account of the DR side itself, for the failover"
    : undefined;
}

/** So many twins are no chance. */
const ENOUGH_TWINS = 3;

const sideWords = new WeakMap<RoleContext, boolean>();

/** Whether DR's resources are called so as such, and primary's are not: then the word says which side, and no more. */
function isSideWord(context: RoleContext): boolean {
  const known = sideWords.get(context);
  if (known !== undefined) return known;
  const called = (resource: Resource) => FAILOVER_NAME.test(nameOf(resource));
  const marked = context.pairing.twins.filter(({ primary, dr }) => called(dr) && !called(primary));
  sideWords.set(context, marked.length >= ENOUGH_TWINS);
  return marked.length >= ENOUGH_TWINS;
}

function nameOf(resource: Resource): string {
  return `${naturalName(resource) ?? ""} ${resource.parts.name.replaceAll("_", "-")}`.toLowerCase();
}

/** What serves a failover alone. */
export const role: Role = {
  alone: { rank: 120, reason: servesFailover },
};
