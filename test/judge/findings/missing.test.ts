import type { JsonObject } from "../../../analyzer/base/json";
import type { Strategy } from "../../../analyzer/model/report";
import { reportOf, told, type PairInput } from "../../support/analysis";
import { constant, plan, type PlanBuilder, ref } from "../../support/plan-builder";

const QUEUE: JsonObject = { name: "orders" };

/** A pair with a queue on both sides, and what each side has alone. */
function pair(
  primary: (builder: PlanBuilder) => PlanBuilder,
  dr: (builder: PlanBuilder) => PlanBuilder = (builder) => builder,
  more: PairInput = {},
) {
  const side = (region: string) => plan(region).resource("aws_sqs_queue.orders", QUEUE);
  const report = reportOf({ primary: primary(side("us-east-1")), dr: dr(side("us-west-2")), ...more });
  const alone = <T extends { kind: string }>(list: readonly T[]) =>
    list.filter(({ kind }) => kind.startsWith("missing"));
  return { missing: told(alone(report.findings)), expected: alone(report.expected), report };
}

const same = (builder: PlanBuilder): PlanBuilder => builder;

describe("a resource that DR lacks", () => {
  it.each([
    ["aws_lambda_function", "critical"],
    ["aws_lb_listener", "critical"],
    ["aws_cloudwatch_metric_alarm", "warning"],
    ["aws_cloudwatch_log_group", "info"],
    ["aws_fis_experiment_template", "info"],
  ])("of type %s is %s", (type, severity) => {
    expect(pair((builder) => builder.resource(`${type}.x`, { name: "alone" })).missing).toEqual([
      `${severity} missing-in-dr ${type}.x`,
    ]);
  });

  it("and that the plan at hand makes is introduced by it", () => {
    const { report } = pair((builder) =>
      builder.resource("aws_sns_topic.t", { name: "t" }, { actions: ["create"] }),
    );
    expect(report.findings).toMatchObject([{ kind: "missing-in-dr", origin: "introduced" }]);
  });

  it("and that is about to be deleted is none", () => {
    const gone = (builder: PlanBuilder) =>
      builder.resource("aws_sns_topic.t", null, { actions: ["delete"], before: { name: "t" } });
    expect(pair(gone).missing).toEqual([]);
  });

  it("and that is a data source is none", () => {
    expect(pair((builder) => builder.data("data.aws_ami.a", {})).missing).toEqual([]);
  });
});

describe("what a hosted zone has in primary alone", () => {
  const address = "aws_route53_hosted_zone_dnssec.z";
  const zone = (builder: PlanBuilder) =>
    builder.resource("aws_route53_zone.z", { name: "example.internal", zone_id: "Z1" });
  const signed = (builder: PlanBuilder) =>
    zone(builder).resource(
      address,
      { hosted_zone_id: "Z1" },
      { expressions: { hosted_zone_id: ref("aws_route53_zone.z.zone_id") } },
    );

  it("is missing where each side has a zone of its own", () => {
    expect(pair(signed, zone).missing).toEqual([`warning missing-in-dr ${address}`]);
  });

  it("serves both regions where there is one zone", () => {
    expect(pair(signed).missing).toEqual([]);
  });
});

describe("a resource that primary lacks", () => {
  it("is a warning", () => {
    const { missing } = pair(same, (builder) => builder.resource("aws_sns_topic.t", { name: "t" }));
    expect(missing).toEqual(["warning missing-in-primary aws_sns_topic.t"]);
  });
});

function registry(builder: PlanBuilder, region: string, prefix: string): PlanBuilder {
  const rule = {
    destination: [{ region, registry_id: "123456789012" }],
    repository_filter: [{ filter: prefix, filter_type: "PREFIX_MATCH" }],
  };
  return builder
    .resource("aws_ecr_repository.api", { name: "parkade/api" })
    .resource("aws_ecr_replication_configuration.this", { replication_configuration: [{ rule: [rule] }] });
}

describe("a resource is alone by design, with a reason, when it", () => {
  it.each<[string, (b: PlanBuilder) => PlanBuilder, (b: PlanBuilder) => PlanBuilder, RegExp]>([
    ["is global", (b) => b.resource("aws_route53_zone.z", { name: "example.com" }), same, /global/],
    ["is no part of AWS", (b) => b.resource("random_pet.p", { id: "x" }), same, /not an AWS/],
    [
      "is the source's end of a replication",
      (b) => b.resource("aws_s3_bucket_replication_configuration.r", { bucket: "b" }),
      same,
      /source's side/,
    ],
    [
      "sends a warehouse's snapshots",
      (b) => b.resource("aws_redshift_snapshot_copy.c", { cluster_identifier: "w" }),
      same,
      /source's side/,
    ],
    [
      "replicates a file system",
      (b) => b.resource("aws_efs_replication_configuration.r", { source_file_system_id: "fs-1" }),
      same,
      /source's side/,
    ],
    [
      "is a copy on the DR side",
      same,
      (b) => b.resource("aws_ebs_snapshot_copy.s", { source_region: "us-east-1" }),
      /replica or copy/,
    ],
    [
      "is a replica of a database on the DR side",
      same,
      (b) => b.resource("aws_db_instance.r", { replicate_source_db: "arn:aws:rds:us-east-1:1:db:gone" }),
      /replica or copy/,
    ],
    [
      "is a secret that its service replicates",
      (b) => b.resource("aws_secretsmanager_secret.s", { name: "s", replica: [{ region: "us-west-2" }] }),
      same,
      /by the service itself/,
    ],
    [
      "is a repository that its registry replicates",
      (b) => registry(b, "us-west-2", "parkade/"),
      same,
      /by the service itself|source's side/,
    ],
    [
      "serves the failover",
      same,
      (b) => b.resource("aws_sfn_state_machine.failover", { name: "failover" }),
      /serves the failover/,
    ],
  ])("%s", (_why, primary, dr, reason) => {
    const { missing, expected } = pair(primary, dr);
    expect(missing).toEqual([]);
    expect(expected).not.toEqual([]);
    for (const one of expected) {
      expect(one).toMatchObject({ severity: "info", reason: expect.stringMatching(reason) as string });
    }
  });

  it.each([
    ["to another region", "eu-west-1", "parkade/"],
    ["of other repositories", "us-west-2", "other/"],
  ])("but not a repository whose registry's replication is %s", (_what, region, prefix) => {
    expect(pair((builder) => registry(builder, region, prefix)).missing).toEqual([
      "critical missing-in-dr aws_ecr_repository.api",
    ]);
  });

  it("belongs to a replica that is alone: its alarm and its policy", () => {
    const dr = (builder: PlanBuilder) =>
      builder.resource("aws_ebs_snapshot_copy.s", { source_region: "us-east-1" }).resource(
        "aws_cloudwatch_metric_alarm.s",
        { alarm_name: "copy-age" },
        {
          expressions: { alarm_name: constant("copy-age"), dimensions: ref("aws_ebs_snapshot_copy.s.id") },
        },
      );
    expect(pair(same, dr)).toMatchObject({ missing: [], expected: [{}, {}] });
  });

  it("is a role that only a failover function uses", () => {
    const dr = (builder: PlanBuilder) =>
      builder
        .resource("aws_iam_role.operator", { name: "operator" })
        .resource(
          "aws_lambda_function.failover",
          { function_name: "failover" },
          { expressions: { role: ref("aws_iam_role.operator.arn") } },
        );
    expect(pair(same, dr).missing).toEqual([]);
  });

  it("is a role that the other side's resources name", () => {
    const role = "arn:aws:iam::111122223333:role/shop-worker";
    const primary = (builder: PlanBuilder) =>
      builder
        .resource("aws_iam_role.worker", { name: "shop-worker", arn: role })
        .resource("aws_lambda_function.f", { function_name: "f", role });
    const dr = (builder: PlanBuilder) =>
      builder.resource("aws_lambda_function.f", { function_name: "f", role });
    expect(pair(primary, dr).missing).toEqual([]);
  });
});

describe("running capacity that DR lacks", () => {
  const instances = (count: number) => (builder: PlanBuilder) =>
    Array.from({ length: count }, (_, i) => i).reduce(
      (all, i) =>
        all.resource(`aws_rds_cluster_instance.node[${i}]`, {
          identifier: `node-${i}`,
          cluster_identifier: "c",
        }),
      builder,
    );

  it.each<[Strategy, number, number]>([
    ["pilot-light", 0, 0],
    ["warm-standby", 1, 0],
    ["warm-standby", 0, 2],
    ["active-active", 1, 1],
    ["active-active", 0, 2],
  ])("as a %s with %i of 2 instances is %i findings", (strategy, count, findings) => {
    expect(pair(instances(2), instances(count), { strategy }).missing).toHaveLength(findings);
  });
});

describe("a sole instance of an ordinary type", () => {
  it("is missing whatever the strategy", () => {
    expect(
      pair((b) => b.resource("aws_sns_topic.t", { name: "t" }), same, { strategy: "pilot-light" }).missing,
    ).toHaveLength(1);
  });
});

describe("a part of something that has a twin", () => {
  it("is missing, though nothing but a replication relies on it", () => {
    const bucket = (builder: PlanBuilder, name: string) =>
      builder
        .resource("aws_s3_bucket.data", { bucket: name, id: name })
        .resource("aws_s3_bucket.logs", { bucket: `${name}-logs`, id: `${name}-logs` });
    const { missing } = pair(
      (b) =>
        bucket(b, "orders-data")
          .resource(
            "aws_s3_bucket_versioning.data",
            { bucket: "orders-data", versioning_configuration: [{ status: "Enabled" }] },
            { expressions: { bucket: ref("aws_s3_bucket.data.id") } },
          )
          .resource(
            "aws_s3_bucket_replication_configuration.data",
            { bucket: "orders-data" },
            {
              expressions: { bucket: ref("aws_s3_bucket.data.id") },
              dependsOn: ["aws_s3_bucket_versioning.data"],
            },
          ),
      (b) => bucket(b, "orders-data-dr"),
    );
    expect(missing).toEqual(["warning missing-in-dr aws_s3_bucket_versioning.data"]);
  });

  it.each([
    ["aws_s3_bucket_policy", "policy"],
    ["aws_s3_bucket_lifecycle_configuration", "rule"],
    ["aws_s3_bucket_server_side_encryption_configuration", "rule"],
  ])("is missing, though what it says is known only after apply: %s", (type, argument) => {
    const bucket = (builder: PlanBuilder) => builder.resource("aws_s3_bucket.data", { bucket: "data" });
    const { missing } = pair(
      (b) =>
        bucket(b).resource(
          `${type}.data`,
          { bucket: "data" },
          {
            actions: ["create"],
            unknown: { [argument]: true },
            expressions: { bucket: ref("aws_s3_bucket.data.id") },
          },
        ),
      bucket,
    );
    expect(missing).toEqual([expect.stringContaining(`missing-in-dr ${type}.data`)]);
  });
});

describe("a part of something that is missing as a whole", () => {
  it("says so, and where to look", () => {
    const secret = plan("us-east-1")
      .resource("aws_secretsmanager_secret.db", { name: "db" })
      .resource(
        "aws_secretsmanager_secret_version.db",
        { secret_id: "db" },
        { expressions: { secret_id: ref("aws_secretsmanager_secret.db.id") } },
      );
    const queue = (builder: PlanBuilder) => builder.resource("aws_sqs_queue.q", { name: "q" });
    const { findings } = reportOf({ primary: queue(secret), dr: queue(plan("us-west-2")) });
    expect(findings.map(({ primary, remediation }) => [primary?.type, remediation])).toEqual([
      ["aws_secretsmanager_secret", "Add it to the DR side."],
      ["aws_secretsmanager_secret_version", "See aws_secretsmanager_secret.db."],
    ]);
  });
});

describe("a name that says failover", () => {
  const side = (region: string, mark: string, more: readonly string[] = []) =>
    ["jobs", "mail", "news"].reduce(
      (all, name) => all.resource(`aws_sqs_queue.${mark}${name}`, { name: `${mark}${name}` }),
      more.reduce((all, name) => all.resource(`aws_sns_topic.${name}`, { name }), plan(region)),
    );
  const told = (mark: string, topic: string) => {
    const report = reportOf({ primary: side("us-east-1", ""), dr: side("us-west-2", mark, [topic]) });
    return report.findings.map(({ dr }) => dr?.address);
  };

  it("serves the failover, unless all of DR is called so", () => {
    expect(told("", "failover_notices")).toEqual([]);
    expect(told("failover_", "failover_notices")).toEqual(["aws_sns_topic.failover_notices"]);
  });
});

describe("what serves by itself", () => {
  it("is missing, though nothing but a health check of Route 53 refers to it", () => {
    const queue = (builder: PlanBuilder) => builder.resource("aws_sqs_queue.q", { name: "q" });
    const primary = queue(plan("us-east-1"))
      .resource("aws_lb.app", { name: "app" })
      .resource(
        "aws_route53_health_check.app",
        { type: "HTTPS" },
        { expressions: { fqdn: ref("aws_lb.app.dns_name") } },
      );
    const { findings } = reportOf({ primary, dr: queue(plan("us-west-2")) });
    expect(told(findings)).toEqual(["critical missing-in-dr aws_lb.app"]);
  });

  it("needs no second alarm on metrics that are in us-east-1 alone", () => {
    const queue = (builder: PlanBuilder) => builder.resource("aws_sqs_queue.q", { name: "q" });
    const alarm = (namespace: string) =>
      told(
        reportOf({
          primary: queue(plan("us-east-1")).resource("aws_cloudwatch_metric_alarm.a", { namespace }),
          dr: queue(plan("us-west-2")),
        }).findings,
      );
    expect(alarm("AWS/Route53")).toEqual([]);
    expect(alarm("AWS/SQS")).toHaveLength(1);
  });
});
