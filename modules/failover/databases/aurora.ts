import type { AuroraGlobal } from "../../aurora-global/aurora-global";
import { auroraLagQuery } from "../../figures/lag-metrics";
import { allow } from "../../iam/policy";
import { arnIn } from "../../pair/arn";
import { Duration } from "../../pair/duration";
import { branch, done } from "../branch";
import { change } from "../change";
import { call, expression, type State, type States } from "../language";
import type { Place } from "../place";
import { type Timing, until } from "../until";
import type { FailoverDatabase } from "./database";
import { lagFacts, lagProblems, readLag } from "./lag";
import { gateBranch, type SeenProps } from "./seen";

const SEEN = { seen: expression("$states.result") };
/** JSONata: whether a switchover or a failover is under way. Absent otherwise. */
const MOVING = "$exists($seen.GlobalClusters[0].FailoverState.Status)";
/** JSONata: whether that is a switchover. */
const SWITCHING = "($seen.GlobalClusters[0].FailoverState.IsDataLossAllowed = false)";

/** What an Aurora global database's failover goes by: names alone, since one is the same in both regions. */
export type AuroraSource = Pick<AuroraGlobal, "id" | "name" | "engine" | "instanceClass" | "headless">;

/** Published in milliseconds, and not at all where nothing is replicated. */
const BEHIND = { seconds: "$round($lag.value / 1000, 1)", good: "true" };

/** How long AWS takes for an instance of a headless cluster, at most. */
const NEW_INSTANCE = Duration.minutes(30);

/**
 * An Aurora global database. While the primary answers, a switchover: it stops the writes, waits until all has arrived, and loses nothing.
 * When it does not, a failover, which loses what had not arrived. A secondary without instances gets one first.
 */
export function auroraDatabase(
  place: Place,
  { id, name, engine, instanceClass, headless }: AuroraSource,
): FailoverDatabase {
  const own = arnIn(place, "rds", `cluster:${name}`);
  const global = `arn:${place.partition}:rds::${place.account}:global-cluster:${name}`;
  const theirs = own.replace(place.region, place.primaryRegion);
  const instance = `${name}-failover-1`;
  const lookAtGlobal = call("rds:describeGlobalClusters", { GlobalClusterIdentifier: name });
  const writes = (seen: string) =>
    `$count(${seen}.GlobalClusters[0].GlobalClusterMembers[DbClusterArn = '${own}' and IsWriter = true]) = 1`;
  return {
    id,
    gate: (maxLag) =>
      gateBranch(id, {
        look: lookAtGlobal,
        isDone: writes("$states.result"),
        lag: readLag({ Id: "lag", Expression: auroraLagQuery(name), Period: 60 }, "judge"),
        answers: "$lag.fresh",
        facts: lagFacts(id, BEHIND),
        problems: lagProblems(id, maxLag, BEHIND),
      } satisfies SeenProps),
    promote: (timing) =>
      branch(`Promote ${id}`, {
        look: { ...lookAtGlobal, Assign: SEEN, Next: "done?" },
        "done?": {
          Type: "Choice",
          Choices: [{ Condition: expression(writes("$seen")), Next: "done" }],
          Default: headless ? "instances" : "under way?",
        },
        ...(headless ? addInstance(name, instance, { engine, instanceClass }, timing) : {}),
        // The instance has been looked at since.
        ...(headless ? { "look again": { ...lookAtGlobal, Assign: SEEN, Next: "under way?" } } : {}),
        "under way?": {
          Type: "Choice",
          Choices: [
            // What hangs since the primary died is not waited for, where somebody says that it did.
            {
              Condition: expression(`${MOVING} and $not($primary = 'away' and ${SWITCHING})`),
              Next: "writer",
            },
            { Condition: expression("$answers"), Next: "switch over" },
          ],
          Default: "fail over",
        },
        ...change("switch over", {
          call: move("switchoverGlobalCluster", { name, own }),
          look: lookAtGlobal,
          isUnderWay: `${writes("$seen")} or ${MOVING}`,
          then: "writer",
        }),
        ...change("fail over", {
          call: move("failoverGlobalCluster", { name, own }),
          look: lookAtGlobal,
          isUnderWay: `${writes("$seen")} or ${MOVING} and $not(${SWITCHING})`,
          then: "writer",
        }),
        ...until("writer", {
          look: lookAtGlobal,
          good: writes("$seen"),
          what: `${name} to write in ${place.region}`,
          stand: `'The global cluster is ' & $seen.GlobalClusters[0].Status & '.'`,
          timing,
          then: "done",
        }),
        done: done(`${id} writes in ${place.region}`),
      }),
    statements: [
      allow(["rds:DescribeGlobalClusters"], global),
      allow(["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"], [global, own, theirs]),
      ...(headless ? instanceStatements(place, name, instance) : []),
    ],
  };
}

function move(
  api: "switchoverGlobalCluster" | "failoverGlobalCluster",
  { name, own }: { name: string; own: string },
): State {
  return call(`rds:${api}`, {
    GlobalClusterIdentifier: name,
    TargetDbClusterIdentifier: own,
    // A switchover loses nothing; the two are never asked for at once.
    ...(api === "failoverGlobalCluster" ? { AllowDataLoss: true } : {}),
  });
}

/** A cluster without instances can neither be switched over to nor failed over to. */
function addInstance(
  name: string,
  instance: string,
  { engine, instanceClass }: Pick<AuroraSource, "engine" | "instanceClass">,
  { poll }: Timing,
): States {
  const lookAtCluster = call("rds:describeDBClusters", { DbClusterIdentifier: name });
  return {
    instances: {
      ...lookAtCluster,
      Assign: { members: expression("$count($states.result.DbClusters[0].DbClusterMembers)") },
      Next: "headless?",
    },
    "headless?": {
      Type: "Choice",
      Choices: [{ Condition: expression("$members > 0"), Next: "instance" }],
      Default: "add instance",
    },
    ...change("add instance", {
      call: call("rds:createDBInstance", {
        DbInstanceIdentifier: instance,
        DbClusterIdentifier: name,
        DbInstanceClass: instanceClass,
        Engine: engine,
        PubliclyAccessible: false,
        AutoMinorVersionUpgrade: false,
      }),
      look: lookAtCluster,
      isUnderWay: "$count($seen.DbClusters[0].DbClusterMembers) > 0",
      then: "instance",
    }),
    ...until("instance", {
      look: call("rds:describeDBInstances", { Filters: [{ Name: "db-cluster-id", Values: [name] }] }),
      good: "$count($seen.DbInstances[DbInstanceStatus = 'available']) > 0",
      what: `an instance of ${name}`,
      stand: "'It is ' & $join($seen.DbInstances.DbInstanceStatus, ', ') & '.'",
      timing: { poll, within: NEW_INSTANCE },
      then: "look again",
    }),
  };
}

function instanceStatements(place: Place, name: string, instance: string) {
  const rds = (resource: string) => arnIn(place, "rds", resource);
  return [
    allow(["rds:DescribeDBClusters"], rds(`cluster:${name}`)),
    // A filter by cluster is no resource, so any instance of the region may be described.
    allow(["rds:DescribeDBInstances"], rds("db:*")),
    allow(
      ["rds:CreateDBInstance"],
      [
        rds(`cluster:${name}`),
        rds(`db:${instance}`),
        rds(`subgrp:${name}`),
        // What an instance has when nothing is said.
        rds("pg:default.*"),
        rds("og:default:*"),
      ],
    ),
  ];
}
