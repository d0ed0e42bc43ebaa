import type { JsonObject } from "../../../analyzer/base/json";
import { STRATEGIES, type Strategy } from "../../../analyzer/model/report";
import { reportOf } from "../../support/analysis";
import { plan } from "../../support/plan-builder";

/** What the report says of one argument that differs: `expected`, or the finding's severity. */
function verdict(type: string, primary: JsonObject, dr: JsonObject, strategy: Strategy): string {
  const report = reportOf({
    primary: plan("us-east-1").resource(`${type}.x`, primary),
    dr: plan("us-west-2").resource(`${type}.x`, dr),
    strategy,
  });
  const findings = report.findings.filter(({ kind }) => kind === "attribute");
  return findings[0]?.severity ?? (report.expected.length > 0 ? "expected" : "equal");
}

const ALL: readonly Strategy[] = ["pilot-light", "warm-standby", "active-active"];

describe("capacity that runs before a failover may be lower in DR", () => {
  it.each<[string, JsonObject, JsonObject, string, string, string]>([
    ["aws_autoscaling_group", { min_size: 4 }, { min_size: 1 }, "expected", "expected", "warning"],
    [
      "aws_autoscaling_group",
      { desired_capacity: 4 },
      { desired_capacity: 0 },
      "expected",
      "warning",
      "warning",
    ],
    ["aws_ecs_service", { desired_count: 4 }, { desired_count: 1 }, "expected", "expected", "warning"],
    [
      "aws_db_instance",
      { instance_class: "db.r6g.xlarge" },
      { instance_class: "db.t4g.large" },
      "expected",
      "expected",
      "warning",
    ],
    [
      "aws_msk_cluster",
      { number_of_broker_nodes: 6 },
      { number_of_broker_nodes: 3 },
      "expected",
      "expected",
      "warning",
    ],
    ["aws_dynamodb_table", { read_capacity: 50 }, { read_capacity: 5 }, "expected", "warning", "warning"],
  ])("%s: %j against %j", (type, primary, dr, ...verdicts) => {
    expect(ALL.map((strategy) => verdict(type, primary, dr, strategy))).toEqual(verdicts);
    // Neither runs anything: what is there may be as small.
    expect(verdict(type, primary, dr, "backup-and-restore")).toBe(verdicts[0]);
  });
});

describe("what limits growth, and what protects data, may not, whatever the strategy", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["aws_autoscaling_group", { max_size: 20 }, { max_size: 2 }],
    ["aws_appautoscaling_target", { max_capacity: 20 }, { max_capacity: 2 }],
    ["aws_lambda_function", { reserved_concurrent_executions: 100 }, { reserved_concurrent_executions: 1 }],
    ["aws_db_instance", { backup_retention_period: 14 }, { backup_retention_period: 1 }],
    ["aws_db_instance", { deletion_protection: true }, { deletion_protection: false }],
    ["aws_db_instance", { storage_encrypted: true }, { storage_encrypted: false }],
    ["aws_db_instance", { engine_version: "16.4" }, { engine_version: "13.1" }],
    ["aws_dynamodb_table", { deletion_protection_enabled: true }, { deletion_protection_enabled: false }],
  ])("%s: %j against %j", (type, primary, dr) => {
    for (const strategy of STRATEGIES)
      expect(["warning", "critical"]).toContain(verdict(type, primary, dr, strategy));
  });
});

describe("what autoscaling sets at run time", () => {
  it("is no difference, even active-active", () => {
    const side = (region: string, count: number) =>
      plan(region)
        .resource("aws_ecs_service.app", { name: "app", desired_count: count })
        .resource("aws_appautoscaling_target.app", {
          resource_id: "service/main/app",
          min_capacity: 1,
          max_capacity: 9,
        });
    const report = reportOf({
      primary: side("us-east-1", 7),
      dr: side("us-west-2", 2),
      strategy: "active-active",
    });
    expect(report.findings).toEqual([]);
    expect(report.expected).toMatchObject([{ reason: "autoscaling sets it at run time" }]);
  });
});

describe("what a replica takes over from its source", () => {
  it("need not be said twice", () => {
    const source = { identifier: "a", engine: "postgres", username: "app", backup_retention_period: 7 };
    const replica = {
      identifier: "a",
      replicate_source_db: "arn:aws:rds:us-east-1:1:db:a",
      backup_retention_period: 7,
    };
    expect(verdict("aws_db_instance", source, replica, "warm-standby")).toBe("expected");
  });

  it("does not cover what the replica decides for itself", () => {
    const member = (more: JsonObject) => ({
      cluster_identifier: "a",
      global_cluster_identifier: "g",
      ...more,
    });
    expect(
      verdict(
        "aws_rds_cluster",
        member({ backup_retention_period: 14 }),
        member({ backup_retention_period: 1 }),
        "warm-standby",
      ),
    ).not.toBe("expected");
  });

  it("does not cover a database that is no replica", () => {
    expect(verdict("aws_db_instance", { engine: "postgres" }, { engine: "mysql" }, "warm-standby")).toBe(
      "critical",
    );
  });
});

describe("what twins differ in by their places in the pair", () => {
  const copies = (...vaults: string[]) => ({
    rule: [
      {
        rule_name: "daily",
        copy_action: vaults.map((arn) => ({ destination_vault_arn: arn, lifecycle: [{ delete_after: 35 }] })),
      },
    ],
  });
  const vault = (region: string) => `arn:aws:backup:${region}:123456789012:backup-vault:shop`;
  const FLAWED = "warning";

  it.each<[string, string, JsonObject, JsonObject, string, string]>([
    ["copies into DR", "aws_backup_plan", copies(vault("us-west-2")), copies(), "expected", "info"],
    ["copies within a region", "aws_backup_plan", copies(vault("us-east-1")), copies(), FLAWED, FLAWED],
    [
      "the device's address, which ARC compared",
      "aws_customer_gateway",
      { ip_address: "198.51.100.10" },
      { ip_address: "198.51.100.74" },
      "info",
      "info",
    ],
    [
      "the device's name",
      "aws_customer_gateway",
      { device_name: "lon-edge-1" },
      { device_name: "fra-edge-1" },
      "expected",
      "expected",
    ],
    [
      "the network's number",
      "aws_ec2_transit_gateway",
      { amazon_side_asn: 64612 },
      { amazon_side_asn: 64622 },
      "expected",
      "expected",
    ],
  ])("%s", (_what, type, primary, dr, standby, active) => {
    expect(verdict(type, primary, dr, "warm-standby")).toBe(standby);
    expect(verdict(type, primary, dr, "active-active")).toBe(active);
  });
});
