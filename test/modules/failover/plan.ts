import { AuroraGlobal } from "../../../modules/aurora-global/aurora-global";
import { Cache } from "../../../modules/cache/cache";
import { ContainerService } from "../../../modules/container-service/container-service";
import { DriftJob } from "../../../modules/drift-job/drift-job";
import { FailoverPlan, type FailoverPlanProps } from "../../../modules/failover/failover-plan";
import { FailoverDns } from "../../../modules/failover-dns/failover-dns";
import { Duration } from "../../../modules/pair/duration";
import type { Pair } from "../../../modules/pair/pair";
import { RdsReadReplica } from "../../../modules/rds-read-replica/rds-read-replica";
import type { RegionPairProps } from "../../../stacks/region-pair";
import { synthesized, type SynthesizedPair } from "../../stacks/synthesized";
import type { Machine } from "../../support/asl/language";
import { base, fleetIn } from "../base";

/** An application with one of everything that a failover touches. */
export function application(pair: Pair) {
  const { keys, network } = base(pair);
  const common = { keys, network, databaseName: "shop" };
  const orders = new AuroraGlobal(pair, "orders", {
    ...common,
    engine: "aurora-postgresql",
    engineVersion: "16.6",
    instanceClass: "db.r6g.large",
  });
  const ledger = new RdsReadReplica(pair, "ledger", {
    ...common,
    engine: "postgres",
    engineVersion: "16.6",
    instanceClass: "db.m6g.large",
    storage: 100,
    copy: "replica",
  });
  const sessions = new Cache(pair, "sessions", {
    keys,
    network,
    engine: "redis",
    engineVersion: "7.1",
    nodeType: "cache.r7g.large",
  });
  for (const one of [orders, ledger, sessions]) one.connections.allowDefaultPortFrom(network.peer);
  const web = fleetIn(pair, { keys, network });
  const api = new ContainerService(pair, "api", {
    network,
    image: { uri: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/api:1" },
    cpu: 512,
    memory: 1024,
    capacity: { min: 1, desired: 3, max: 6 },
    listener: { certificateArns: { primary: "arn:primary", dr: "arn:dr" } },
  });
  const www = new FailoverDns(pair, "www", {
    zone: { name: "example.com" },
    name: "www.example.com",
    target: { loadBalancer: web },
    check: { kind: "endpoint" },
  });
  const drift = new DriftJob(pair, "drift", {
    keys,
    source: { kind: "github", url: "https://github.com/acme/shop.git", connectionArn: "arn:connection" },
    readSecretValues: true,
  });
  return { keys, network, orders, ledger, sessions, web, api, www, drift };
}

/** The pair `shop` with a plan called `failover`. */
export function planned(
  props: Partial<FailoverPlanProps> = {},
  of: Partial<RegionPairProps> = {},
): SynthesizedPair {
  return synthesized(
    (pair) => {
      const { keys, orders, ledger, sessions, web, api, www, drift } = application(pair);
      new FailoverPlan(pair, "failover", {
        keys,
        databases: [orders, ledger, sessions],
        fleets: [web, api],
        names: [www],
        verdict: drift,
        approval: { within: Duration.minutes(30) },
        ...props,
      });
    },
    { rto: Duration.hours(1), ...of },
  );
}

export function machineOf({ dr }: SynthesizedPair): Machine {
  return JSON.parse(String(dr.resource("aws_sfn_state_machine.failover_machine").definition)) as Machine;
}
