import type { AuroraGlobal } from "../../aurora-global/aurora-global";
import { branch } from "../../failover/branch";
import { change } from "../../failover/change";
import { readLag } from "../../failover/databases/lag";
import { call, expression, type States } from "../../failover/language";
import { type Timing, until } from "../../failover/until";
import { auroraLagQuery } from "../../figures/lag-metrics";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { Duration } from "../../pair/duration";
import { gone } from "./gone";
import {
  type DrillPlace,
  groupArns,
  inDrillNetwork,
  isOwn,
  measured,
  type Rehearsal,
  tagsOf,
  UNSEEN,
} from "./rehearsal";

/** What an Aurora global database is rehearsed by: names alone, since one is the same in both regions. */
export type AuroraCopied = Pick<AuroraGlobal, "id" | "name" | "engine" | "instanceClass" | "headless">;

/** How long AWS takes for a clone's instance, at most. */
export const INSTANCE_WITHIN = Duration.minutes(15);

const SERVERLESS = "db.serverless";

/**
 * The DR cluster of an Aurora global database, cloned: pages are shared until they are written, so it takes minutes, costs little, and leaves the
 * replication alone. AWS clones no cluster without an instance; a headless one is restored to its latest point in time.
 */
export function auroraRehearsal(where: DrillPlace, source: AuroraCopied): Rehearsal {
  const { place, drill } = where;
  const { id, name } = source;
  const copyName = `${drill}-${id}`;
  const instance = `${copyName}-1`;
  const rds = (resource: string) => arnIn(place, "rds", resource);
  return {
    look: branch(`Look at ${id}`, {
      lag: readLag({ Id: "lag", Expression: auroraLagQuery(name), Period: 60 }, "loss"),
      loss: {
        Type: "Pass",
        Output: {
          losses: expression(
            `[{'name': '${id}', 'seconds': $lag.known ? $round($lag.value / 1000, 1) : null}]`,
          ),
        },
        End: true,
      },
    }),
    restore: (timing) => branch(`Restore ${id}`, restoreStates(where, source, timing)),
    remove: (timing) =>
      branch(`Remove ${id}`, {
        ...gone("instance", {
          api: "rds:deleteDBInstance",
          args: { DbInstanceIdentifier: instance, SkipFinalSnapshot: true },
          name: instance,
          timing,
          then: "cluster",
        }),
        ...gone("cluster", {
          api: "rds:deleteDBCluster",
          args: { DbClusterIdentifier: copyName, SkipFinalSnapshot: true, DeleteAutomatedBackups: true },
          name: copyName,
          timing,
          then: "done",
        }),
        done: { Type: "Pass", End: true },
      }),
    statements: [
      // Metrics are no resources.
      allow(["cloudwatch:GetMetricData"], "*"),
      allow(["rds:DescribeDBClusters"], [rds(`cluster:${name}`), rds(`cluster:${copyName}`)]),
      allow(
        ["rds:RestoreDBClusterToPointInTime"],
        [
          rds(`cluster:${name}`),
          rds(`cluster:${copyName}`),
          rds(`cluster-pg:default.*`),
          ...groupArns(where, `cluster-pg:${name}-*`),
        ],
      ),
      allow(["rds:DescribeDBInstances"], rds(`db:${instance}`)),
      allow(
        ["rds:CreateDBInstance"],
        [rds(`cluster:${copyName}`), rds(`db:${instance}`), ...groupArns(where, `cluster-pg:${name}-*`)],
      ),
      allow(["rds:AddTagsToResource"], [rds(`cluster:${copyName}`), rds(`db:${instance}`)]),
    ],
    removal: [
      allow(["rds:DeleteDBCluster"], rds(`cluster:${copyName}`)),
      allow(["rds:DeleteDBInstance"], [rds(`db:${instance}`), rds(`cluster:${copyName}`)]),
    ],
  };
}

function restoreStates(where: DrillPlace, source: AuroraCopied, timing: Timing): States {
  const { id, name } = source;
  const copyName = `${where.drill}-${id}`;
  const look = call("rds:describeDBClusters", { DbClusterIdentifier: copyName });
  return {
    source: call(
      "rds:describeDBClusters",
      { DbClusterIdentifier: name },
      {
        Assign: { since: expression("$millis()"), source: expression("$states.result.DbClusters[0]") },
        Next: "restore",
      },
    ),
    ...change("restore", {
      call: call("rds:restoreDBClusterToPointInTime", {
        SourceDbClusterIdentifier: name,
        DbClusterIdentifier: copyName,
        UseLatestRestorableTime: true,
        RestoreType: source.headless ? "full-copy" : "copy-on-write",
        DbClusterParameterGroupName: expression("$source.DbClusterParameterGroup"),
        DeletionProtection: false,
        ...(source.instanceClass === SERVERLESS ? SCALING : {}),
        ...inDrillNetwork(where),
        Tags: tagsOf(where.drill),
      }),
      look: { ...look, Catch: UNSEEN },
      isUnderWay: isOwn("$seen.DbClusters[0].TagList"),
      then: "cluster",
    }),
    ...until("cluster", {
      look,
      good: "$seen.DbClusters[0].Status = 'available'",
      what: `${copyName} to be there`,
      stand: "'It is ' & $seen.DbClusters[0].Status & '.'",
      timing,
      then: "add instance",
    }),
    ...instanceStates(where, source, timing),
    done: { Type: "Pass", Output: expression(measured("restore", id)), End: true },
  };
}

/** The clone has the range of its source. */
const SCALING = {
  ServerlessV2ScalingConfiguration: {
    MinCapacity: expression("$source.ServerlessV2ScalingConfiguration.MinCapacity"),
    MaxCapacity: expression("$source.ServerlessV2ScalingConfiguration.MaxCapacity"),
  },
};

/** A cluster alone answers nobody. */
function instanceStates(
  { drill }: DrillPlace,
  { id, engine, instanceClass }: AuroraCopied,
  { poll }: Timing,
): States {
  const instance = `${drill}-${id}-1`;
  const look = call("rds:describeDBInstances", { DbInstanceIdentifier: instance });
  return {
    ...change("add instance", {
      call: call("rds:createDBInstance", {
        DbInstanceIdentifier: instance,
        DbClusterIdentifier: `${drill}-${id}`,
        DbInstanceClass: instanceClass,
        Engine: engine,
        PubliclyAccessible: false,
        Tags: tagsOf(drill),
      }),
      look: { ...look, Catch: UNSEEN },
      isUnderWay: isOwn("$seen.DbInstances[0].TagList"),
      then: "instance",
    }),
    ...until("instance", {
      look,
      good: "$seen.DbInstances[0].DbInstanceStatus = 'available'",
      what: `${instance} to be available`,
      stand: "'It is ' & $seen.DbInstances[0].DbInstanceStatus & '.'",
      timing: { poll, within: INSTANCE_WITHIN },
      then: "done",
    }),
  };
}
