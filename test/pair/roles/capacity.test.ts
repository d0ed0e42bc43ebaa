import type { JsonObject } from "../../../analyzer/base/json";
import { verdictOf } from "./verdict";

describe("high availability within the region is capacity", () => {
  const STANDBYS: [string, JsonObject, JsonObject][] = [
    ["aws_db_instance", { multi_az: true }, { multi_az: false }],
    [
      "aws_elasticache_replication_group",
      { num_cache_clusters: 3, automatic_failover_enabled: true, multi_az_enabled: true },
      { num_cache_clusters: 1, automatic_failover_enabled: false, multi_az_enabled: false },
    ],
    [
      "aws_opensearch_domain",
      { cluster_config: [{ zone_awareness_enabled: true, multi_az_with_standby_enabled: true }] },
      { cluster_config: [{ zone_awareness_enabled: false, multi_az_with_standby_enabled: false }] },
    ],
    ["aws_dms_replication_instance", { multi_az: true }, { multi_az: false }],
    ["aws_mq_broker", { deployment_mode: "ACTIVE_STANDBY_MULTI_AZ" }, { deployment_mode: "SINGLE_INSTANCE" }],
    ["aws_redshift_cluster", { multi_az: true }, { multi_az: false }],
  ];

  it.each(STANDBYS)("%s: worth a word where DR stands by", (type, primary, dr) => {
    for (const strategy of ["warm-standby", "pilot-light"] as const)
      expect(verdictOf(type, primary, dr, { strategy })).toBe("info");
  });

  it.each(STANDBYS)("%s: a finding where both serve", (type, primary, dr) => {
    expect(["warning", "critical"]).toContain(verdictOf(type, primary, dr, { strategy: "active-active" }));
  });

  it("is worth a word where DR has more of it than primary", () => {
    expect(verdictOf("aws_db_instance", { multi_az: false }, { multi_az: true })).toBe("info");
  });

  it("is no saving where DR runs as many nodes", () => {
    const group = (failover: boolean) => ({ num_cache_clusters: 2, automatic_failover_enabled: failover });
    expect(verdictOf("aws_elasticache_replication_group", group(true), group(false))).toBe("warning");
  });

  it.each<[JsonObject, JsonObject]>([
    [{ backup_retention_period: 7 }, { backup_retention_period: 0 }],
    [{ deletion_protection: true }, { deletion_protection: false }],
    [{ storage_encrypted: true }, { storage_encrypted: false }],
  ])("does not cover what protects the data: %j and %j", (primary, dr) => {
    const verdict = verdictOf("aws_db_instance", { ...primary, multi_az: true }, { ...dr, multi_az: false });
    expect(["warning", "critical"]).toContain(verdict);
  });
});
