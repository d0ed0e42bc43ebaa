import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { AwsBackup } from "../../modules/aws-backup/aws-backup";
import { GlobalTable } from "../../modules/dynamodb-global/global-table";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { RdsReadReplica } from "../../modules/rds-read-replica/rds-read-replica";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import type { RegionPair, RegionPairProps } from "../../stacks/region-pair";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { base } from "./base";

const DATABASE = { instanceClass: "db.r6g.large", databaseName: "main" } as const;

/** Whatever can fail, in one pair. */
function everything(pair: RegionPair): void {
  const { keys, network } = base(pair);
  const on = { keys, network };
  const orders = new AuroraGlobal(pair, "orders", {
    ...on,
    ...DATABASE,
    engine: "aurora-postgresql",
    engineVersion: "16.6",
  });
  const ledger = new RdsReadReplica(pair, "ledger", {
    ...on,
    ...DATABASE,
    engine: "postgres",
    engineVersion: "16.6",
    storage: 100,
  });
  for (const database of [orders, ledger]) database.connections.allowDefaultPortFrom(network.peer);
  new GlobalTable(pair, "carts", { keys, hashKey: { name: "id" } });
  new S3Replication(pair, "assets", { keys, bucketPrefix: "acme" });
  new AwsBackup(pair, "backups", { keys });
  new FailoverDns(pair, "www", {
    zone: { name: "example.com" },
    name: "www.example.com",
    target: { hostnames: { primary: "a.example.net", dr: "b.example.net" } },
    check: { kind: "endpoint" },
  });
}

/** `alarm -> topic` of a workspace. */
const actions = (side: Synthesized) =>
  side.resources
    .filter((address) => address.startsWith("aws_cloudwatch_metric_alarm."))
    .map((address) => `${address.split(".")[1]} -> ${String(side.resource(address).alarm_actions)}`);

const OWN = "${aws_sns_topic.alerts_topic.arn}";
const PRIMARY = "arn:aws:sns:eu-west-1:111122223333:shop-alerts";
const DR = "arn:aws:sns:eu-central-1:111122223333:shop-alerts";

describe("a pair's alerts", () => {
  const pair = synthesized(everything);

  it("are what every alarm reports to, in its own region", () => {
    expect(actions(pair.primary)).toEqual([`orders_lag -> ${OWN}`]);
    expect(actions(pair.dr).sort()).toEqual([`ledger_lag -> ${OWN}`, `orders_lag -> ${OWN}`]);
    expect(actions(pair.link).sort()).toEqual([
      `assets_dr-to-primary_failed -> ${DR}`,
      `assets_dr-to-primary_late -> ${PRIMARY}`,
      `assets_primary-to-dr_failed -> ${PRIMARY}`,
      `assets_primary-to-dr_late -> ${DR}`,
      `carts_dr-lag -> ${DR}`,
      `carts_primary-lag -> ${PRIMARY}`,
      "www_primary-alarm -> ${aws_sns_topic.alerts_us-east-1.arn}",
      `www_take-over -> ${DR}`,
    ]);
  });

  it("hear of backups and copies that failed, in both regions", () => {
    for (const side of [pair.primary, pair.dr]) {
      for (const kind of ["backup", "copy"]) {
        expect(side.resource(`aws_cloudwatch_event_target.backups_${kind}-failed-topic`).arn).toBe(OWN);
      }
      expect(side.resource("aws_cloudwatch_event_rule.backups_copy-failed").event_pattern).toContain(
        '"sourceBackupVaultArn" = [aws_backup_vault.backups_vault.arn]',
      );
    }
  });

  it("lie in both regions, and in us-east-1 only for a pair without it", () => {
    for (const side of [pair.primary, pair.dr])
      expect(side.resource("aws_sns_topic.alerts_topic")).toMatchObject({ name: "shop-alerts" });
    const inUsEast1 = synthesized(everything, { primary: "us-east-1", dr: "us-west-2" });
    expect(inUsEast1.link.types()).not.toContain("aws_sns_topic");
    expect(actions(inUsEast1.link)).toContain(
      "www_primary-alarm -> arn:aws:sns:us-east-1:111122223333:shop-alerts",
    );
  });

  it("are not made for a pair in which nothing reports", () => {
    expect(synthesized((each) => void base(each)).dr.types()).not.toContain("aws_sns_topic");
  });

  it.each<[string, RegionPairProps["alerts"], string[]]>([
    ["addresses", { emails: ["ops@example.com"] }, ["aws_sns_topic_subscription.alerts_email-1"]],
    ["topics that exist", { topicArns: { primary: PRIMARY, dr: DR } }, []],
  ])("go to %s", (_what, alerts, subscriptions) => {
    const { dr } = synthesized(everything, { alerts });
    expect(dr.resources.filter((address) => address.startsWith("aws_sns_topic_sub"))).toEqual(subscriptions);
    expect(dr.types().includes("aws_sns_topic")).toBe(alerts?.topicArns === undefined);
  });

  it("are encrypted with the pair's keys when they are given, before or after something reports", () => {
    for (const order of ["before", "after"]) {
      const { dr } = synthesized((each) => {
        const { keys } = base(each);
        if (order === "before") each.alerts.encryptWith(keys);
        each.alerts.topicArn(each.dr);
        if (order === "after") each.alerts.encryptWith(keys);
      });
      expect(dr.resource("aws_sns_topic.alerts_topic").kms_master_key_id).toBe("${aws_kms_key.data_key.arn}");
    }
  });
});
