import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Bucket } from "../modules/existing/bucket";
import { Database } from "../modules/existing/database";
import { LoadBalancer } from "../modules/existing/load-balancer";
import { Secret } from "../modules/existing/secret";
import { FailoverDns } from "../modules/failover-dns/failover-dns";
import { Keys } from "../modules/keys/keys";
import { Network } from "../modules/network/network";
import type { App } from "../modules/pair/cdk";
import { Duration } from "../modules/pair/duration";
import { forSides, type PerSide } from "../modules/pair/side";
import { Parameters } from "../modules/parameters/parameters";
import { S3Replication } from "../modules/s3-replication/s3-replication";
import { RegionPair } from "../stacks/region-pair";
import { DEMO, demoFleet } from "./demo-settings";

/**
 * A staff directory in what a platform team has built already (`platform/`): networks, keys, buckets, a database with its replica, a
 * hosted zone, and the load balancers of another application.
 */
export function existing(app: App): RegionPair {
  const pair = new RegionPair(app, "staff", {
    primary: "eu-west-1",
    dr: "eu-central-1",
    account: DEMO.account,
    strategy: "warm-standby",
    rto: Duration.minutes(20),
    rpo: Duration.minutes(15),
    state: DEMO.state,
  });
  const { sides, zoneId } = readPlatform();
  const each = <T>(make: (side: PlatformSide) => T): PerSide<T> =>
    forSides(pair, ({ name }) => make(sides[name]));

  const network = Network.existing(
    pair,
    "network",
    each((side) => ({
      vpcId: side.vpc_id,
      cidr: side.cidr,
      publicSubnetIds: side.public_subnet_ids,
      privateSubnetIds: side.private_subnet_ids,
    })),
  );
  const keys = Keys.existing(
    pair,
    "data",
    each((side) => ({ keyArn: side.key_arn })),
  );
  const login = Secret.existing(pair, "login", { secretName: "people/login" });
  const people = Database.existing(pair, "people", {
    ...each((side) => ({ endpoint: side.database_host, securityGroupId: side.database_group_id })),
    port: 5432,
    network,
    secret: login,
    promises: { rto: Duration.minutes(10), rpo: Duration.minutes(5) },
  });
  const photos = new S3Replication(pair, "photos", {
    buckets: Bucket.existing(pair, "photos", { ...each((side) => ({ bucketName: side.bucket })), keys }),
    keys,
  });
  const web = demoFleet(pair, "web", { network, keys });
  web.connections.allowToDefaultPort(people);
  login.grantRead(web);
  photos.grantReadWrite(web);
  const config = new Parameters(pair, "config", { keys });
  config.publishDatabase(people);
  config.grantRead(web);

  const zone = { name: "apps.example.com", id: zoneId };
  const check = { kind: "endpoint", protocol: "HTTP" } as const;
  new FailoverDns(pair, "name", {
    zone,
    name: "staff.apps.example.com",
    target: { loadBalancer: web },
    check,
  });
  const portal = LoadBalancer.existing(
    pair,
    "portal",
    each((side) => ({ loadBalancerArn: side.load_balancer_arn })),
  );
  new FailoverDns(pair, "portal-name", {
    zone,
    name: "portal.apps.example.com",
    target: { loadBalancer: portal },
    check,
  });
  return pair;
}

/** What the platform's Terraform tells of one region. */
interface PlatformSide {
  readonly vpc_id: string;
  readonly cidr: string;
  readonly public_subnet_ids: readonly string[];
  readonly private_subnet_ids: readonly string[];
  readonly key_arn: string;
  readonly bucket: string;
  readonly database_host: string;
  readonly database_group_id: string;
  readonly load_balancer_arn: string;
}

/** `terraform output -json` of the platform: read when it is synthesized, so that no plan reads the platform's state. */
function readPlatform(): { sides: PerSide<PlatformSide>; zoneId: string } {
  const file = process.env.DRPARITY_PLATFORM ?? join(__dirname, "platform/outputs.json");
  const { primary, dr, zone_id } = JSON.parse(readFileSync(file, "utf8")) as {
    primary: { value: PlatformSide };
    dr: { value: PlatformSide };
    zone_id: { value: string };
  };
  return { sides: { primary: primary.value, dr: dr.value }, zoneId: zone_id.value };
}
