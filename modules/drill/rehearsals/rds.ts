import { branch } from "../../failover/branch";
import { change } from "../../failover/change";
import { readLag } from "../../failover/databases/lag";
import { lagQuery } from "../../failover/databases/replica";
import { call, expression, type Machine, type State, type States } from "../../failover/language";
import { type Timing, until } from "../../failover/until";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import type { RdsReadReplica } from "../../rds-read-replica/rds-read-replica";
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

/** What an RDS instance is rehearsed by. */
export type RdsCopied = Pick<RdsReadReplica, "id" | "name" | "copy">;

/**
 * An RDS instance, restored to the latest point in time that the DR region's backups reach: those of the read replica, or the copied ones. AWS
 * has no clone of an instance. What a failover would lose is a replica's lag, or the age of the newest copied backup.
 */
export function rdsRehearsal(where: DrillPlace, source: RdsCopied): Rehearsal {
  const { id, name, copy } = source;
  const copyName = `${where.drill}-${id}`;
  const rds = (resource: string) => arnIn(where.place, "rds", resource);
  const from = copy === "replica" ? [rds(`db:${name}`)] : [rds("auto-backup:*")];
  const describe = copy === "replica" ? "rds:DescribeDBInstances" : "rds:DescribeDBInstanceAutomatedBackups";
  return {
    look: copy === "replica" ? lookAtReplica(source) : lookAtBackups(source),
    restore: (timing) => branch(`Restore ${id}`, restoreStates(where, source, timing)),
    remove: (timing) =>
      branch(`Remove ${id}`, {
        ...gone("instance", {
          api: "rds:deleteDBInstance",
          args: { DbInstanceIdentifier: copyName, SkipFinalSnapshot: true, DeleteAutomatedBackups: true },
          name: copyName,
          timing,
          then: "done",
        }),
        done: { Type: "Pass", End: true },
      }),
    statements: [
      // Metrics are no resources.
      ...(copy === "replica" ? [allow(["cloudwatch:GetMetricData"], "*")] : []),
      // A backup's ARN has an id of AWS's choice.
      allow([describe], copy === "replica" ? from : [...from, rds(`db:${name}`)]),
      allow(["rds:DescribeDBInstances"], rds(`db:${copyName}`)),
      allow(
        ["rds:RestoreDBInstanceToPointInTime"],
        [...from, rds(`db:${copyName}`), ...groupArns(where, `pg:${name}-*`)],
      ),
      allow(["rds:AddTagsToResource"], rds(`db:${copyName}`)),
    ],
    removal: [allow(["rds:DeleteDBInstance"], rds(`db:${copyName}`))],
  };
}

function lookAtReplica({ id, name }: RdsCopied): Machine {
  return branch(`Look at ${id}`, {
    lag: readLag(lagQuery(name), "loss"),
    // -1 is how RDS says that replication has stopped.
    loss: loss(id, "$lag.known and $lag.value >= 0 ? $lag.value : null"),
  });
}

function lookAtBackups({ id, name }: RdsCopied): Machine {
  const latest = "$seen.DbInstanceAutomatedBackups[0].RestoreWindow.LatestTime";
  return branch(`Look at ${id}`, {
    backups: { ...describeBackups(name), Assign: { seen: expression("$states.result") }, Next: "loss" },
    loss: loss(id, `$exists(${latest}) ? $round(($millis() - $toMillis(${latest})) / 1000) : null`),
  });
}

/** @param seconds JSONata: null where nobody knows */
function loss(id: string, seconds: string): State {
  return {
    Type: "Pass",
    Output: { losses: expression(`[{'name': '${id}', 'seconds': ${seconds}}]`) },
    End: true,
  };
}

function describeBackups(name: string): State {
  return call("rds:describeDBInstanceAutomatedBackups", { DbInstanceIdentifier: name });
}

function restoreStates(where: DrillPlace, { id, name, copy }: RdsCopied, timing: Timing): States {
  const copyName = `${where.drill}-${id}`;
  const look = call("rds:describeDBInstances", { DbInstanceIdentifier: copyName });
  const ofReplica = copy === "replica";
  const source = ofReplica
    ? call("rds:describeDBInstances", { DbInstanceIdentifier: name })
    : describeBackups(name);
  return {
    source: {
      ...source,
      Assign: {
        since: expression("$millis()"),
        source: expression(
          ofReplica ? "$states.result.DbInstances[0]" : "$states.result.DbInstanceAutomatedBackups[0]",
        ),
      },
      Next: "restore",
    },
    ...change("restore", {
      call: call("rds:restoreDBInstanceToPointInTime", {
        ...(ofReplica ? FROM_REPLICA : FROM_BACKUPS),
        TargetDbInstanceIdentifier: copyName,
        UseLatestRestorableTime: true,
        PubliclyAccessible: false,
        MultiAZ: false,
        DeletionProtection: false,
        ...inDrillNetwork(where),
        Tags: tagsOf(where.drill),
      }),
      look: { ...look, Catch: UNSEEN },
      isUnderWay: isOwn("$seen.DbInstances[0].TagList"),
      then: "instance",
    }),
    ...until("instance", {
      look,
      good: "$seen.DbInstances[0].DbInstanceStatus = 'available'",
      what: `${copyName} to be available`,
      stand: "'It is ' & $seen.DbInstances[0].DbInstanceStatus & '.'",
      timing,
      then: "done",
    }),
    done: { Type: "Pass", Output: expression(measured("restore", id)), End: true },
  };
}

const FROM_REPLICA = {
  SourceDbInstanceIdentifier: expression("$source.DbInstanceIdentifier"),
  DbParameterGroupName: expression("$source.DbParameterGroups[0].DbParameterGroupName"),
};

/** The source's parameter group is in the primary region alone. */
const FROM_BACKUPS = {
  SourceDbInstanceAutomatedBackupsArn: expression("$source.DbInstanceAutomatedBackupsArn"),
};
