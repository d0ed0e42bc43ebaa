import { BuiltImage } from "../modules/ami-copy/built-image";
import { Compute } from "../modules/compute/compute";
import { DriftJob } from "../modules/drift-job/drift-job";
import { GlobalTable } from "../modules/dynamodb-global/global-table";
import { EcrReplication } from "../modules/ecr-replication/ecr-replication";
import { FailoverDns } from "../modules/failover-dns/failover-dns";
import { Keys } from "../modules/keys/keys";
import { MultiRegionKey } from "../modules/keys/multi-region-key";
import { Network } from "../modules/network/network";
import type { App } from "../modules/pair/cdk";
import { Duration } from "../modules/pair/duration";
import { S3Replication } from "../modules/s3-replication/s3-replication";
import { ReplicatedSecret } from "../modules/secrets/replicated-secret";
import { RegionPair } from "../stacks/region-pair";
import { DEMO } from "./demo-settings";

/** An API that both regions serve: each can carry all of it. */
export function activeActive(app: App): RegionPair {
  const pair = new RegionPair(app, "tracker", {
    primary: "us-east-2",
    dr: "us-west-2",
    account: DEMO.account,
    strategy: "active-active",
    rto: Duration.minutes(5),
    rpo: Duration.minutes(1),
    state: DEMO.state,
    tags: { Team: "logistics" },
  });
  const keys = new Keys(pair, "data", DEMO.keys);
  pair.alerts.encryptWith(keys);
  const network = new Network(pair, "network", { cidrs: { primary: "10.50.0.0/16", dr: "10.60.0.0/16" } });
  const image = new BuiltImage(pair, "api-image", {
    keys,
    network,
    recipe: {
      version: "2026.11.1",
      parentImage: "arn:aws:imagebuilder:us-east-2:aws:image/amazon-linux-2023-x86/x.x.x",
      components: ["arn:aws:imagebuilder:us-east-2:aws:component/update-linux/x.x.x"],
    },
    first: { primary: DEMO.images["2026.11.1"], dr: DEMO.drImages["2026.11.1"] },
  });
  const compute = new Compute(pair, "api", {
    network,
    keys,
    image,
    instanceType: "c6i.large",
    capacity: { min: 3, desired: 3, max: 12 },
    listener: { plainHttpBecause: "the demonstration has no certificates" },
    ...DEMO.deletable.compute,
  });
  const parcels = new GlobalTable(pair, "parcels", {
    keys,
    hashKey: { name: "parcel" },
    rangeKey: { name: "scannedAt" },
    indexes: [{ name: "by-depot", hashKey: { name: "depot" } }],
    deletionProtection: false,
  });
  parcels.grantReadWrite(compute);
  const labels = new MultiRegionKey(pair, "labels", DEMO.keys);
  labels.grantEncryptDecrypt(compute);
  const token = new ReplicatedSecret(pair, "partner-token", {
    keys,
    generatePasswordLength: 40,
    ...DEMO.deletable.secrets,
  });
  token.grantRead(compute);
  const images = new EcrReplication(pair, "images", {
    keys,
    repositories: ["api", "worker"],
    forceDelete: true,
  });
  images.grantPull(compute);
  const photos = new S3Replication(pair, "photos", {
    bucketPrefix: "tracker-photos",
    keys,
    outsideRpo: "a photo can be taken again within the day",
    failureEvents: true,
    ...DEMO.deletable.buckets,
  });
  photos.grantReadWrite(compute);
  new FailoverDns(pair, "name", {
    zone: { name: "tracker.example.com", create: true },
    name: "api.tracker.example.com",
    target: { loadBalancer: compute },
    check: { kind: "endpoint", protocol: "HTTP", intervalInSeconds: 10 },
  });
  new DriftJob(pair, "drift", {
    keys,
    source: { kind: "github", url: "https://github.com/example/tracker.git" },
    environment: { DRPARITY_EXAMPLE: "active-active" },
    readSecretValues: true,
    localStateBecause: "the demonstration keeps its states in files",
    ...DEMO.deletable.buckets,
  });
  return pair;
}
