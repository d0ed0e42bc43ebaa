import type { JsonObject } from "../../../analyzer/base/json";
import { reportOf, told } from "../../support/analysis";
import { constant, plan, ref } from "../../support/plan-builder";
import { verdictOf } from "./verdict";

const cluster = (more: JsonObject): JsonObject => ({
  cluster_identifier: "loans",
  global_cluster_identifier: "library",
  engine_version: "16.4",
  ...more,
});

describe("a replica's own key", () => {
  const KEY = "arn:aws:kms:us-west-2:111122223333:key/0a1b";

  it("is its region's, whether or not the source names one", () => {
    expect(verdictOf("aws_rds_cluster", cluster({}), cluster({ kms_key_id: KEY }))).toBe("expected");
  });

  it("does not make other differences weigh more, nor excuse them", () => {
    const newer = cluster({ kms_key_id: KEY, backup_retention_period: 1 });
    expect(verdictOf("aws_rds_cluster", cluster({ backup_retention_period: 7 }), newer)).toBe("warning");
  });

  it("is missed where the source has one", () => {
    const source = cluster({ kms_key_id: "arn:aws:kms:us-east-1:111122223333:key/9f8e" });
    expect(verdictOf("aws_rds_cluster", source, cluster({}))).toBe("critical");
  });

  it("says nothing of an engine version that differs", () => {
    expect(
      verdictOf("aws_rds_cluster", cluster({}), cluster({ kms_key_id: KEY, engine_version: "13.1" })),
    ).toBe("warning");
  });
});

describe("a key and its alias in DR", () => {
  const pair = (user: string, arguments_: JsonObject) => {
    const report = reportOf({
      primary: plan("us-east-1")
        .resource("aws_rds_cluster.x", cluster({}))
        .resource("aws_sqs_queue.jobs", { name: "jobs" }),
      dr: plan("us-west-2")
        .resource("aws_rds_cluster.x", cluster({}))
        .resource("aws_sqs_queue.jobs", { name: "jobs" })
        .resource("aws_kms_key.k", { description: "DR" })
        .resource(
          "aws_kms_alias.k",
          { name: "alias/dr" },
          { expressions: { target_key_id: ref("aws_kms_key.k.id") } },
        )
        .resource(user, arguments_, { expressions: { kms_key_id: ref("aws_kms_alias.k.arn") } }),
    });
    return told(report.findings.filter(({ kind }) => kind === "missing-in-primary"));
  };

  it("serve a replica where nothing else is encrypted with them", () => {
    expect(pair("aws_db_instance.r", { replicate_source_db: "arn:aws:rds:us-east-1:1:db:a" })).toEqual([]);
  });

  it("are told where something else is", () => {
    expect(pair("aws_sns_topic.t", { name: "t" }).join()).toContain("aws_kms_key.k");
  });
});

describe("the destination of a file system's replication", () => {
  const protection = (mode: string) => ({
    creation_token: "u",
    protection: [{ replication_overwrite: mode }],
  });
  const replicated = (region: string) => ({
    primary: (builder: ReturnType<typeof plan>) =>
      builder.resource(
        "aws_efs_replication_configuration.r",
        { destination: [{ region }] },
        { expressions: { source_file_system_id: ref("aws_efs_file_system.x.id") } },
      ),
  });
  const type = "aws_efs_file_system";

  it("allows that it is overwritten", () => {
    const setting = replicated("us-west-2");
    expect(verdictOf(type, protection("ENABLED"), protection("DISABLED"), setting)).toBe("expected");
  });

  it("is no excuse without a replication between the two, and worth a word", () => {
    expect(verdictOf(type, protection("ENABLED"), protection("DISABLED"))).toBe("info");
    expect(verdictOf(type, protection("ENABLED"), protection("DISABLED"), replicated("eu-west-1"))).toBe(
      "info",
    );
  });

  it("is compared in all else", () => {
    const [left, right] = [protection("ENABLED"), protection("DISABLED")];
    const setting = replicated("us-west-2");
    expect(
      verdictOf(
        type,
        { ...left, throughput_mode: "elastic" },
        { ...right, throughput_mode: "bursting" },
        setting,
      ),
    ).toBe("warning");
  });
});

describe("a replica's encryption", () => {
  it("is its source's where DR leaves it open, and is told where DR switches it off", () => {
    const verdict = (written: boolean) => {
      const { findings } = reportOf({
        primary: plan("us-east-1").resource("aws_db_instance.x", { storage_encrypted: true }),
        dr: plan("us-west-2").resource(
          "aws_db_instance.x",
          { replicate_source_db: "arn:aws:rds:us-east-1:111122223333:db:x", storage_encrypted: false },
          { expressions: written ? { storage_encrypted: constant(false) } : {} },
        ),
      });
      return findings.flatMap(({ differences }) => differences.map(({ path }) => path));
    };
    expect(verdict(true)).toContain("storage_encrypted");
    expect(verdict(false)).not.toContain("storage_encrypted");
  });
});
