import { join } from "node:path";
import { AuroraGlobal } from "../modules/aurora-global/aurora-global";
import { Cache } from "../modules/cache/cache";
import type { Compute } from "../modules/compute/compute";
import { Certificate } from "../modules/certificate/certificate";
import { ContainerService } from "../modules/container-service/container-service";
import { EcrReplication } from "../modules/ecr-replication/ecr-replication";
import { FailoverDns } from "../modules/failover-dns/failover-dns";
import { FileSystem } from "../modules/file-system/file-system";
import { Keys } from "../modules/keys/keys";
import { EventBus } from "../modules/messaging/event-bus";
import { Queue } from "../modules/messaging/queue";
import { Topic } from "../modules/messaging/topic";
import { Network } from "../modules/network/network";
import type { App } from "../modules/pair/cdk";
import { Duration } from "../modules/pair/duration";
import { AppConfig } from "../modules/parameters/app-config";
import { Parameters } from "../modules/parameters/parameters";
import { ReplicatedSecret } from "../modules/secrets/replicated-secret";
import { HttpApi } from "../modules/serverless/http-api";
import { LambdaFunction } from "../modules/serverless/lambda-function";
import { WebAcl } from "../modules/web-acl/web-acl";
import { RegionPair } from "../stacks/region-pair";
import { DEMO, demoFleet } from "./demo-settings";

/**
 * Services that talk by messages and events, in containers and functions: what the other examples show is not repeated here. The hosted
 * zone `market.example.com` exists beforehand, and Terraform asks for the search's token as the variable `config_search_token`.
 */
export function microservices(app: App): RegionPair {
  const pair = new RegionPair(app, "market", {
    primary: "eu-west-1",
    dr: "eu-central-1",
    account: DEMO.account,
    strategy: "warm-standby",
    rto: Duration.minutes(15),
    rpo: Duration.minutes(15),
    state: DEMO.state,
  });
  const keys = new Keys(pair, "data", DEMO.keys);
  const network = new Network(pair, "network", {
    cidrs: { primary: "10.40.0.0/16", dr: "10.50.0.0/16" },
    nat: "single",
  });
  const web = demoFleet(pair, "web", { network, keys });
  const on = { pair, keys, network, web };
  addMessaging(on);
  const config = addSettings(on);
  addFiles(on);
  addCaches(on);
  addContainers(on, config);
  addFunctions(on);
  return pair;
}

/** What everything here stands on. */
interface Platform {
  readonly pair: RegionPair;
  readonly keys: Keys;
  readonly network: Network;
  readonly web: Compute;
}

function addMessaging({ pair, keys, web }: Platform): void {
  const orders = new Queue(pair, "orders", { keys, visibilityTimeout: Duration.minutes(2) });
  const payments = new Queue(pair, "payments", { keys, fifo: true });
  const news = new Topic(pair, "news", { keys });
  news.addSubscription(orders, { filterPolicy: { kind: ["order"] } });
  const ledger = new Topic(pair, "ledger", { keys, fifo: true });
  ledger.addSubscription(payments, { rawMessageDelivery: true });
  const events = new EventBus(pair, "events", { replicateEvents: true });
  events.addRule("placed", {
    pattern: { source: ["market.orders"], "detail-type": ["Order placed"] },
    target: orders,
    deadLetterQueue: new Queue(pair, "undelivered", { keys }),
  });
  events.addRule("told", { pattern: { source: ["market.news"] }, target: news });
  orders.grantSendMessages(web);
  payments.grantConsumeMessages(web);
  news.grantPublish(web);
  events.grantPutEvents(web);
}

function addSettings({ pair, keys, network, web }: Platform): Parameters {
  const offers = new AuroraGlobal(pair, "offers", {
    network,
    keys,
    engine: "aurora-postgresql",
    engineVersion: "16.6",
    instanceClass: "db.r6g.large",
    instances: 1,
    databaseName: "offers",
    ...DEMO.deletable.databases,
  });
  web.connections.allowToDefaultPort(offers);
  offers.secret.grantRead(web);
  const config = new Parameters(pair, "config", {
    keys,
    values: {
      "log/level": "info",
      "search/host": ({ region }) => `search.${region}.market.example.com`,
    },
    secure: { "search-token": 1 },
  });
  config.publishDatabase(offers);
  config.grantRead(web);
  const flags = new AppConfig(pair, "flags", {
    content: { reviews: true },
    schema: { type: "object", additionalProperties: { type: "boolean" } },
  });
  flags.grantRead(web);
  return config;
}

function addFiles({ pair, keys, network, web }: Platform): void {
  const uploads = new FileSystem(pair, "uploads", {
    keys,
    network,
    accessPoints: { images: { path: "/images" } },
  });
  web.connections.allowToDefaultPort(uploads);
  uploads.grantReadWrite(web);
}

function addCaches({ pair, keys, network, web }: Platform): void {
  const engine = { engine: "redis", engineVersion: "7.1" } as const;
  const baskets = new Cache(pair, "baskets", { keys, network, ...engine, nodeType: "cache.r7g.large" });
  const pages = new Cache(pair, "pages", {
    keys,
    network,
    ...engine,
    nodeType: "cache.t4g.small",
    copy: "independent",
  });
  for (const cache of [baskets, pages]) {
    web.connections.allowToDefaultPort(cache);
    cache.grantReadEndpoint(web);
  }
}

function addContainers({ pair, keys, network, web }: Platform, config: Parameters): void {
  const images = new EcrReplication(pair, "images", { keys, repositories: ["search"], forceDelete: true });
  const token = new ReplicatedSecret(pair, "token", {
    keys,
    generatePasswordLength: 32,
    ...DEMO.deletable.secrets,
  });
  const certificate = new Certificate(pair, "tls", {
    domainName: "search.market.example.com",
    zone: "market.example.com",
  });
  const search = new ContainerService(pair, "search", {
    network,
    image: { repositories: images, repository: "search", tag: "1.4.0" },
    cpu: 512,
    memory: 1024,
    capacity: { min: 2, desired: 4, max: 8 },
    listener: { certificateArns: certificate.arns },
    environment: { MODE: "search" },
    variables: { LOG_LEVEL: { parameters: config, name: "log/level" }, TOKEN: token },
    ...DEMO.deletable.compute,
  });
  new FailoverDns(pair, "search-dns", {
    zone: { name: "market.example.com" },
    name: "search.market.example.com",
    target: { loadBalancer: search },
    check: { kind: "endpoint" },
  });
  const guard = new WebAcl(pair, "guard");
  guard.protect(web);
  guard.protect(search);
}

function addFunctions({ pair }: Platform): void {
  const answers = new LambdaFunction(pair, "answers", {
    code: {
      directory: join(__dirname, "functions/offers"),
      runtime: "nodejs22.x",
      handler: "index.handler",
    },
    reservedConcurrency: 20,
  });
  new HttpApi(pair, "api", { handler: answers, allowedOrigins: ["https://market.example.com"] });
}
