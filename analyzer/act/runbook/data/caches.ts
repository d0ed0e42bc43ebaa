import { isWritten } from "../../../judge/rules/lib/databases";
import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { say, type Step } from "../runbook";
import { aws, capture } from "../shell";
import type { World } from "../world";

/** AWS chooses the datastore's id, and its members know it. */
const DATASTORE = { raw: '"$DATASTORE"' };

/** The DR region's members of global datastores. */
export function datastoreMembers(world: World): Resource[] {
  return world
    .on("dr", "aws_elasticache_replication_group")
    .filter((group) => isWritten(Field.of(group, "global_replication_group_id")));
}

/**
 * Makes the DR region's member of an ElastiCache global datastore its primary.
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html
 */
export function promoteCaches(world: World): Step[] {
  const { dr, primary } = world.region;
  return datastoreMembers(world).map((group) => {
    const name = world.oneOf(group, "the group's id", "replication_group_id", "id");
    const find = aws(
      dr,
      "elasticache",
      "describe-replication-groups",
      "--replication-group-id",
      name,
      "--query",
      "ReplicationGroups[0].GlobalReplicationGroupInfo.GlobalReplicationGroupId",
      "--output",
      "text",
    );
    const failover = (region: typeof dr, id: typeof name) =>
      aws(
        dr,
        "elasticache",
        "failover-global-replication-group",
        "--global-replication-group-id",
        DATASTORE,
        "--primary-region",
        region,
        "--primary-replication-group-id",
        id,
      );
    const there = world.twinOf(group);
    const original =
      there === undefined
        ? { missing: "the primary region's group" }
        : world.oneOf(there, "the primary region's group", "replication_group_id", "id");
    return {
      title: say`Make the cache ${name} in ${dr} take writes`,
      commands: [capture("DATASTORE", find), failover(dr, name)],
      check: {
        says: say`The member of ${dr} is PRIMARY.`,
        commands: [
          aws(
            dr,
            "elasticache",
            "describe-global-replication-groups",
            "--global-replication-group-id",
            DATASTORE,
            "--show-member-info",
            "--query",
            "GlobalReplicationGroups[0].Members[].[ReplicationGroupRegion,Role,Status]",
            "--output",
            "text",
          ),
        ],
      },
      back: {
        says: say`The same the other way round, when the member of ${primary} is associated again.`,
        commands: [capture("DATASTORE", find), failover(primary, original)],
      },
    };
  });
}
