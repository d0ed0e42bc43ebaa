import { MachineImage } from "../modules/ami-copy/machine-image";
import { AwsBackup } from "../modules/aws-backup/aws-backup";
import { Compute } from "../modules/compute/compute";
import { ElasticDisasterRecovery } from "../modules/elastic-disaster-recovery/elastic-disaster-recovery";
import { FailoverDns } from "../modules/failover-dns/failover-dns";
import { Keys } from "../modules/keys/keys";
import { Network } from "../modules/network/network";
import type { App } from "../modules/pair/cdk";
import { Duration } from "../modules/pair/duration";
import { RdsReadReplica } from "../modules/rds-read-replica/rds-read-replica";
import { S3Replication } from "../modules/s3-replication/s3-replication";
import { RegionPair } from "../stacks/region-pair";
import { DEMO } from "./demo-settings";

/** A back office: the data is in the DR region, the machines are started when they are needed. */
export function pilotLight(app: App): RegionPair {
  const pair = new RegionPair(app, "backoffice", {
    primary: "us-east-1",
    dr: "us-west-2",
    account: DEMO.account,
    strategy: "pilot-light",
    rto: Duration.hours(1),
    rpo: Duration.minutes(15),
    state: DEMO.state,
    tags: { Team: "finance" },
  });
  const keys = new Keys(pair, "data", DEMO.keys);
  pair.alerts.encryptWith(keys);
  const network = new Network(pair, "network", {
    cidrs: { primary: "10.30.0.0/16", dr: "10.40.0.0/16" },
    nat: "single",
  });
  const image = new MachineImage(pair, "app-image", {
    current: "2026.11.1",
    images: { copy: DEMO.images, keys },
  });
  const compute = new Compute(pair, "app", {
    network,
    keys,
    image,
    instanceType: "m6i.large",
    capacity: { min: 2, desired: 2, max: 6 },
    listener: { plainHttpBecause: "the demonstration has no certificates" },
    ...DEMO.deletable.compute,
  });
  const ledger = new RdsReadReplica(pair, "ledger", {
    network,
    keys,
    engine: "postgres",
    engineVersion: "16.6",
    instanceClass: "db.m6g.large",
    storage: 100,
    databaseName: "ledger",
    ...DEMO.deletable.databases,
  });
  compute.connections.allowToDefaultPort(ledger);
  ledger.secret.grantRead(compute);
  const documents = new S3Replication(pair, "documents", {
    bucketPrefix: "backoffice-documents",
    keys,
    ...DEMO.deletable.buckets,
  });
  documents.grantReadWrite(compute);
  // The licence server: nobody has an image of it.
  new ElasticDisasterRecovery(pair, "servers", { keys, network });
  new AwsBackup(pair, "backups", {
    keys,
    resourceTypes: {
      Aurora: true,
      DynamoDB: true,
      EBS: true,
      EC2: true,
      EFS: true,
      FSx: false,
      RDS: true,
      S3: true,
      "Storage Gateway": false,
      VirtualMachine: false,
    },
  });
  new FailoverDns(pair, "name", {
    zone: { name: "backoffice.example.com", create: true },
    name: "backoffice.example.com",
    target: { loadBalancer: compute },
    check: { kind: "endpoint", protocol: "HTTP" },
  });
  return pair;
}
