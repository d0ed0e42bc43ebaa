import { rule } from "../../../../analyzer/judge/rules/rds/rds-data-replicated";
import { created, existing, ref, violationsOf, type Planned } from "../../../support/pair";

const ARN = "arn:aws:rds:us-east-1:123456789012:db:ledger";
const instance = (more = {}): Planned =>
  existing("aws_db_instance.ledger", {
    id: "db-1",
    arn: ARN,
    identifier: "ledger",
    replicate_source_db: "",
    snapshot_identifier: null,
    restore_to_point_in_time: [],
    ...more,
  });
const cluster = (more = {}): Planned =>
  existing("aws_rds_cluster.ledger", {
    id: "ledger",
    cluster_identifier: "ledger",
    global_cluster_identifier: "",
    replication_source_identifier: "",
    ...more,
  });

describe("rds-data-replicated: a database in DR gets its data from primary's", () => {
  test("two instances of their own", () => {
    expect(violationsOf(rule, { primary: [instance()], dr: [instance()] })).toEqual([
      expect.objectContaining({
        primary: "aws_db_instance.ledger",
        dr: "aws_db_instance.ledger",
        severity: "critical",
      }),
    ]);
  });

  test("two Aurora clusters of their own", () => {
    expect(violationsOf(rule, { primary: [cluster()], dr: [cluster()] })).toHaveLength(1);
  });

  test("a first roll-out, where AWS is still to say that there is no snapshot", () => {
    const planned = created(
      "aws_db_instance.ledger",
      { identifier: "ledger" },
      { unknown: { snapshot_identifier: true, id: true } },
    );
    expect(violationsOf(rule, { primary: [planned], dr: [planned] })).toHaveLength(1);
  });

  test("compliant: a cross-region replica, or members of one global cluster", () => {
    expect(
      violationsOf(rule, { primary: [instance()], dr: [instance({ replicate_source_db: ARN })] }),
    ).toEqual([]);
    const member = cluster({ global_cluster_identifier: "shop" });
    expect(violationsOf(rule, { primary: [member], dr: [member] })).toEqual([]);
  });

  test("compliant: replicated automated backups, copied backups, a snapshot to start from", () => {
    const backups = existing("aws_db_instance_automated_backups_replication.ledger", {
      source_db_instance_arn: ARN,
    });
    expect(violationsOf(rule, { primary: [instance()], dr: [instance({ arn: "x" }), backups] })).toEqual([]);
    const plan = existing("aws_backup_plan.daily", {
      rule: [
        { copy_action: [{ destination_vault_arn: "arn:aws:backup:us-west-2:123456789012:backup-vault:dr" }] },
      ],
    });
    expect(violationsOf(rule, { primary: [instance(), plan], dr: [instance()] })).toEqual([]);
    const restored = created(
      "aws_db_instance.ledger",
      { identifier: "ledger" },
      {
        unknown: { snapshot_identifier: true },
        expressions: { snapshot_identifier: ref("data.aws_db_snapshot.latest.id") },
      },
    );
    expect(violationsOf(rule, { primary: [instance()], dr: [restored] })).toEqual([]);
  });

  test("not applicable: a cache database, a partial plan", () => {
    const cache = instance({ identifier: "report-cache" });
    expect(violationsOf(rule, { primary: [cache], dr: [cache] })).toEqual([]);
    expect(violationsOf(rule, { primary: [instance()], dr: [instance()], partial: true })).toEqual([]);
  });
});
