import { BuiltImage } from "../../modules/ami-copy/built-image";
import { MachineImage } from "../../modules/ami-copy/machine-image";
import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { AwsBackup } from "../../modules/aws-backup/aws-backup";
import { Compute } from "../../modules/compute/compute";
import { DriftJob } from "../../modules/drift-job/drift-job";
import { GlobalTable } from "../../modules/dynamodb-global/global-table";
import { SnapshotCopies } from "../../modules/ebs-snapshot-copy/ebs-snapshot-copy";
import { EcrReplication } from "../../modules/ecr-replication/ecr-replication";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { Keys } from "../../modules/keys/keys";
import { MultiRegionKey } from "../../modules/keys/multi-region-key";
import { Network } from "../../modules/network/network";
import { PackageRepository } from "../../modules/package-repository/package-repository";
import type { Pair } from "../../modules/pair/pair";
import { RdsReadReplica } from "../../modules/rds-read-replica/rds-read-replica";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import { ReplicatedSecret } from "../../modules/secrets/replicated-secret";
import { type Capability, ID } from "./capability";

const keys = (pair: Pair) => new Keys(pair, "keys");
const network = (pair: Pair, id = "network") =>
  new Network(pair, id, { cidrs: { primary: "10.251.0.0/16", dr: "10.252.0.0/16" } });
const outsideRpo = "the team that instantiates the module decides";

/** Everything that is exported. What stands for an argument here is turned into a variable by `parameters.ts`. */
export const CAPABILITIES: readonly Capability[] = [
  { name: "keys", source: "keys/keys.ts", build: (pair) => new Keys(pair, ID) },
  {
    name: "multi-region-key",
    source: "keys/multi-region-key.ts",
    build: (pair) => new MultiRegionKey(pair, ID),
  },
  { name: "network", source: "network/network.ts", build: (pair) => network(pair, ID) },
  {
    name: "s3-replication",
    source: "s3-replication/s3-replication.ts",
    build: (pair) =>
      new S3Replication(pair, ID, {
        bucketPrefix: "bucket-prefix",
        keys: keys(pair),
        failureEvents: true,
        outsideRpo,
      }),
  },
  {
    name: "secret",
    source: "secrets/replicated-secret.ts",
    build: (pair) => new ReplicatedSecret(pair, ID, { keys: keys(pair), generatePasswordLength: 32 }),
  },
  {
    name: "compute",
    source: "compute/compute.ts",
    build: (pair) =>
      new Compute(pair, ID, {
        network: network(pair),
        keys: keys(pair),
        imageParameter: "/image/parameter",
        instanceType: "instance-type",
        capacity: { min: 70001, desired: 70002, max: 70003 },
        listener: { certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
        allowedCidrs: ["198.51.100.0/24"],
      }),
  },
  {
    name: "aurora-global",
    source: "aurora-global/aurora-global.ts",
    build: (pair) =>
      new AuroraGlobal(pair, ID, {
        network: network(pair),
        keys: keys(pair),
        engine: "aurora-postgresql",
        engineVersion: "16.6",
        instanceClass: "instance-class",
        databaseName: "database_name",
      }),
  },
  {
    name: "rds-read-replica",
    source: "rds-read-replica/rds-read-replica.ts",
    build: (pair) =>
      new RdsReadReplica(pair, ID, {
        network: network(pair),
        keys: keys(pair),
        engine: "postgres",
        engineVersion: "16.6",
        instanceClass: "instance-class",
        storage: 100,
        databaseName: "database_name",
      }),
  },
  {
    name: "failover-dns",
    source: "failover-dns/failover-dns.ts",
    build: (pair) =>
      new FailoverDns(pair, ID, {
        zone: { name: "zone.example" },
        name: "record.zone.example",
        target: { hostnames: { primary: "primary-hostname", dr: "dr-hostname" } },
        routing: "failover",
        check: { kind: "endpoint", path: "/health-path" },
      }),
  },
  {
    name: "dynamodb-global",
    source: "dynamodb-global/global-table.ts",
    build: (pair) => new GlobalTable(pair, ID, { keys: keys(pair), hashKey: { name: "hash-key" } }),
  },
  {
    name: "ami-copy",
    source: "ami-copy/machine-image.ts",
    build: (pair) =>
      new MachineImage(pair, ID, {
        current: "recipe-version",
        images: { copy: { "recipe-version": "image-id" }, keys: keys(pair) },
      }),
  },
  {
    name: "ami-build",
    source: "ami-copy/built-image.ts",
    build: (pair) =>
      new BuiltImage(pair, ID, {
        keys: keys(pair),
        network: network(pair),
        recipe: { version: "70.70.70", parentImage: "parent-image", components: ["component-arn"] },
        first: { primary: "first-image", dr: "first-image" },
      }),
  },
  {
    name: "ebs-snapshot-copy",
    source: "ebs-snapshot-copy/ebs-snapshot-copy.ts",
    build: (pair) => new SnapshotCopies(pair, ID, { keys: keys(pair), snapshots: { copy: "snapshot-id" } }),
  },
  {
    name: "aws-backup",
    source: "aws-backup/aws-backup.ts",
    build: (pair) => new AwsBackup(pair, ID, { keys: keys(pair), resourceTypes: { "resource-type": true } }),
  },
  {
    name: "drift-job",
    source: "drift-job/drift-job.ts",
    build: (pair) =>
      new DriftJob(pair, ID, {
        keys: keys(pair),
        source: { kind: "github", url: "https://source-url", connectionArn: "connection-arn" },
        buildspec: "buildspec-path",
      }),
  },
  {
    name: "ecr-replication",
    source: "ecr-replication/ecr-replication.ts",
    build: (pair) => new EcrReplication(pair, ID, { keys: keys(pair), repositories: ["repository"] }),
  },
  {
    name: "package-repository",
    source: "package-repository/package-repository.ts",
    build: (pair) => new PackageRepository(pair, ID, { keys: keys(pair), bucketPrefix: "bucket-prefix" }),
  },
];
