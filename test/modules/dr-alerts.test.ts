import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { AwsBackup } from "../../modules/aws-backup/aws-backup";
import { DrAlerts, type DrAlertsProps } from "../../modules/dr-alerts/dr-alerts";
import { Keys } from "../../modules/keys/keys";
import { Duration } from "../../modules/pair/duration";
import { RdsReadReplica } from "../../modules/rds-read-replica/rds-read-replica";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import type { RegionPair, RegionPairProps } from "../../stacks/region-pair";
import { type Attributes, type SynthesizedPair, synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";

const ALARM = "aws_cloudwatch_metric_alarm";

/** A pair with one of everything that is watched, and the alarms behind it. */
function full(props: DrAlertsProps = {}, pairProps: Partial<RegionPairProps> = {}): SynthesizedPair {
  return synthesized((pair) => {
    const { keys, network } = base(pair);
    const databases = [
      new AuroraGlobal(pair, "orders", {
        network,
        keys,
        engine: "aurora-postgresql",
        engineVersion: "16.6",
        instanceClass: "db.r6g.large",
        databaseName: "orders",
      }),
      new RdsReadReplica(pair, "ledger", {
        network,
        keys,
        engine: "postgres",
        engineVersion: "16.6",
        instanceClass: "db.m6g.large",
        storage: 100,
        databaseName: "ledger",
      }),
    ];
    for (const one of databases) one.connections.allowDefaultPortFrom(network.peer);
    new S3Replication(pair, "assets", { bucketPrefix: "acme-assets", keys });
    new AwsBackup(pair, "backup", { keys });
    fleetIn(pair, { keys, network });
    new DrAlerts(pair, "ready", props);
  }, pairProps);
}

/** Of the files' buckets alone: the least that can be watched. */
const objects = (props: DrAlertsProps = {}, after: (pair: RegionPair) => unknown = () => undefined) =>
  synthesized((pair) => {
    new S3Replication(pair, "assets", { bucketPrefix: "acme-assets", keys: new Keys(pair, "data") });
    new DrAlerts(pair, "ready", props);
    after(pair);
  });

const alarms = ({ dr }: SynthesizedPair, part: string) =>
  dr.resources
    .filter((address) => address.startsWith(`${ALARM}.ready_${part}`))
    .map((address): Attributes => dr.resource(address));

describe("DrAlerts", () => {
  const pair = full();

  it("lies in the DR region alone, so that it outlives the primary, and says so of each alarm", () => {
    const own = pair.dr.resources.filter((address) => address.includes(".ready_"));
    expect(own.length).toBeGreaterThan(6);
    for (const other of [pair.primary, pair.link])
      expect(other.resources.filter((address) => address.includes("ready"))).toEqual([]);
    const declared = pair.manifest.byDesign
      .filter(({ paths }) => paths === undefined)
      .map(({ address }) => address);
    expect(declared).toEqual(expect.arrayContaining(own));
  });

  it("alarms on each copy that is further behind than the pair's RPO, by the document's 60 s three times", () => {
    const behind = alarms(pair, "behind");
    expect(behind).toHaveLength(3);
    for (const one of behind) {
      expect(one).toMatchObject({
        threshold: 900,
        evaluation_periods: 3,
        comparison_operator: "GreaterThanThreshold",
      });
      expect(JSON.stringify(one.metric_query)).toContain('"period":60');
    }
  });

  it("holds every copy against the target in seconds, whatever the metric's unit", () => {
    const text = JSON.stringify(alarms(pair, "behind").map((one) => one.metric_query));
    expect(text).toContain("metric / 1000");
    expect(text).toContain("IF(metric < 0, 1000000, metric)");
    expect(text).toContain("DBClusterIdentifier = 'shop-orders'");
  });

  it("alarms on bytes and objects that wait, by the document's 300 s twice", () => {
    expect(alarms(pair, "pending-bytes")).toEqual([
      expect.objectContaining({ period: 300, evaluation_periods: 2, threshold: 2 ** 30 }),
    ]);
    expect(alarms(pair, "pending-operations")[0]).toMatchObject({
      threshold: 1000,
      dimensions: {
        SourceBucket: "acme-assets-111122223333-eu-west-1",
        DestinationBucket: "acme-assets-111122223333-eu-central-1",
        RuleId: "primary-to-dr",
      },
    });
  });

  it("alarms on a standby that nobody would be answered by, where the strategy runs one", () => {
    expect(JSON.stringify(alarms(pair, "unhealthy"))).toContain("aws_lb_target_group");
    expect(alarms(full({}, { strategy: "pilot-light" }), "unhealthy")).toEqual([]);
  });

  it("alarms on a vault in which nothing arrives for two days", () => {
    expect(alarms(pair, "no-backup")).toEqual([
      expect.objectContaining({ period: 86400, evaluation_periods: 2, treat_missing_data: "breaching" }),
    ]);
    expect(alarms(full({ backupsWithin: Duration.days(7) }), "no-backup")[0]?.evaluation_periods).toBe(7);
  });

  it("sums all of them up in one that calls nobody twice", () => {
    const summary = pair.dr.resource("aws_cloudwatch_composite_alarm.ready_not-ready");
    const count = pair.dr.resources.filter((address) => address.startsWith(`${ALARM}.ready_`)).length;
    expect(String(summary.alarm_rule).split(" OR ")).toHaveLength(count);
    expect(summary).not.toHaveProperty("alarm_actions");
  });

  it("reports to the pair's topic, when it goes on and when it goes off", () => {
    for (const one of alarms(pair, ""))
      for (const actions of [one.alarm_actions, one.ok_actions])
        expect(actions).toEqual(["${aws_sns_topic.alerts_topic.arn}"]);
  });

  it.each<[string, DrAlertsProps]>([
    ["ready.urgent.period: is 45 s", { urgent: { period: Duration.seconds(45), times: 3 } }],
    ["ready.urgent.times: is 0", { urgent: { period: Duration.seconds(60), times: 0 } }],
    ["ready.waiting.times: is 300", { waiting: { period: Duration.minutes(5), times: 300 } }],
    ["ready.lag: 1 h is more than the pair's RPO of 15 min", { lag: Duration.hours(1) }],
    ["ready.pendingBytes: is -1", { pendingBytes: -1 }],
    ["ready.pendingOperations: is 0.5", { pendingOperations: 0.5 }],
    ["ready.backupsWithin: is 144 min", { backupsWithin: Duration.seconds(8640) }],
    ["ready.backupsWithin: is 192 h", { backupsWithin: Duration.days(8) }],
  ])("refuses what CloudWatch or the target does not allow: %s", (message, props) => {
    expect(() => objects(props)).toThrow(message);
  });

  it("takes what a team sets", () => {
    const own = objects({
      urgent: { period: Duration.minutes(2), times: 5 },
      lag: Duration.minutes(10),
      pendingBytes: 7,
    });
    expect(alarms(own, "behind")[0]).toMatchObject({ evaluation_periods: 5, threshold: 600 });
    expect(alarms(own, "pending-bytes")[0]?.threshold).toBe(7);
  });

  it("refuses to be there for nothing, and to be made before what it watches", () => {
    expect(() => synthesized((one) => new DrAlerts(one, "ready"))).toThrow("ready: finds nothing to watch");
    const late = (one: RegionPair) =>
      new S3Replication(one, "more", { bucketPrefix: "acme-more", keys: new Keys(one, "other") });
    expect(() => objects({}, late)).toThrow("ready: something that it should watch was created after it");
  });
});
