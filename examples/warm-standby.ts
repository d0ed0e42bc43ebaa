import { MachineImage } from "../modules/ami-copy/machine-image";
import { AuroraGlobal } from "../modules/aurora-global/aurora-global";
import { Compute } from "../modules/compute/compute";
import { DrAlerts } from "../modules/dr-alerts/dr-alerts";
import { DrDashboard } from "../modules/dr-dashboard/dr-dashboard";
import { Drill } from "../modules/drill/drill";
import { FaultInjection } from "../modules/fault-injection/fault-injection";
import { FailoverPlan } from "../modules/failover/failover-plan";
import { FailoverDns } from "../modules/failover-dns/failover-dns";
import { Keys } from "../modules/keys/keys";
import { Network } from "../modules/network/network";
import { PackageRepository } from "../modules/package-repository/package-repository";
import { CloudwatchMetricAlarm } from "../modules/pair/aws";
import type { App } from "../modules/pair/cdk";
import { Duration } from "../modules/pair/duration";
import { S3Replication } from "../modules/s3-replication/s3-replication";
import { RegionPair } from "../stacks/region-pair";
import { DEMO } from "./demo-settings";

/** A web shop: a smaller fleet already runs in the DR region, on a database that follows the primary's. */
export function warmStandby(app: App): RegionPair {
  const pair = new RegionPair(app, "storefront", {
    primary: "eu-west-1",
    dr: "eu-central-1",
    account: DEMO.account,
    strategy: "warm-standby",
    rto: Duration.minutes(15),
    rpo: Duration.minutes(15),
    state: DEMO.state,
    tags: { Team: "shop" },
  });
  const keys = new Keys(pair, "data", DEMO.keys);
  pair.alerts.encryptWith(keys);
  const network = new Network(pair, "network", {
    cidrs: { primary: "10.10.0.0/16", dr: "10.20.0.0/16" },
    nat: "single",
  });
  const image = new MachineImage(pair, "web-image", {
    current: "2026.11.1",
    images: { copy: DEMO.images, keys },
  });
  const compute = new Compute(pair, "web", {
    network,
    keys,
    image,
    instanceType: "t3.small",
    capacity: { min: 2, desired: 4, max: 8 },
    listener: { plainHttpBecause: "the demonstration has no certificates" },
    ...DEMO.deletable.compute,
  });
  const orders = new AuroraGlobal(pair, "orders", {
    network,
    keys,
    engine: "aurora-postgresql",
    engineVersion: "16.6",
    instanceClass: "db.r6g.large",
    databaseName: "orders",
    ...DEMO.deletable.databases,
  });
  compute.connections.allowToDefaultPort(orders);
  orders.secret.grantRead(compute);
  const assets = new S3Replication(pair, "assets", {
    bucketPrefix: "storefront-assets",
    keys,
    ...DEMO.deletable.buckets,
  });
  assets.grantReadWrite(compute);
  const packages = new PackageRepository(pair, "packages", {
    bucketPrefix: "storefront-packages",
    keys,
    ...DEMO.deletable.buckets,
  });
  packages.grantRead(compute);
  const name = new FailoverDns(pair, "name", {
    zone: { name: "shop.example.com", create: true },
    name: "www.shop.example.com",
    target: { loadBalancer: compute },
    check: {
      kind: "calculated",
      of: [
        { kind: "endpoint", protocol: "HTTP" },
        { kind: "endpoint", protocol: "HTTP", path: "/ready" },
      ],
    },
  });
  new DrAlerts(pair, "ready");
  const failover = new FailoverPlan(pair, "failover", {
    keys,
    databases: [orders],
    fleets: [compute],
    names: [name],
    verdict: { noneBecause: "the demonstration has no drift job" },
    approval: { within: Duration.minutes(30) },
    deletionProtection: false,
  });
  const drill = new Drill(pair, "drill", {
    keys,
    network,
    failover,
    databases: [orders],
    fleets: [compute],
    forceDestroy: true,
    deletionProtection: false,
  });
  new FaultInjection(pair, "faults", { keys, stopWhen: [lostOrders(pair)] });
  new DrDashboard(pair, "overview", {
    runbookUrl: "https://wiki.example.com/storefront",
    drill: drill.metrics,
  });
  return pair;
}

/** An alarm on what must not happen while the primary region is taken away on purpose: the shop counts it itself. */
function lostOrders(pair: RegionPair): string {
  const alarmName = `${pair.name}-orders-lost`;
  const alarm = new CloudwatchMetricAlarm(pair.primary.workspace, "orders-lost", {
    alarmName,
    namespace: "Storefront",
    metricName: "OrdersLost",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: 60,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
    alarmActions: [pair.alerts.topicArn(pair.primary)],
  });
  pair.design.differs(alarm, "only the primary region is taken away on purpose");
  return alarmName;
}
