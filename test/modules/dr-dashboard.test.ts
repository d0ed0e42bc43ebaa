import { AwsBackup } from "../../modules/aws-backup/aws-backup";
import { DrAlerts } from "../../modules/dr-alerts/dr-alerts";
import { DrDashboard, type DrDashboardProps } from "../../modules/dr-dashboard/dr-dashboard";
import { GlobalTable } from "../../modules/dynamodb-global/global-table";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { Keys } from "../../modules/keys/keys";
import { CloudwatchMetricAlarm } from "../../modules/pair/aws";
import { RdsReadReplica } from "../../modules/rds-read-replica/rds-read-replica";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import type { RegionPair } from "../../stacks/region-pair";
import { type SynthesizedPair, synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly title?: string;
    readonly metrics?: unknown[][];
  };
}

const dashboard = (
  props: DrDashboardProps = {},
  after: (pair: RegionPair) => unknown = () => undefined,
  before: (pair: RegionPair) => unknown = () => undefined,
) =>
  synthesized((pair) => {
    const { keys, network } = base(pair);
    const ledger = new RdsReadReplica(pair, "ledger", {
      network,
      keys,
      engine: "postgres",
      engineVersion: "16.6",
      instanceClass: "db.m6g.large",
      storage: 100,
      databaseName: "ledger",
    });
    ledger.connections.allowDefaultPortFrom(network.peer);
    new GlobalTable(pair, "carts", { keys, hashKey: { name: "id" } });
    new S3Replication(pair, "assets", { bucketPrefix: "acme-assets", keys });
    new AwsBackup(pair, "backup", { keys });
    const fleet = fleetIn(pair, { keys, network });
    new FailoverDns(pair, "www", {
      zone: { name: "example.com" },
      name: "www.example.com",
      target: { loadBalancer: fleet },
      check: { kind: "endpoint" },
    });
    before(pair);
    new DrDashboard(pair, "overview", props);
    after(pair);
  });

const widgets = ({ link }: SynthesizedPair) => {
  const { dashboard_body: body } = link.resource("aws_cloudwatch_dashboard.overview");
  return (JSON.parse(String(body)) as { widgets: Widget[] }).widgets;
};
const widget = (pair: SynthesizedPair, title: string) => {
  const found = widgets(pair).find(({ properties }) => properties.title?.startsWith(title));
  if (found === undefined) throw new Error(`no ${title}`);
  return found;
};

describe("DrDashboard", () => {
  const pair = dashboard();

  it("is one page in the DR region, for both sides by design", () => {
    expect(pair.link.resource("aws_cloudwatch_dashboard.overview")).toMatchObject({
      dashboard_name: "shop-overview",
    });
    expect(pair.link.resource("aws_cloudwatch_dashboard.overview")).not.toHaveProperty("provider");
    expect(pair.manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: "aws_cloudwatch_dashboard.overview", side: "link" }),
    );
  });

  it("shows what a failover would lose now in seconds, beside the RPO, from the region that knows it", () => {
    const { properties } = widget(pair, "A failover would lose");
    expect(properties.annotations).toEqual({ horizontal: [{ label: "RPO 15 min", value: 900 }] });
    const text = JSON.stringify(properties.metrics);
    expect(text).toContain(
      '"AWS/DynamoDB","ReplicationLatency","TableName","shop-carts","ReceivingRegion","eu-central-1"',
    );
    expect(properties.metrics).toContainEqual([
      { expression: "m2 / 1000", id: "m2s", label: "shop-carts (DynamoDB)", region: "eu-west-1" },
    ]);
    expect(text).toContain('"AWS/RDS","ReplicaLag","DBInstanceIdentifier","shop-ledger"');
    expect(text).toContain('"AWS/S3","ReplicationLatency"');
  });

  it("shows every health check, the latch's too, from us-east-1, where alone they have figures", () => {
    const { metrics = [] } = widget(pair, "Health checks").properties;
    expect(metrics.length).toBeGreaterThan(1);
    for (const metric of metrics) expect(metric.at(-1)).toMatchObject({ region: "us-east-1" });
    expect(JSON.stringify(metrics)).toContain("${aws_route53_health_check.www_latch.id}");
  });

  it("shows what waits in S3, what arrived in the vault, and the healthy targets of both sides", () => {
    for (const title of ["Bytes that wait", "Objects that wait", "Backups that arrived"]) widget(pair, title);
    expect(widget(pair, "Healthy targets in eu-west-1").properties.region).toBe("eu-west-1");
    expect(widget(pair, "Healthy targets in eu-central-1").properties.region).toBe("eu-central-1");
  });

  it("lists composite alarms first", () => {
    const ready = dashboard({}, undefined, (one) => new DrAlerts(one, "ready"));
    const { alarms } = widget(ready, "Alarms").properties as { alarms: string[] };
    expect(alarms[0]).toBe("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-ready-not-ready");
    expect(alarms).toContain("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-ready-behind-1");
    expect(new Set(alarms).size).toBe(alarms.length);
  });

  it("leaves no alarm out where there are more than a widget takes", () => {
    const many = dashboard({}, undefined, ({ dr, design }) => {
      for (let index = 0; index < 210; index++) {
        const alarm = new CloudwatchMetricAlarm(dr.workspace, `own-${index}`, {
          alarmName: `own-${index}`,
          comparisonOperator: "GreaterThanThreshold",
          evaluationPeriods: 1,
        });
        design.differs(alarm, "a test's");
      }
    });
    const lists = widgets(many).filter(({ type }) => type === "alarm");
    expect(lists.map(({ properties }) => properties.title)).toEqual([
      "Alarms (1 of 3)",
      "Alarms (2 of 3)",
      "Alarms (3 of 3)",
    ]);
    const alarms = lists.map(({ properties }) => properties.alarms as string[]);
    expect(alarms.map(({ length }) => length <= 100)).toEqual([true, true, true]);
    expect(alarms.flat().filter((arn) => arn.includes(":alarm:own-"))).toHaveLength(210);
  });

  it("lists the alarms of the DR region, and no others", () => {
    const { alarms } = widget(pair, "Alarms").properties as { alarms: string[] };
    expect(alarms).toContain("arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-www-take-over");
    expect(alarms.filter((arn) => !arn.startsWith("arn:aws:cloudwatch:eu-central-1:"))).toEqual([]);
    expect(alarms.filter((arn) => arn.includes("unhealthy"))).toEqual([]);
  });

  it("names the targets and the runbook, which lies outside the primary region", () => {
    const [heading] = widgets(dashboard({ runbookUrl: "https://wiki.example.com/shop" }));
    expect(heading?.properties.markdown).toContain("RTO 15 min, RPO 15 min");
    expect(heading?.properties.markdown).toContain("[Runbook](https://wiki.example.com/shop)");
    expect(() => dashboard({ runbookUrl: "javascript:alert(1)" })).toThrow("overview.runbookUrl");
  });

  it("shows the drills of three months beside both targets, where they are told", () => {
    expect(widgets(pair).some(({ properties }) => properties.title?.startsWith("Drills"))).toBe(false);
    const metric = (metricName: string) => ({
      namespace: "drparity",
      metricName,
      dimensions: { Pair: "shop" },
    });
    const drilled = dashboard({ drill: { rto: metric("DrillRto"), rpo: metric("DrillRpo") } });
    expect(widget(drilled, "Drills").properties).toMatchObject({ start: "-P90D", region: "eu-central-1" });
  });

  it("lays widgets beside and below each other, none over another and none out of the page", () => {
    const cells = widgets(pair).flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, i) => [x + (i % width), y + Math.floor(i / width)].join()),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...widgets(pair).map(({ x, width }) => x + width))).toBeLessThanOrEqual(24);
  });

  it("refuses to be made before what it shows", () => {
    const late = (one: RegionPair) =>
      new GlobalTable(one, "late", { keys: new Keys(one, "more"), hashKey: { name: "id" } });
    expect(() => dashboard({}, late)).toThrow("overview: something that it should show was created after it");
  });
});
