import { isReplica } from "../../../pair/roles/replica";
import type { PairContext } from "../../../compare/context";
import type { Resource } from "../../../model/workspace/workspace";
import { backupCopies } from "./backups";
import { replicationsToDr } from "./buckets";
import { DATABASES } from "./databases";
import { Field } from "./field";
import { PairGraph } from "./graph";
import { healthCheckOf } from "./health-checks";
import { routedRecords, sideServed, type RoutedRecord } from "./records";
import { called, standingTwins } from "./twins";

/** A part of an estimate, with what it comes from. */
export interface Part {
  readonly what: string;
  readonly seconds: number;
  /** The resource that it is about. */
  readonly resource: Resource;
  /** Where the figure comes from: a setting, or a page of AWS's. */
  readonly source: string;
}

/** What a failover takes, part after part, and what each data store may lose. */
export interface Estimate {
  readonly rto: readonly Part[];
  readonly rpo: readonly Part[];
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Figures that AWS publishes, or that its documentation leads to; rather too long than too short. */
const AWS = {
  aliasTtl: {
    seconds: MINUTE,
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html",
  },
  globalClusterFailover: {
    seconds: 5 * MINUTE,
    source:
      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
  },
  globalClusterLag: {
    seconds: 5,
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
  },
  replicaPromotion: {
    seconds: 10 * MINUTE,
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html",
  },
  replicaLag: {
    seconds: 5 * MINUTE,
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html",
  },
  clusterInstance: {
    seconds: 10 * MINUTE,
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-replicas-adding.html",
  },
  scaleOut: {
    seconds: 5 * MINUTE,
    source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html",
  },
  objectReplication: {
    seconds: 15 * MINUTE,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html",
  },
  globalTableLag: {
    seconds: 1,
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html",
  },
} as const;

/** Estimates from the configuration what a failover would take and lose. */
export function estimate(pair: PairContext): Estimate {
  return {
    rto: [...detection(pair), ...promotion(pair), ...scaleOut(pair)],
    rpo: [...databaseLoss(pair), ...objectLoss(pair), ...tableLoss(pair), ...backupLoss(pair)],
  };
}

/** The slowest record decides when DNS has moved: its health check's patience, then the TTL. */
function detection(pair: PairContext): Part[] {
  const graph = PairGraph.of(pair);
  const parts = routedRecords(pair)
    .filter((routed) => routed.routing !== "simple" && sideServed(routed) === "primary")
    .map((routed) => [...patience(graph, routed), ttl(routed)]);
  return parts.sort((a, b) => sum(b) - sum(a))[0] ?? [];
}

function patience(graph: PairGraph, routed: RoutedRecord): Part[] {
  const check = healthCheckOf(graph, routed);
  const interval = check && Field.of(check, "request_interval").number;
  if (!check || !interval) return [];
  const threshold = Field.of(check, "failure_threshold").number ?? 3;
  const source = `${threshold} failures, one every ${interval} s`;
  return [
    {
      what: `${called(check)} finds primary unhealthy`,
      seconds: interval * threshold,
      resource: check,
      source,
    },
  ];
}

function ttl({ record, alias }: RoutedRecord): Part {
  const what = `resolvers ask for ${called(record)} again`;
  const own = Field.of(record, "ttl").number;
  if (alias || own === undefined) return { what, ...AWS.aliasTtl, resource: record };
  return { what, seconds: own, resource: record, source: `ttl = ${own}` };
}

/** Databases are promoted side by side: the slowest decides. */
function promotion(pair: PairContext): Part[] {
  const parts = standingTwins(pair, DATABASES)
    .filter(({ dr }) => isReplica(dr))
    .map(({ dr }): Part => {
      const figure = dr.type === "aws_db_instance" ? AWS.replicaPromotion : AWS.globalClusterFailover;
      return { what: `${called(dr)} becomes writable`, ...figure, resource: dr };
    });
  return [...slowest(parts), ...slowest(headless(pair))];
}

/** A cluster without instances has to be given one first. */
function headless(pair: PairContext): Part[] {
  const graph = PairGraph.of(pair);
  const instances = graph.managed("aws_rds_cluster_instance");
  const staffed = new Set(
    instances.flatMap((one) => graph.resolve(Field.of(one, "cluster_identifier"), ["aws_rds_cluster"])),
  );
  return standingTwins(pair, "aws_rds_cluster")
    .filter(({ primary, dr }) => staffed.has(primary) && !staffed.has(dr))
    .map(({ dr }) => ({ what: `${called(dr)} is given an instance`, ...AWS.clusterInstance, resource: dr }));
}

/** Groups that run less in DR grow side by side. */
function scaleOut(pair: PairContext): Part[] {
  const parts = standingTwins(pair, "aws_autoscaling_group").flatMap(({ primary, dr }): Part[] => {
    const [now, then] = [running(dr), running(primary)];
    if (now === undefined || then === undefined || now >= then) return [];
    return [{ what: `${called(dr)} grows from ${now} to ${then}`, ...AWS.scaleOut, resource: dr }];
  });
  return slowest(parts);
}

function running(group: Resource): number | undefined {
  return Field.of(group, "desired_capacity").number ?? Field.of(group, "min_size").number;
}

function databaseLoss(pair: PairContext): Part[] {
  return standingTwins(pair, DATABASES)
    .filter(({ dr }) => isReplica(dr))
    .map(({ dr }) => ({
      what: `${called(dr)} lags behind`,
      ...(dr.type === "aws_db_instance" ? AWS.replicaLag : AWS.globalClusterLag),
      resource: dr,
    }));
}

function objectLoss(pair: PairContext): Part[] {
  const sources = [...replicationsToDr(pair)]
    .filter(({ status }) => status === "Enabled")
    .map(({ source }) => source);
  return [...new Set(sources)].map((source) => ({
    what: `objects of ${called(source)} are still to be copied`,
    ...AWS.objectReplication,
    resource: source,
  }));
}

function tableLoss(pair: PairContext): Part[] {
  const region = pair.sides.dr.region;
  return PairGraph.of(pair)
    .managed("aws_dynamodb_table", "primary")
    .filter((table) =>
      Field.of(table, "replica").elements.some((one) => one.at("region_name").text === region),
    )
    .map((table) => ({
      what: `writes to ${called(table)} are on their way`,
      ...AWS.globalTableLag,
      resource: table,
    }));
}

/** What only backups carry over is lost since the last one: of databases that are no replicas. */
function backupLoss(pair: PairContext): Part[] {
  const restored = standingTwins(pair, DATABASES).some(
    ({ primary, dr }) => !isReplica(dr) && !isReplica(primary),
  );
  if (!restored) return [];
  return [...new Set(backupCopies(pair).flatMap(({ plan, leaves }) => (leaves ? [plan] : [])))].flatMap(
    (plan) => {
      const intervals = Field.of(plan, "rule").elements.flatMap(
        (rule) => intervalOf(rule.at("schedule").text) ?? [],
      );
      if (intervals.length === 0) return [];
      const what = `${called(plan)} copies only so often`;
      return [{ what, seconds: Math.min(...intervals), resource: plan, source: "the plan's schedule" }];
    },
  );
}

/** How often an AWS cron or rate expression comes round at least; undefined for what this does not read. */
export function intervalOf(schedule: string | undefined): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule ?? "");
  if (rate)
    return (
      Number(rate[1]) * { minute: MINUTE, hour: HOUR, day: 24 * HOUR }[rate[2] as "minute" | "hour" | "day"]
    );
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) \S+\)$/.exec(schedule ?? "");
  if (!cron) return undefined;
  const [, minute = "", hour = "", day = "", , weekday = ""] = cron;
  const every = /^(?:\d+|\*)\/(\d+)$/.exec(hour)?.[1];
  if (/[*/]/.test(minute)) return HOUR;
  if (hour === "*") return HOUR;
  if (every !== undefined) return Number(every) * HOUR;
  if (/^[*?]$/.test(day) && /^[*?]$/.test(weekday)) return 24 * HOUR;
  return /^[*?]$/.test(day) ? 7 * 24 * HOUR : 31 * 24 * HOUR;
}

/** The sum of all parts: they come one after the other. */
export function sum(parts: readonly Part[]): number {
  return parts.reduce((total, { seconds }) => total + seconds, 0);
}

/** The part that takes longest; none of none. */
export function slowest(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => b.seconds - a.seconds).slice(0, 1);
}
