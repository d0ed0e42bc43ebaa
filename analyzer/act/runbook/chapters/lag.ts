import { type BucketReplication, replicationsToDr } from "../../../judge/rules/lib/buckets";
import { globalTables } from "../data/copies";
import { secondaries } from "../data/global-clusters";
import { readReplicas } from "../data/read-replicas";
import { latest, SET_SINCE } from "../metrics";
import { type Chapter, type Command, say, type Step } from "../runbook";
import { aws } from "../shell";
import { textOf, type World } from "../world";

/** How far behind each copy is: what a failover would lose. */
export function lag(world: World): Chapter {
  const steps = [...clusters(world), ...replicas(world), ...tables(world), ...buckets(world)];
  return {
    title: "How far behind is the DR region?",
    notes: [
      steps.length === 0
        ? say`The plans show no copy whose delay CloudWatch tells.`
        : say`Write the figures down before anything is promoted: afterwards nobody can tell what was lost.`,
    ],
    steps:
      steps.length === 0 ? [] : [{ title: say`Look at the last half hour`, commands: [SET_SINCE] }, ...steps],
  };
}

/** An identifier may stand in a query as it is: nothing ends the quotes there. */
const IDENTIFIER = /^[\w.-]+$/;

function clusters(world: World): Step[] {
  const { dr } = world.region;
  return secondaries(world)
    .filter(({ service }) => service === "rds")
    .map(({ name }) => {
      const id = textOf(name);
      const query =
        id !== undefined && IDENTIFIER.test(id)
          ? { value: metricQuery(id) }
          : { missing: "a query of AuroraGlobalDBReplicationLag" };
      const commands: Command[] = [
        aws(
          dr,
          "cloudwatch",
          "get-metric-data",
          "--metric-data-queries",
          query,
          "--start-time",
          { raw: '"$SINCE"' },
          "--end-time",
          { raw: '"$(date -u +%Y-%m-%dT%H:%M:%SZ)"' },
          "--query",
          "MetricDataResults[0].[Timestamps[:5],Values[:5]]",
          "--output",
          "text",
        ),
      ];
      return {
        title: say`Aurora: the cluster ${name}`,
        commands,
        check: { says: say`Milliseconds behind the writer, newest first. Usually less than 1000.` },
      };
    });
}

function metricQuery(id: string): string {
  const Expression = `SELECT MAX(AuroraGlobalDBReplicationLag) FROM "AWS/RDS" WHERE DBClusterIdentifier = '${id}'`;
  return JSON.stringify([{ Id: "lag", Expression, Period: 60 }]);
}

function replicas(world: World): Step[] {
  return readReplicas(world).map((replica) => {
    const name = world.oneOf(replica, "the replica's identifier", "identifier", "id");
    const metric = { namespace: "AWS/RDS", name: "ReplicaLag", dimensions: { DBInstanceIdentifier: name } };
    return {
      title: say`RDS: the read replica ${name}`,
      commands: [latest(world.region.dr, metric)],
      check: { says: say`Seconds behind its source; -1 says that it does not replicate.` },
    };
  });
}

function tables(world: World): Step[] {
  const { dr, primary } = world.region;
  return globalTables(world).map((table) => {
    const TableName = world.oneOf(table, "the table's name", "name", "id");
    return {
      title: say`DynamoDB: the table ${TableName} (needs ${primary})`,
      commands: [
        latest(primary, {
          namespace: "AWS/DynamoDB",
          name: "ReplicationLatency",
          dimensions: { TableName, ReceivingRegion: dr },
        }),
      ],
      check: {
        says: say`Milliseconds, published by the region that writes: while ${primary} is away nobody can tell. Nothing has to be promoted: ${dr} takes writes already.`,
      },
    };
  });
}

function buckets(world: World): Step[] {
  return [...replicationsToDr(world.pair)].filter(isMeasured).map((replication) => {
    const [target] = replication.targets;
    const { text } = replication.destination;
    const SourceBucket = world.oneOf(replication.source, "the source bucket", "bucket", "id");
    const dimensions = {
      SourceBucket,
      DestinationBucket: target
        ? world.oneOf(target, "the destination bucket", "bucket", "id")
        : world.value(text?.split(":::").pop(), "the destination bucket"),
      RuleId: world.value(replication.rule.at("id").text, "the rule's id"),
    };
    return {
      title: say`S3: the bucket ${SourceBucket}`,
      commands: ["ReplicationLatency", "OperationsPendingReplication"].map((name) =>
        latest(world.region.dr, { namespace: "AWS/S3", name, dimensions }),
      ),
      check: {
        says: say`Seconds behind, and objects that wait; nothing at all while nothing is written. Nothing has to be promoted: the copy can be written.`,
      },
    };
  });
}

function isMeasured({ rule }: BucketReplication): boolean {
  return rule.at("destination", 0, "metrics", 0, "status").text === "Enabled";
}
