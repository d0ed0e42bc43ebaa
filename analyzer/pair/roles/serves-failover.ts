import { naturalName } from "../names";
import type { Lone } from "./role";

/** Names of what serves the failover itself, and so exists on one side only. */
const FAILOVER_NAME =
  /(?:^|[^a-z])(?:failover|fail-over|failback|switchover|promot\w*|drill|disaster-recovery|dr-(?:automation|orchestrat\w*|runbook))(?:$|[^a-z])/;

/** What DR has to fail over with, and primary has no use for. */
export function servesFailover({ resource, side }: Lone): string | undefined {
  return side === "dr" &&
    FAILOVER_NAME.test(`${naturalName(resource) ?? ""} ${resource.parts.name.replaceAll("_", "-")}`)
    ? "serves the failover itself"
    : undefined;
}
