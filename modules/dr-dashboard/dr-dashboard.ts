import type { Figure, Metric } from "../figures/figure";
import { type Figures, figuresOf } from "../figures/figures-of";
import { resourcesOf } from "../figures/resources-of";
import { Keys } from "../keys/keys";
import { arnIn, arnPlace } from "../pair/arn";
import { CloudwatchCompositeAlarm, CloudwatchDashboard, CloudwatchMetricAlarm } from "../pair/aws";
import { type Capability, text as textParameter } from "../pair/capability";
import { checkPageUrl } from "../pair/page-url";
import type { Pair } from "../pair/pair";
import type { Side } from "../pair/side";
import { S3Replication } from "../s3-replication/s3-replication";
import { bodyOf, graph, search, type Widget } from "./widgets";

export interface DrDashboardProps {
  /** Where the pair's runbook lies, outside the primary region: an address beginning with https. @default - not said */
  readonly runbookUrl?: string;
  /** What the last drills measured: metrics of the DR region, in seconds. @default - none are shown */
  readonly drill?: { readonly rto: Metric; readonly rpo: Metric };
}

/** CloudWatch's own limit of alarms in one widget; more get another one. */
const MOST_ALARMS = 100;
const MINUTE = 60;
const DAY = 86_400;
/** A drill a month is a point a month: three of them are seen. */
const DRILL_RANGE = "-P90D";

/**
 * What an operator looks at first, on one page of CloudWatch: which alarms are on, whether each side is healthy, what a failover would lose
 * now beside the RPO, what waits to be copied, the backups of the last days, and the last drill.
 *
 * Link: the dashboard, in the DR region, with figures of both regions and of us-east-1; health checks' ids are known there alone. Primary and
 * DR: nothing. What it shows it finds in the workspaces, resources of your own too. Create it after all of that.
 */
export class DrDashboard {
  /** Of the dashboard. */
  readonly name: string;
  private readonly shown: string;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: DrDashboardProps = {},
  ) {
    this.name = `${pair.name}-${id}`;
    this.check();
    this.shown = this.body();
    const dashboard = new CloudwatchDashboard(pair.link, id, {
      dashboardName: this.name,
      dashboardBody: this.shown,
    });
    pair.design.differs(dashboard, "one page for both sides, in the region that takes over");
    pair.link.node.addValidation({ validate: () => this.lateProblems() });
  }

  /** The page in the console. */
  get url(): string {
    const { region } = this.pair.dr;
    return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${this.name}`;
  }

  private check(): void {
    const { runbookUrl } = this.props;
    if (runbookUrl !== undefined) checkPageUrl(`${this.id}.runbookUrl`, runbookUrl);
  }

  private body(): string {
    const figures = figuresOf(this.pair);
    const rows = [
      [this.heading(), ...this.alarms()],
      [...this.health(figures), ...this.standing(figures)],
      this.loss(figures),
      this.pending(figures),
      [...this.backups(figures), ...this.drills()],
    ];
    return bodyOf(rows.filter((row) => row.length > 0));
  }

  private heading(): Widget {
    const { pair, props } = this;
    const { rto, rpo } = pair.objectives;
    const lines = [
      `**${pair.name}**, ${pair.strategy}: ${pair.primary.region} to ${pair.dr.region}`,
      `RTO ${rto}, RPO ${rpo}`,
      ...(props.runbookUrl === undefined ? [] : [`[Runbook](${props.runbookUrl})`]),
    ];
    return { type: "text", properties: { markdown: lines.join("; ") } };
  }

  /** Of the DR region: those of the primary region are of no use on the day. Composite ones first: they say in one what the others say in many. */
  private alarms(): Widget[] {
    const { pair } = this;
    const { region } = pair.dr;
    const here = [pair.dr.workspace, pair.link];
    const own = [
      ...here.flatMap((workspace) => resourcesOf(workspace, CloudwatchCompositeAlarm)),
      ...here.flatMap((workspace) => resourcesOf(workspace, CloudwatchMetricAlarm)),
    ].filter(({ provider }) => provider === undefined || provider === pair.link.providerFor(region));
    const alarms = own
      .flatMap(({ alarmNameInput: name }) => (name === undefined ? [] : [name]))
      .map((name) => arnIn(arnPlace(pair, pair.dr), "cloudwatch", `alarm:${name}`));
    const widgets = Math.ceil(alarms.length / MOST_ALARMS);
    return Array.from({ length: widgets }, (_, index) => ({
      type: "alarm",
      properties: {
        title: widgets === 1 ? "Alarms" : `Alarms (${index + 1} of ${widgets})`,
        alarms: alarms.slice(index * MOST_ALARMS, (index + 1) * MOST_ALARMS),
      },
    }));
  }

  private health({ checks }: Figures): Widget[] {
    if (checks.length === 0) return [];
    return [
      graph({
        title: "Health checks: 1 passes",
        region: this.pair.dr.region.name,
        figures: checks,
        period: MINUTE,
      }),
    ];
  }

  private standing({ targets }: Figures): Widget[] {
    return this.pair.sides.flatMap((side: Side) => {
      const own = targets.filter((one) => one.side === side);
      if (own.length === 0) return [];
      const searches = own.map(({ name }) => ({
        words: `{AWS/ApplicationELB,LoadBalancer,TargetGroup} MetricName="HealthyHostCount" ${name}`,
        label: name,
      }));
      return [search(`Healthy targets in ${side.region}`, side.region.name, searches)];
    });
  }

  private loss({ lags }: Figures): Widget[] {
    if (lags.length === 0) return [];
    const { rpo } = this.pair.objectives;
    const common = { region: this.pair.dr.region.name, figures: lags, period: MINUTE, seconds: true };
    return [
      graph({
        ...common,
        title: `A failover would lose (seconds; RPO ${rpo})`,
        lines: [{ label: `RPO ${rpo}`, value: rpo.seconds }],
      }),
      graph({ ...common, title: "Now (seconds)", view: "number" }),
    ];
  }

  private pending({ pendingBytes, pendingOperations }: Figures): Widget[] {
    if (pendingBytes.length === 0) return [];
    const region = this.pair.dr.region.name;
    return [
      graph({ title: "Bytes that wait to be copied", region, figures: pendingBytes, period: 5 * MINUTE }),
      graph({
        title: "Objects that wait to be copied",
        region,
        figures: pendingOperations,
        period: 5 * MINUTE,
      }),
    ];
  }

  private backups({ backups }: Figures): Widget[] {
    if (backups.length === 0) return [];
    return [
      graph({
        title: "Backups that arrived, by day",
        region: this.pair.dr.region.name,
        figures: backups,
        period: DAY,
      }),
    ];
  }

  private drills(): Widget[] {
    const { drill } = this.props;
    if (drill === undefined) return [];
    const { rto, rpo } = this.pair.objectives;
    const { region } = this.pair.dr;
    const figure = (name: string, metric: Metric): Figure => ({ name, region, metric, statistic: "Maximum" });
    const { type, properties } = graph({
      title: `Drills (seconds; RTO ${rto}, RPO ${rpo})`,
      region: region.name,
      figures: [figure("Time to recover", drill.rto), figure("Data lost", drill.rpo)],
      period: DAY,
      lines: [
        { label: `RTO ${rto}`, value: rto.seconds },
        { label: `RPO ${rpo}`, value: rpo.seconds },
      ],
    });
    return [{ type, properties: { ...properties, start: DRILL_RANGE } }];
  }

  /** Asked when everything is defined. */
  private lateProblems(): string[] {
    if (withoutTokens(this.body()) === withoutTokens(this.shown)) return [];
    return [
      `${this.id}: something that it should show was created after it. Create it after all that is replicated.`,
    ];
  }
}

/** A reference is another token each time that it is asked for. */
function withoutTokens(body: string): string {
  return body.replace(/TOKEN\.\d+/g, "TOKEN");
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "dr-dashboard",
  build: (pair, id) => {
    new S3Replication(pair, "replicated", {
      bucketPrefix: "bucket-prefix",
      keys: new Keys(pair, "keys"),
      direction: "one-way",
    });
    new DrDashboard(pair, id);
  },
  parameters: [
    textParameter(
      "bucket_prefix",
      /bucket-prefix/g,
      "Beginning of the replicated buckets' names; account and region follow.",
    ),
  ],
};
