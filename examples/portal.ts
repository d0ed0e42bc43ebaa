import { join } from "node:path";
import { Certificate } from "../modules/certificate/certificate";
import type { Compute } from "../modules/compute/compute";
import { ContentDelivery } from "../modules/content-delivery/content-delivery";
import { DatabaseArchive } from "../modules/database-archive/database-archive";
import { FailoverDns } from "../modules/failover-dns/failover-dns";
import { Keys } from "../modules/keys/keys";
import { KubernetesCluster } from "../modules/kubernetes-cluster/kubernetes-cluster";
import { Network } from "../modules/network/network";
import type { App } from "../modules/pair/cdk";
import { Duration } from "../modules/pair/duration";
import { S3Replication } from "../modules/s3-replication/s3-replication";
import { ReplicatedSecret } from "../modules/secrets/replicated-secret";
import { LambdaFunction } from "../modules/serverless/lambda-function";
import { UserPool } from "../modules/user-pool/user-pool";
import { EdgeWebAcl } from "../modules/web-acl/edge-web-acl";
import { RegionPair } from "../stacks/region-pair";
import { DEMO, demoFleet } from "./demo-settings";

/**
 * What customers meet: a site at CloudFront's edge, users who sign in, and services in Kubernetes behind it. The hosted zone
 * `portal.example.com` exists beforehand.
 */
export function portal(app: App): RegionPair {
  const pair = new RegionPair(app, "portal", {
    primary: "eu-west-1",
    dr: "eu-central-1",
    account: DEMO.account,
    strategy: "warm-standby",
    rto: Duration.minutes(15),
    rpo: Duration.minutes(20),
    state: DEMO.state,
  });
  const keys = new Keys(pair, "data", DEMO.keys);
  const network = new Network(pair, "network", {
    cidrs: { primary: "10.60.0.0/16", dr: "10.70.0.0/16" },
    nat: "single",
  });
  const certificate = new Certificate(pair, "certificate", {
    domainName: "portal.example.com",
    alternativeNames: ["*.portal.example.com"],
    zone: "portal.example.com",
  });
  const web = demoFleet(pair, "web", {
    network,
    keys,
    listener: { certificateArns: certificate.arns },
  });
  const on = { pair, keys, network, certificate, web };
  addArchive(on);
  addSite(on);
  addUsers(on);
  addCluster(on);
  return pair;
}

/** What everything here stands on. */
interface Platform {
  readonly pair: RegionPair;
  readonly keys: Keys;
  readonly network: Network;
  readonly certificate: Certificate;
  readonly web: Compute;
}

/** A database that the team runs on instances of its own: what it ships is copied, and restored where the pair fails over to. */
function addArchive({ pair, keys, network, certificate, web }: Platform): void {
  const archive = new DatabaseArchive(pair, "ledger", {
    bucketPrefix: "drparity-demo-ledger",
    keys,
    shipEvery: Duration.minutes(5),
    restoreTime: Duration.minutes(8),
    restore: [
      'export WALG_S3_PREFIX="${ARCHIVE%/}"',
      "systemctl stop postgresql",
      "sudo -u postgres wal-g backup-fetch /var/lib/pgsql/data LATEST",
      // Without it PostgreSQL would go on to the end of the log, and at a time it would wait there instead of serving.
      `[ "$RESTORE_AT" = latest ] || echo "recovery_target_time = '$RESTORE_AT'" >> /var/lib/pgsql/data/postgresql.auto.conf`,
      `[ "$RESTORE_AT" = latest ] || echo "recovery_target_action = 'promote'" >> /var/lib/pgsql/data/postgresql.auto.conf`,
      "touch /var/lib/pgsql/data/recovery.signal",
      "systemctl start postgresql",
    ],
    ...DEMO.deletable.buckets,
  });
  // Its load balancer only asks it how it is.
  const database = demoFleet(pair, "ledger-host", {
    network,
    keys,
    capacity: { min: 1, desired: 1, max: 1 },
    listener: { certificateArns: certificate.arns },
    allowedCidrs: ["10.60.0.0/16", "10.70.0.0/16"],
  });
  web.connections.allowTo(database, 5432, "PostgreSQL");
  archive.grantShip(database);
}

function addSite({ pair, keys, certificate, web }: Platform): void {
  const site = new S3Replication(pair, "site", {
    bucketPrefix: "drparity-demo-site",
    keys,
    ...DEMO.deletable.buckets,
  });
  new FailoverDns(pair, "app-name", {
    zone: { name: "portal.example.com" },
    name: "app.portal.example.com",
    target: { loadBalancer: web },
    check: { kind: "endpoint" },
  });
  new ContentDelivery(pair, "front", {
    origin: { buckets: site },
    paths: { "/api/*": { failoverName: "app.portal.example.com" } },
    domain: { names: ["www.portal.example.com"], certificate, zone: "portal.example.com" },
    webAcl: new EdgeWebAcl(pair, "firewall"),
  });
}

function addUsers({ pair, web }: Platform): void {
  const directory = join(__dirname, "functions/users");
  const handler = (id: string) =>
    new LambdaFunction(pair, id, { code: { directory, runtime: "nodejs22.x", handler: "index.handler" } });
  const users = new UserPool(pair, "users", {
    clients: { web: { callbackUrls: ["https://www.portal.example.com/signed-in"] } },
    attributes: ["customer-id"],
    groups: { staff: "Who works here" },
    triggers: { postConfirmation: handler("remember-user") },
    usersComeBy: "exported and imported each night",
    email: {
      from: "login@portal.example.com",
      identityArns: {
        primary: `arn:aws:ses:${pair.primary.region}:${pair.account}:identity/portal.example.com`,
        dr: `arn:aws:ses:${pair.dr.region}:${pair.account}:identity/portal.example.com`,
      },
    },
    domain: { prefix: "drparity-demo" },
    deletionProtection: false,
  });
  users.grantReadSettings(web);
  users.grantListUsers(handler("export-users"));
  users.grantManageUsers(handler("import-users"));
}

function addCluster({ pair, keys, network }: Platform): void {
  const apps = new KubernetesCluster(pair, "apps", {
    network,
    keys,
    version: "1.33",
    nodeGroups: {
      workers: { instanceTypes: ["m7i.large", "m6i.large"], capacity: { min: 2, desired: 4, max: 8 } },
    },
    access: {
      platform: { principalArn: `arn:aws:iam::${pair.account}:role/platform`, may: "administer" },
      support: {
        principalArn: `arn:aws:iam::${pair.account}:role/support`,
        may: "view",
        namespaces: ["orders"],
      },
    },
    addons: {
      "aws-ebs-csi-driver": {
        serviceAccount: "ebs-csi-controller-sa",
        managedPolicy: "service-role/AmazonEBSCSIDriverPolicy",
      },
    },
  });
  apps.connections.allowFrom(network.peer, 30_080, "Ingress controller");
  const token = new ReplicatedSecret(pair, "token", { keys, ...DEMO.deletable.secrets });
  token.grantRead(apps.serviceAccount("orders", { namespace: "orders" }));
}
