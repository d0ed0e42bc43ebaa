import type { Cache } from "../../cache/cache";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { branch, done } from "../branch";
import { change } from "../change";
import { call, expression } from "../language";
import type { Place } from "../place";
import { until } from "../until";
import type { FailoverDatabase } from "./database";
import { gateBranch } from "./seen";

/** A member of an ElastiCache global datastore, which becomes its primary. AWS chooses the datastore's id; the group tells it. */
export function cacheDatabase(place: Place, { id, name }: Pick<Cache, "id" | "name">): FailoverDatabase {
  const look = call("elasticache:describeReplicationGroups", { ReplicationGroupId: name });
  const isPrimary = (seen: string) =>
    `${seen}.ReplicationGroups[0].GlobalReplicationGroupInfo.GlobalReplicationGroupMemberRole = 'PRIMARY'`;
  const isUnderWay = "$seen.ReplicationGroups[0].Status = 'modifying'";
  const group = arnIn(place, "elasticache", `replicationgroup:${name}`);
  return {
    id,
    // Its lag is told by each node, whose names nobody knows before; a cache's loss is bounded by what it caches.
    gate: () =>
      gateBranch(id, {
        look,
        isDone: `(${isPrimary("$states.result")}) ? true : false`,
        lag: { Type: "Pass", Next: "judge" },
        answers: "false",
        facts: `'${id} follows'`,
        problems: "[]",
      }),
    promote: (timing) =>
      branch(`Promote ${id}`, {
        look: { ...look, Assign: { seen: expression("$states.result") }, Next: "done?" },
        "done?": {
          Type: "Choice",
          Choices: [
            { Condition: expression(`(${isPrimary("$seen")}) ? true : false`), Next: "done" },
            // Asked for already: ElastiCache refuses a second time.
            { Condition: expression(`(${isUnderWay}) ? true : false`), Next: "primary" },
          ],
          Default: "fail over",
        },
        ...change("fail over", {
          call: call("elasticache:failoverGlobalReplicationGroup", {
            GlobalReplicationGroupId: expression(
              "$seen.ReplicationGroups[0].GlobalReplicationGroupInfo.GlobalReplicationGroupId",
            ),
            PrimaryRegion: place.region,
            PrimaryReplicationGroupId: name,
          }),
          look,
          isUnderWay: `${isPrimary("$seen")} or ${isUnderWay}`,
          then: "primary",
        }),
        ...until("primary", {
          look,
          good: `${isPrimary("$seen")} and $seen.ReplicationGroups[0].Status = 'available'`,
          what: `${name} to be the primary`,
          stand: "'It is ' & $seen.ReplicationGroups[0].Status & '.'",
          timing,
          then: "done",
        }),
        done: done(`${id} writes in ${place.region}`),
      }),
    statements: [
      allow(["elasticache:DescribeReplicationGroups"], group),
      allow(
        ["elasticache:FailoverGlobalReplicationGroup"],
        [group, `arn:${place.partition}:elasticache::${place.account}:globalreplicationgroup:*-${name}`],
      ),
    ],
  };
}
