import { CloudwatchCompositeAlarm, CloudwatchMetricAlarm } from "../pair/aws";
import { type Figure, inSeconds } from "../figures/figure";
import { type Figures, figuresOf, type Targets } from "../figures/figures-of";
import { Keys } from "../keys/keys";
import { type Capability, number, type Parameter, text } from "../pair/capability";
import { type Construct, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { scopeIn } from "../pair/side";
import { S3Replication } from "../s3-replication/s3-replication";
import { type AlarmTimes, checkTimes } from "./times";

export type { AlarmTimes } from "./times";

export interface DrAlertsProps {
  /** For what loses data or cannot serve: the RPO, and the standby's health. @default 60 s, 3 times */
  readonly urgent?: AlarmTimes;
  /** For what waits to be copied. @default 300 s, 2 times */
  readonly waiting?: AlarmTimes;
  /** How far behind a copy may be. At most the pair's RPO. @default - the pair's RPO */
  readonly lag?: Duration;
  /** Bytes of S3 objects that may wait to be copied, per bucket. @default 1 GiB */
  readonly pendingBytes?: number;
  /** Objects and deletions that may wait to be copied, per bucket. @default 1000 */
  readonly pendingOperations?: number;
  /** In which time a backup has to arrive in the DR region's vault: 1 to 7 days, in whole ones. @default 2 days */
  readonly backupsWithin?: Duration;
}

const GIBIBYTE = 2 ** 30;
const REASON = "only the DR region has to be ready to take over";

/**
 * Alarms that say whether the DR region could take over now, beside those with which each capability watches its own promise: a copy
 * that is further behind than the pair's RPO, objects that pile up, a standby without a healthy target, a vault in which nothing arrives,
 * and one alarm that is on while any of these is.
 *
 * DR: the alarms, which report to the pair's topic there. Primary and link: nothing. What they watch they find in the workspaces,
 * resources of your own too. Create it after all of that.
 */
export class DrAlerts {
  /** Of the alarm that is on while any of the others is. */
  readonly notReadyName: string;
  private readonly scope: Construct;
  private readonly seen: number;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: DrAlertsProps = {},
  ) {
    this.check();
    this.scope = scopeIn(pair.dr, id);
    this.notReadyName = this.nameOf("not-ready");
    const figures = figuresOf(pair);
    this.seen = watched(pair, figures);
    const alarms = this.createAll(figures);
    if (alarms.length === 0) {
      throw new ConfigurationError(
        id,
        "finds nothing to watch: no copy, no vault, no target group in the DR region",
        "Create it after what it watches",
      );
    }
    this.summarize(alarms);
    for (const one of this.scope.node.findAll())
      if (TerraformResource.isTerraformResource(one)) pair.design.differs(one, REASON);
    pair.link.node.addValidation({ validate: () => this.lateProblems() });
  }

  private get urgent(): AlarmTimes {
    return this.props.urgent ?? { period: Duration.seconds(60), times: 3 };
  }

  private get waiting(): AlarmTimes {
    return this.props.waiting ?? { period: Duration.seconds(300), times: 2 };
  }

  private get lag(): Duration {
    return this.props.lag ?? this.pair.objectives.rpo;
  }

  private get backupDays(): number {
    return (this.props.backupsWithin ?? Duration.days(2)).seconds / 86_400;
  }

  private check(): void {
    const { id, props, pair } = this;
    checkTimes(`${id}.urgent`, this.urgent);
    checkTimes(`${id}.waiting`, this.waiting);
    if (this.lag.isLongerThan(pair.objectives.rpo)) {
      throw new ConfigurationError(
        `${id}.lag`,
        `${this.lag} is more than the pair's RPO of ${pair.objectives.rpo}`,
        "Give the RPO, or less: an alarm that is later than the loss is of no use",
      );
    }
    for (const field of ["pendingBytes", "pendingOperations"] as const) {
      const value = props[field];
      if (value === undefined || (Number.isInteger(value) && value >= 0)) continue;
      throw new ConfigurationError(`${id}.${field}`, `is ${value}`, "Give a whole number, 0 or more");
    }
    if (!Number.isInteger(this.backupDays) || this.backupDays < 1 || this.backupDays > 7) {
      throw new ConfigurationError(
        `${id}.backupsWithin`,
        `is ${props.backupsWithin}`,
        "Give 1 to 7 whole days",
      );
    }
  }

  private createAll({
    lags,
    pendingBytes,
    pendingOperations,
    backups,
    targets,
  }: Figures): CloudwatchMetricAlarm[] {
    const { pair, props } = this;
    // An alarm cannot look at another region's metrics: of these the dashboard alone tells.
    const here = (list: readonly Figure[]) => list.filter(({ region }) => region.equals(pair.dr.region));
    const standby = pair.traits.runningShare === 0 ? [] : targets.filter(({ side }) => side === pair.dr);
    return [
      ...here(lags).map((one, index) => this.behind(one, index)),
      ...here(pendingBytes).map((one, index) =>
        this.pending(one, index, "bytes", props.pendingBytes ?? GIBIBYTE),
      ),
      ...here(pendingOperations).map((one, index) =>
        this.pending(one, index, "operations", props.pendingOperations ?? 1000),
      ),
      ...standby.map((one, index) => this.unhealthy(one, index)),
      ...backups.map((one, index) => this.withoutBackup(one, index)),
    ];
  }

  private behind(figure: Figure, index: number): CloudwatchMetricAlarm {
    const seconds = inSeconds("metric", figure);
    const metric =
      "query" in figure.metric
        ? { expression: figure.metric.query, period: this.urgent.period.seconds }
        : {
            metric: {
              ...figure.metric,
              dimensions: { ...figure.metric.dimensions },
              stat: figure.statistic,
              period: this.urgent.period.seconds,
            },
          };
    return this.alarm(`behind-${index + 1}`, this.urgent, {
      alarmDescription: `${figure.name} is more than ${this.lag} behind: failing over now would lose more than the RPO allows. Look for what holds the replication up before anything is promoted.`,
      metricQuery: [
        { id: "metric", ...metric, ...(seconds === undefined ? { returnData: true } : {}) },
        ...(seconds === undefined
          ? []
          : [{ id: "behind", expression: seconds, label: "Seconds behind", returnData: true }]),
      ],
      threshold: this.lag.seconds,
      comparisonOperator: "GreaterThanThreshold",
      // Nothing is published while nothing is written.
      treatMissingData: "notBreaching",
    });
  }

  private pending(figure: Figure, index: number, what: string, threshold: number): CloudwatchMetricAlarm {
    return this.alarm(`pending-${what}-${index + 1}`, this.waiting, {
      ...this.measured(figure, this.waiting),
      alarmDescription: `More than ${threshold} ${what} of ${figure.name} wait to be copied to ${this.pair.dr.region}: a failover would miss them.`,
      threshold,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
    });
  }

  private unhealthy({ name, group }: Targets, index: number): CloudwatchMetricAlarm {
    const { period } = this.urgent;
    return this.alarm(`unhealthy-${index + 1}`, this.urgent, {
      alarmDescription: `${name} has no healthy target in ${this.pair.dr.region}: nothing would answer there after a failover.`,
      metricQuery: [
        {
          id: "healthy",
          // Whichever load balancer the group is behind.
          expression: `SELECT MAX(HealthyHostCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, TargetGroup) WHERE TargetGroup = '${group.arnSuffix}'`,
          period: period.seconds,
          returnData: true,
        },
      ],
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
    });
  }

  private withoutBackup(figure: Figure, index: number): CloudwatchMetricAlarm {
    const times = { period: Duration.days(1), times: this.backupDays };
    return this.alarm(`no-backup-${index + 1}`, times, {
      ...this.measured(figure, times),
      alarmDescription: `No backup has arrived in ${figure.name} in ${this.pair.dr.region} for ${this.backupDays} days, or none ever has. Look at the backup plan and its copies.`,
      threshold: 1,
      comparisonOperator: "LessThanThreshold",
      treatMissingData: "breaching",
    });
  }

  private measured({ metric, statistic }: Figure, { period }: AlarmTimes) {
    if ("query" in metric) throw new Error("a metric by name is wanted");
    return { ...metric, dimensions: { ...metric.dimensions }, statistic, period: period.seconds };
  }

  private alarm(
    name: string,
    { times }: AlarmTimes,
    config: Pick<
      ConstructorParameters<typeof CloudwatchMetricAlarm>[2],
      "alarmDescription" | "threshold" | "comparisonOperator" | "treatMissingData"
    > &
      Partial<ConstructorParameters<typeof CloudwatchMetricAlarm>[2]>,
  ): CloudwatchMetricAlarm {
    const topicArn = this.pair.alerts.topicArn(this.pair.dr);
    return new CloudwatchMetricAlarm(this.scope, name, {
      ...config,
      alarmName: this.nameOf(name),
      evaluationPeriods: times,
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }

  /** It calls nobody: the alarms that it is made of have. It is what a human, or a machine, asks before failing over. */
  private summarize(alarms: readonly CloudwatchMetricAlarm[]): void {
    new CloudwatchCompositeAlarm(this.scope, "not-ready", {
      alarmName: this.notReadyName,
      alarmDescription: `${this.pair.dr.region} could not take over ${this.pair.name} within its targets now: look at the alarms that this one is made of.`,
      alarmRule: alarms.map(({ alarmName }) => `ALARM("${alarmName}")`).join(" OR "),
    });
  }

  private nameOf(alarm: string): string {
    return `${this.pair.name}-${this.id}-${alarm}`;
  }

  /** Asked when everything is defined. */
  private lateProblems(): string[] {
    if (watched(this.pair, figuresOf(this.pair)) === this.seen) return [];
    return [
      `${this.id}: something that it should watch was created after it. Create it after all that is replicated.`,
    ];
  }
}

/** How many things there are to watch. */
function watched(pair: Pair, { lags, backups, targets }: Figures): number {
  return [...lags, ...backups, ...targets.filter(({ side }) => side === pair.dr)].length;
}

/** A threshold stands in an alarm's description as well. */
function inWordsToo(name: string, standIn: number, description: string, value: number): Parameter[] {
  const alone = number(name, new RegExp(`\\b${standIn}\\b`, "g"), description, value);
  return [{ ...alone, find: new RegExp(`(?<=than )${standIn}\\b`, "g"), put: `\${var.${name}}` }, alone];
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "dr-alerts",
  build: (pair, id) => {
    new S3Replication(pair, "replicated", {
      bucketPrefix: "bucket-prefix",
      keys: new Keys(pair, "keys"),
      direction: "one-way",
    });
    new DrAlerts(pair, id, { lag: Duration.seconds(803), pendingBytes: 70_001, pendingOperations: 70_002 });
  },
  parameters: [
    text(
      "bucket_prefix",
      /bucket-prefix/g,
      "Beginning of the replicated buckets' names; account and region follow.",
    ),
    ...inWordsToo("lag_seconds", 803, "Seconds that a copy may be behind.", 900),
    ...inWordsToo("pending_bytes", 70_001, "Bytes that may wait to be copied.", GIBIBYTE),
    ...inWordsToo("pending_operations", 70_002, "Objects that may wait to be copied.", 1000),
  ],
};
