import { AuroraGlobal, type AuroraGlobalProps } from "../../modules/aurora-global/aurora-global";
import { Duration } from "../../modules/pair/duration";
import type { Strategy } from "../../modules/pair/strategy";
import { synthesized } from "../stacks/synthesized";
import { base } from "./base";

const database = (strategy: Strategy = "warm-standby", props: Partial<AuroraGlobalProps> = {}) =>
  synthesized(
    (pair) => {
      const { keys, network } = base(pair);
      const orders = new AuroraGlobal(pair, "orders", {
        keys,
        network,
        engine: "aurora-postgresql",
        engineVersion: "16.6",
        instanceClass: "db.r6g.large",
        databaseName: "orders",
        ...props,
      });
      orders.connections.allowDefaultPortFrom(network.peer);
    },
    { strategy },
  );

const CLUSTER = "aws_rds_cluster.orders_cluster";

describe("AuroraGlobal", () => {
  const pair = database();

  it("says what comes before the secondary: the global cluster, and a writer with instances", () => {
    expect(pair.manifest.primaryFirst.map(({ address }) => address)).toEqual([
      "aws_secretsmanager_secret.orders-master_secret",
      "aws_rds_global_cluster.orders_global",
      "aws_rds_cluster_instance.orders_instance-1",
      "aws_rds_cluster_instance.orders_instance-2",
    ]);
  });

  it("has one global cluster, which the DR workspace names without asking for it", () => {
    expect(pair.primary.resource("aws_rds_global_cluster.orders_global")).toMatchObject({
      global_cluster_identifier: "shop-orders",
      storage_encrypted: true,
      deletion_protection: true,
    });
    expect(pair.primary.resource(CLUSTER).global_cluster_identifier).toBe(
      "${aws_rds_global_cluster.orders_global.id}",
    );
    expect(pair.dr.resource(CLUSTER).global_cluster_identifier).toBe("shop-orders");
    expect(pair.dr.types()).not.toContain("aws_rds_global_cluster");
    expect(pair.dr.json.data).not.toHaveProperty("terraform_remote_state");
  });

  it("gives the secondary no credentials, no database name and no source", () => {
    const secondary = pair.dr.resource(CLUSTER);
    for (const absent of [
      "master_username",
      "master_password",
      "master_password_wo",
      "manage_master_user_password",
      "database_name",
      "replication_source_identifier",
      "snapshot_identifier",
    ]) {
      expect(secondary).not.toHaveProperty(absent);
    }
    expect(secondary).toMatchObject({
      source_region: "eu-west-1",
      kms_key_id: "${aws_kms_key.data_key.arn}",
      storage_encrypted: true,
    });
    expect(pair.primary.resource(CLUSTER)).not.toHaveProperty("source_region");
  });

  it.each(["primary", "dr"] as const)(
    "survives a failover and an upgrade: %s ignores what they move",
    (side) => {
      expect(pair[side].resource(CLUSTER).lifecycle).toEqual({
        ignore_changes: [
          "replication_source_identifier",
          "global_cluster_identifier",
          "snapshot_identifier",
          "engine_version",
        ],
      });
      expect(pair[side].resource("aws_rds_cluster_instance.orders_instance-1")).toMatchObject({
        auto_minor_version_upgrade: false,
        lifecycle: { ignore_changes: ["engine_version"] },
      });
    },
  );

  it("takes the password from a replicated secret, through a write-only argument", () => {
    expect(pair.primary.resource(CLUSTER)).toMatchObject({
      master_username: "dbadmin",
      master_password_wo_version: 1,
    });
    expect(pair.primary.resource(CLUSTER)).not.toHaveProperty("master_password");
    expect(pair.primary.resource(CLUSTER)).not.toHaveProperty("manage_master_user_password");
    expect(pair.primary.resource("aws_secretsmanager_secret.orders-master_secret").replica).toEqual([
      { region: "eu-central-1" },
    ]);
  });

  it.each<[Strategy, number]>([
    ["pilot-light", 0],
    ["warm-standby", 1],
    ["active-active", 2],
  ])("a %s has %d instances in the DR region, and says which are missing by design", (strategy, count) => {
    const { primary, dr, manifest } = database(strategy);
    const instances = (addresses: string[]) =>
      addresses.filter((address) => address.startsWith("aws_rds_cluster_instance."));
    expect(instances(primary.resources)).toHaveLength(2);
    expect(instances(dr.resources)).toHaveLength(count);
    expect(
      manifest.byDesign.filter((one) => one.address.startsWith("aws_rds_cluster_instance.")),
    ).toHaveLength(2 - count);
  });

  it("publishes the endpoint that follows the writer", () => {
    expect(pair.primary.json.output).toMatchObject({
      "orders_writer-endpoint": { value: "${aws_rds_global_cluster.orders_global.endpoint}" },
    });
  });

  it("forwards writes on whichever side only reads", () => {
    const before = database("warm-standby", { writeForwarding: true });
    expect(before.dr.resource(CLUSTER).enable_global_write_forwarding).toBe(true);
    expect(before.primary.resource(CLUSTER)).not.toHaveProperty("enable_global_write_forwarding");
    const after = database("warm-standby", { writeForwarding: true, writer: "dr" });
    expect(after.primary.resource(CLUSTER).enable_global_write_forwarding).toBe(true);
    expect(after.dr.resource(CLUSTER)).not.toHaveProperty("enable_global_write_forwarding");
  });

  it("bounds the lag where the engine can", () => {
    const { dr } = database("warm-standby", { rpoLimit: Duration.seconds(30) });
    expect(dr.resource("aws_rds_cluster_parameter_group.orders_parameters").parameter).toContainEqual({
      name: "rds.global_db_rpo",
      value: "30",
    });
    expect(() =>
      database("warm-standby", { engine: "aurora-mysql", rpoLimit: Duration.seconds(30) }),
    ).toThrow(/orders\.rpoLimit/);
  });

  it.each<[Strategy, number]>([
    ["warm-standby", 0.5],
    ["active-active", 2],
  ])("scales serverless capacity from a minimum that the strategy decides: a %s from %d", (strategy, min) => {
    const { primary, dr, manifest } = database(strategy, {
      instanceClass: "db.serverless",
      serverlessV2: { min: 2, max: 16 },
    });
    const range = (side: typeof primary) => side.resource(CLUSTER).serverlessv2_scaling_configuration;
    expect(range(primary)).toEqual({ min_capacity: 2, max_capacity: 16 });
    expect(range(dr)).toEqual({ min_capacity: min, max_capacity: 16 });
    expect(
      manifest.byDesign.filter(({ paths }) =>
        paths?.includes("serverlessv2_scaling_configuration[0].min_capacity"),
      ),
    ).toHaveLength(min === 2 ? 0 : 1);
  });

  it.each<[string, Strategy, Partial<AuroraGlobalProps>, RegExp]>([
    [
      "serverless instances without a range",
      "warm-standby",
      { instanceClass: "db.serverless" },
      /orders\.serverlessV2: is missing for db\.serverless/,
    ],
    [
      "a range for instances that have a size",
      "warm-standby",
      { serverlessV2: { min: 2, max: 16 } },
      /orders\.serverlessV2: is of no use for db\.r6g\.large/,
    ],
    [
      "a range that RDS would refuse",
      "warm-standby",
      { instanceClass: "db.serverless", serverlessV2: { min: 2, max: 16, drMin: 0.25 } },
      /2 to 16 \(DR from 0\.25\) is no range of capacity/,
    ],
    ["a class that cannot join", "warm-standby", { instanceClass: "db.t4g.medium" }, /orders\.instanceClass/],
    [
      "forwarding without an instance",
      "pilot-light",
      { writeForwarding: true },
      /orders\.writeForwarding: needs an instance/,
    ],
  ])("refuses %s", (_what, strategy, props, message) => {
    expect(() => database(strategy, props)).toThrow(message);
  });
});
