import { Duration } from "../../modules/pair/duration";
import type { Strategy } from "../../modules/pair/strategy";
import { RdsReadReplica, type RdsReadReplicaProps } from "../../modules/rds-read-replica/rds-read-replica";
import { synthesized } from "../stacks/synthesized";
import { base } from "./base";

const database = (
  props: Partial<RdsReadReplicaProps> = {},
  rto = Duration.hours(4),
  strategy: Strategy = "pilot-light",
) =>
  synthesized(
    (pair) => {
      const { keys, network } = base(pair);
      const ledger = new RdsReadReplica(pair, "ledger", {
        keys,
        network,
        engine: "postgres",
        engineVersion: "16.6",
        instanceClass: "db.m6g.large",
        storage: 100,
        databaseName: "ledger",
        ...props,
      });
      ledger.connections.allowDefaultPortFrom(network.peer);
    },
    { strategy, rto },
  );

const INSTANCE = "aws_db_instance.ledger_instance";

describe("RdsReadReplica", () => {
  const pair = database();

  it.each(["replica", "backups"] as const)("says that the source of a %s comes first", (copy) => {
    const first = database({ copy }).manifest.primaryFirst.map(({ address }) => address);
    expect(first).toContain(INSTANCE);
  });

  it("replicates from an ARN, with the DR region's own key and groups", () => {
    expect(pair.dr.resource(INSTANCE)).toMatchObject({
      replicate_source_db: "arn:aws:rds:eu-west-1:111122223333:db:shop-ledger",
      kms_key_id: "${aws_kms_key.data_key.arn}",
      // Left out, Terraform would replace the replica of an encrypted source at every plan.
      storage_encrypted: true,
      db_subnet_group_name: "${aws_db_subnet_group.ledger_subnets.name}",
      parameter_group_name: "${aws_db_parameter_group.ledger_parameters.name}",
    });
  });

  it("gives the replica nothing that only a source has", () => {
    for (const absent of [
      "username",
      "password",
      "password_wo",
      "manage_master_user_password",
      "engine",
      "db_name",
    ]) {
      expect(pair.dr.resource(INSTANCE)).not.toHaveProperty(absent);
    }
  });

  it("leaves a promoted replica promoted", () => {
    expect(pair.dr.resource(INSTANCE).lifecycle).toEqual({ ignore_changes: ["replicate_source_db"] });
    expect(pair.primary.resource(INSTANCE)).not.toHaveProperty("lifecycle");
  });

  it("keeps backups of both, at the same hours", () => {
    for (const side of [pair.primary, pair.dr]) {
      expect(side.resource(INSTANCE)).toMatchObject({
        backup_retention_period: 14,
        backup_window: "03:00-04:00",
        deletion_protection: true,
        final_snapshot_identifier: "shop-ledger-final",
      });
    }
    expect(pair.primary.resource(INSTANCE)).toMatchObject({ password_wo_version: 1 });
    expect(pair.primary.resource(INSTANCE)).not.toHaveProperty("password");
  });

  it("as the cheaper tier keeps only backups, replicated from the DR side", () => {
    const { dr, manifest } = database({ copy: "backups" });
    expect(dr.types()).not.toContain("aws_db_instance");
    expect(dr.resource("aws_db_instance_automated_backups_replication.ledger_backups")).toMatchObject({
      source_db_instance_arn: "arn:aws:rds:eu-west-1:111122223333:db:shop-ledger",
      kms_key_id: "${aws_kms_key.data_key.arn}",
    });
    expect(manifest.byDesign).toContainEqual(expect.objectContaining({ side: "primary", address: INSTANCE }));
  });

  it("copies its backups alone where the strategy restores them, unless it is told to run", () => {
    const { dr, manifest } = database({}, Duration.hours(4), "backup-and-restore");
    expect(dr.types()).not.toContain("aws_db_instance");
    expect(manifest.pair.strategy).toBe("backup-and-restore");
    const warmer = database({ copy: "replica" }, Duration.hours(4), "backup-and-restore");
    expect(warmer.dr.types()).toContain("aws_db_instance");
  });

  it("upgrades nothing by itself while a minor version is pinned, on either side", () => {
    for (const side of [pair.primary, pair.dr]) {
      expect(side.resource(INSTANCE)).toMatchObject({
        engine_version: "16.6",
        auto_minor_version_upgrade: false,
      });
    }
  });

  it("raises the replica first, as MySQL wants it, and says that the two differ", () => {
    const { primary, dr, manifest } = database({
      engine: "mysql",
      engineVersion: "8.0.39",
      replicaEngineVersion: "8.0.40",
    });
    expect(primary.resource(INSTANCE).engine_version).toBe("8.0.39");
    expect(dr.resource(INSTANCE).engine_version).toBe("8.0.40");
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ paths: expect.arrayContaining(["engine_version"]) as unknown }),
    );
  });

  it("gives the replica the parameters of its own version, and lets either side be raised to another major one", () => {
    const { primary, dr, manifest } = database({
      engine: "mysql",
      engineVersion: "8.0.40",
      replicaEngineVersion: "8.4.3",
    });
    const parameters = "aws_db_parameter_group.ledger_parameters";
    expect(primary.resource(parameters)).toMatchObject({ name: "shop-ledger-8-0", family: "mysql8.0" });
    expect(dr.resource(parameters)).toMatchObject({ name: "shop-ledger-8-4", family: "mysql8.4" });
    for (const side of [primary, dr])
      expect(side.resource(INSTANCE)).toMatchObject({
        allow_major_version_upgrade: true,
        apply_immediately: true,
      });
    expect(manifest.byDesign).toContainEqual(
      expect.objectContaining({ address: parameters, paths: ["name", "family"] }),
    );
    expect(pair.dr.resource(INSTANCE)).not.toHaveProperty("allow_major_version_upgrade");
  });

  it("calls when the replica does not replicate, which RDS publishes as a lag of -1 or not at all", () => {
    const alarm = pair.dr.resource("aws_cloudwatch_metric_alarm.ledger_lag");
    expect(alarm).toMatchObject({
      threshold: 300,
      treat_missing_data: "breaching",
      metric_query: [
        { expression: "IF(lag < 0, 1000000, lag)", return_data: true },
        {
          id: "lag",
          metric: {
            namespace: "AWS/RDS",
            metric_name: "ReplicaLag",
            dimensions: { DBInstanceIdentifier: "${aws_db_instance.ledger_instance.identifier}" },
          },
        },
      ],
    });
    expect(alarm).not.toHaveProperty("metric_name");
  });

  it("leaves minor versions to AWS when only the major one is named", () => {
    const { dr } = database({ engineVersion: "16", autoMinorVersionUpgrade: true });
    expect(dr.resource(INSTANCE)).toMatchObject({ engine_version: "16", auto_minor_version_upgrade: true });
  });

  it.each<[string, Partial<RdsReadReplicaProps>, RegExp]>([
    [
      "a pinned version that AWS would raise",
      { autoMinorVersionUpgrade: true },
      /"16\.6" names a minor version/,
    ],
    ["a version that nobody chooses", { engineVersion: "16" }, /"16" leaves the minor version to AWS/],
    [
      "a replica's version without a replica",
      { copy: "backups", replicaEngineVersion: "16.7" },
      /ledger\.replicaEngineVersion: is for a replica/,
    ],
  ])("refuses %s", (_what, props, message) => {
    expect(() => database(props)).toThrow(message);
  });

  it("cannot restore backups within an hour, and says so", () => {
    expect(() => database({ copy: "backups" }, Duration.hours(1))).toThrow(
      /rto: 1 h cannot be met.*restoring the copied backups of "ledger"/,
    );
  });
});
