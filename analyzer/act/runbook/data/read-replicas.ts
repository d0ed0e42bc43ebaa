import { isWritten } from "../../../judge/rules/lib/databases";
import { Field } from "../../../judge/rules/lib/field";
import type { Resource } from "../../../model/workspace/workspace";
import { promotedFrom } from "../../../pair/writer";
import { type Command, type Known, say, type Step } from "../runbook";
import { aws } from "../shell";
import type { World } from "../world";

/** Instances of the DR region that replicate from another one, or did until they were promoted. */
export function readReplicas(world: World): Resource[] {
  return world
    .on("dr", "aws_db_instance")
    .filter(
      (one) =>
        isWritten(Field.of(one, "replicate_source_db")) ||
        promotedFrom(one, world.pair.workspaces) !== undefined,
    );
}

/**
 * Promotes read replicas.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html
 */
export function promoteReplicas(world: World): Step[] {
  const { dr, primary } = world.region;
  return readReplicas(world).map((replica) => {
    const name = world.oneOf(replica, "the replica's identifier", "identifier", "id");
    const there = world.twinOf(replica);
    const source = there
      ? world.oneOf(there, "the primary region's instance", "identifier")
      : { missing: "the primary region's instance" };
    const named = ["--db-instance-identifier", name] as const;
    const back = ["--db-instance-identifier", source] as const;
    return {
      title: say`Promote the read replica ${name}`,
      notes: [
        say`It stops following for good. Where the primary region answers, let nothing write there any more first, and wait until the replica is not behind: see "How far behind is the DR region?".`,
      ],
      commands: [
        aws(
          dr,
          "rds",
          "promote-read-replica",
          ...named,
          "--backup-retention-period",
          retention(world, replica),
        ),
        aws(dr, "rds", "wait db-instance-available", ...named),
      ],
      check: {
        says: say`It prints available and None. The status stays available for a moment before the promotion begins: ask until the source is None.`,
        commands: [sourceOf(dr, name)],
      },
      back: {
        says: say`A promotion cannot be undone: promote ${source} in ${primary}, which was made a replica of it above, once it is not behind any more.`,
        commands: [
          aws(
            primary,
            "rds",
            "promote-read-replica",
            ...back,
            "--backup-retention-period",
            retention(world, replica),
          ),
          aws(primary, "rds", "wait db-instance-available", ...back),
          sourceOf(primary, source),
        ],
      },
    };
  });
}

/** A replica has no backups of its own, and a database that takes writes needs them. */
function retention(world: World, replica: Resource) {
  const there = world.twinOf(replica);
  const own = world.attribute(replica, "days that backups are kept", "backup_retention_period");
  const wanted = world.attribute(there, "days that backups are kept", "backup_retention_period");
  return "value" in own && own.value !== "0" ? own : "value" in wanted && wanted.value !== "0" ? wanted : "7";
}

/** Prints an instance's status, and which one it follows or None. */
export function sourceOf(region: Known, name: Known): Command {
  return aws(
    region,
    "rds",
    "describe-db-instances",
    "--db-instance-identifier",
    name,
    "--query",
    "DBInstances[0].[DBInstanceStatus,ReadReplicaSourceDBInstanceIdentifier]",
    "--output",
    "text",
  );
}
