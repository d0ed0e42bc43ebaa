import { naturalName } from "../names";
import type { Lone, Role } from "./role";

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
  const names = `${naturalName(resource) ?? ""} ${resource.parts.name.replaceAll("_", "-")}`.toLowerCase();
  if (FAILOVER_NAME.test(names)) return "serves the failover itself";
  const isRead = uses
    .usersOf(resource)
    .some((user) => context.twinsOf.has(user) && reasonOf(user) === undefined);
  return NOTES.test(resource.type) && DR_NAME.test(names) && !isRead
    ? "keeps account of the DR side itself, for the failover"
    : undefined;
}

/** What serves a failover alone. */
export const role: Role = {
  alone: { rank: 120, reason: servesFailover },
};
