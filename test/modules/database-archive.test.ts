import { DatabaseArchive, type DatabaseArchiveProps } from "../../modules/database-archive/database-archive";
import { FailoverDns } from "../../modules/failover-dns/failover-dns";
import { Duration } from "../../modules/pair/duration";
import { type Synthesized, synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const archive = (props: Partial<DatabaseArchiveProps> = {}, rpo = Duration.minutes(20)) =>
  synthesized(
    (pair) => {
      const on = base(pair);
      const made = new DatabaseArchive(pair, "orders", {
        bucketPrefix: "acme-orders",
        keys: on.keys,
        shipEvery: Duration.minutes(5),
        restoreTime: Duration.minutes(8),
        restore: ["wal-g backup-fetch /var/lib/pgsql/data LATEST"],
        ...props,
      });
      const database = fleetIn(pair, on);
      made.grantShip(database);
      new FailoverDns(pair, "name", {
        zone: { name: "example.com" },
        name: "www.example.com",
        target: { loadBalancer: database },
        check: { kind: "endpoint" },
      });
    },
    { rpo },
  );
const documentOf = (side: Synthesized) =>
  JSON.parse(String(side.resource("aws_ssm_document.orders-restore_document").content)) as {
    parameters: { RestoreAt: { allowedPattern: string } };
    mainSteps: { inputs: { runCommand: string[] } }[];
  };

describe("DatabaseArchive", () => {
  it.each<[Partial<DatabaseArchiveProps>, string]>([
    [{ restore: [] }, "orders.restore: is empty. Give the commands that restore the database"],
    [{ keepForDays: 0 }, "orders.keepForDays: is 0"],
    [{ prefix: "/wal" }, 'orders.prefix: "/wal" is no folder'],
    [{ prefix: "a'; rm -rf /" }, "is no folder"],
  ])("refuses %j", (props, message) => {
    expect(() => archive(props)).toThrow(message);
  });

  it("may lose what is shipped next and what is not copied yet, and says so when that is too much", () => {
    expect(() => archive({}, Duration.minutes(15))).toThrow(
      'rpo: 15 min cannot be met, shipping "orders" every 5 min, and copying it within 15 min, may lose 20 min',
    );
    expect(() => archive({ restoreTime: Duration.hours(2) })).toThrow('2 h for restoring "orders"');
  });

  it("copies both ways, but no deletion, and forgets in both regions by itself", () => {
    const { primary, dr, link } = archive({ keepForDays: 14 });
    for (const side of [primary, dr])
      expect(side.resource("aws_s3_bucket_lifecycle_configuration.orders_lifecycle")).toMatchObject({
        rule: [
          { noncurrent_version_expiration: [{ noncurrent_days: 14 }] },
          { filter: [{ prefix: "archive/" }], expiration: [{ days: 14 }] },
        ],
      });
    for (const direction of ["primary-to-dr", "dr-to-primary"])
      expect(link.resource(`aws_s3_bucket_replication_configuration.orders_${direction}`)).toMatchObject({
        rule: [{ delete_marker_replication: { status: "Disabled" }, status: "Enabled" }],
      });
  });

  it("lets a database ship and read, and delete nothing", () => {
    const { dr } = archive();
    const actions = statementsOf(dr.resource("aws_iam_role_policy.web_grants")).flatMap(
      ({ Action }) => Action,
    );
    expect(actions).toEqual(expect.arrayContaining(["s3:PutObject", "s3:GetObject", "s3:ListBucket"]));
    expect(actions.filter((action) => /Delete|\*/.test(action))).toEqual([]);
    expect(statementsOf(dr.resource("aws_iam_role_policy.web_grants"))).toContainEqual(
      expect.objectContaining({
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: "arn:aws:s3:::acme-orders-111122223333-eu-central-1/archive/*",
      }),
    );
  });

  it("restores from the region's own archive, by a document that lies there", () => {
    const { primary, dr } = archive();
    for (const [side, region] of [
      [primary, "eu-west-1"],
      [dr, "eu-central-1"],
    ] as const)
      expect(documentOf(side).mainSteps[0]?.inputs.runCommand).toEqual([
        "set -eu",
        `export ARCHIVE='s3://acme-orders-111122223333-${region}/archive/'`,
        "export RESTORE_AT='{{ RestoreAt }}'",
        "wal-g backup-fetch /var/lib/pgsql/data LATEST",
      ]);
  });

  it("leaves to the shell what is the shell's", () => {
    const { dr } = archive({ restore: ['curl -w "%{http_code}" "${ARCHIVE%/}"'] });
    expect(documentOf(dr).mainSteps[0]?.inputs.runCommand.at(-1)).toBe(
      'curl -w "%%{http_code}" "$${ARCHIVE%/}"',
    );
  });

  it("hands the time to the commands that restore, with their quotes", () => {
    const at = `[ "$RESTORE_AT" = latest ] || echo "recovery_target_time = '$RESTORE_AT'" >> postgresql.auto.conf`;
    expect(documentOf(archive({ restore: [at] }).dr).mainSteps[0]?.inputs.runCommand.at(-1)).toBe(at);
  });

  it("takes a time and no shell commands", () => {
    const allowed = new RegExp(documentOf(archive().dr).parameters.RestoreAt.allowedPattern);
    expect(allowed.test("latest")).toBe(true);
    expect(allowed.test("2026-11-30T07:00:00Z")).toBe(true);
    expect(allowed.test("latest'; id; '")).toBe(false);
  });

  it("is a database that traffic waits for", () => {
    expect(archive().link.resources).toContain("aws_cloudwatch_metric_alarm.name_take-over");
  });
});
