import { analyze, understand } from "../../../analyzer/analyze";
import { commandsOf, type Runbook } from "../../../analyzer/act/runbook/runbook";
import { writeRunbook } from "../../../analyzer/act/runbook/write-runbook";
import {
  created,
  DR_REGION,
  existing,
  pairInput,
  type PairParts,
  PRIMARY_REGION,
  ref,
} from "../../support/pair";

function runbookOf(parts: PairParts): Runbook {
  const input = pairInput(parts);
  return writeRunbook(understand(input), analyze(input));
}

const chapter = (runbook: Runbook, title: string) => {
  const found = runbook.chapters.find((one) => one.title.startsWith(title));
  if (found === undefined)
    throw new Error(`no ${title} in ${runbook.chapters.map((one) => one.title).join(", ")}`);
  return found;
};
const lines = (runbook: Runbook, title: string) =>
  chapter(runbook, title)
    .steps.flatMap(commandsOf)
    .map(({ line }) => line);
const DATA = "Make the data writable";
const CAPACITY = "Bring the DR region";
const TRAFFIC = "Lead traffic";

/** An application with one of everything that has a step. */
const FULL: PairParts = {
  primary: [
    existing("aws_rds_global_cluster.orders", { id: "orders", global_cluster_identifier: "orders" }),
    existing("aws_rds_cluster.orders", {
      id: "orders-a",
      cluster_identifier: "orders-a",
      global_cluster_identifier: "orders",
      engine: "aurora-postgresql",
    }),
    existing("aws_rds_cluster_instance.orders", {
      identifier: "orders-a-1",
      cluster_identifier: "orders-a",
      instance_class: "db.r6g.large",
    }),
    existing("aws_db_instance.ledger", { identifier: "ledger-a", backup_retention_period: 14 }),
    existing("aws_autoscaling_group.web", { name: "web-a", min_size: 2, desired_capacity: 4, max_size: 8 }),
    existing("aws_ecs_service.api", {
      name: "api-a",
      cluster: "arn:aws:ecs:us-east-1:111122223333:cluster/main-a",
      desired_count: 6,
    }),
    existing("aws_eks_node_group.nodes", {
      cluster_name: "k-a",
      node_group_name: "nodes",
      scaling_config: [{ desired_size: 5, min_size: 3, max_size: 9 }],
    }),
  ],
  dr: [
    existing("aws_rds_cluster.orders", {
      id: "orders-b",
      cluster_identifier: "orders-b",
      global_cluster_identifier: "orders",
      engine: "aurora-postgresql",
      arn: `arn:aws:rds:${DR_REGION}:111122223333:cluster:orders-b`,
    }),
    existing("aws_db_instance.ledger", {
      identifier: "ledger-b",
      replicate_source_db: `arn:aws:rds:${PRIMARY_REGION}:111122223333:db:ledger-a`,
    }),
    existing("aws_autoscaling_group.web", { name: "web-b", min_size: 1, desired_capacity: 1, max_size: 3 }),
    existing("aws_ecs_service.api", { name: "api-b", cluster: "main-b", desired_count: 1 }),
    existing("aws_appautoscaling_target.api", { resource_id: "service/main-b/api-b", min_capacity: 1 }),
    existing("aws_eks_node_group.nodes", {
      cluster_name: "k-b",
      node_group_name: "nodes",
      scaling_config: [{ desired_size: 1, min_size: 1, max_size: 9 }],
    }),
    existing("aws_elasticache_replication_group.sessions", {
      replication_group_id: "sessions-b",
      global_replication_group_id: "xyz-sessions",
    }),
    existing("aws_drs_replication_configuration_template.servers", { id: "rct-1" }),
    existing("aws_lb.web", { name: "web-b", internal: false }),
    existing("aws_backup_vault.copies", { name: "copies-b" }),
  ],
  shared: [
    existing("aws_cloudwatch_metric_alarm.latch", {
      alarm_name: "shop-name-take-over",
      namespace: "drparity",
      metric_name: "TakeOver",
      dimensions: { Name: "shop-name" },
      region: DR_REGION,
    }),
  ],
};

describe("a pair's runbook", () => {
  const full = runbookOf(FULL);

  it("fails a global cluster over by its real names, and gives a headless one the primary's class first", () => {
    expect(lines(full, DATA)).toEqual(
      expect.arrayContaining([
        "aws rds create-db-instance --region us-west-2 --db-instance-identifier orders-b-1 --db-cluster-identifier orders-b --engine aurora-postgresql --db-instance-class db.r6g.large",
        'aws rds failover-global-cluster --region us-west-2 --global-cluster-identifier orders --target-db-cluster-identifier "$TARGET" --allow-data-loss',
      ]),
    );
  });

  it("never sets two ways to promote a cluster under each other, where both would be pasted", () => {
    const step = chapter(full, DATA).steps.find(({ choices }) => choices !== undefined);
    expect(step?.choices?.map(({ commands = [] }) => commands.map(({ line }) => line.split(" ")[2]))).toEqual(
      [["switchover-global-cluster"], ["failover-global-cluster"]],
    );
    expect(step?.commands?.map(({ line }) => line)).not.toContainEqual(
      expect.stringContaining("over-global"),
    );
  });

  it("promotes a read replica with the backups that its source has", () => {
    expect(lines(full, DATA)).toContain(
      "aws rds promote-read-replica --region us-west-2 --db-instance-identifier ledger-b --backup-retention-period 14",
    );
  });

  it("raises a fleet to the primary's size, and its ceiling where it has no room", () => {
    expect(lines(full, CAPACITY)).toContain(
      "aws autoscaling update-auto-scaling-group --region us-west-2 --auto-scaling-group-name web-b --min-size 4 --desired-capacity 4 --max-size 4",
    );
  });

  it("raises a service's floor before its count, as scaling would take the tasks away", () => {
    const commands = lines(full, CAPACITY);
    const floor = commands.findIndex(
      (line) => line.includes("register-scalable-target") && line.endsWith("--min-capacity 6"),
    );
    const count = commands.findIndex(
      (line) => line.includes("update-service") && line.includes("--desired-count 6"),
    );
    expect(floor).toBeGreaterThan(-1);
    expect(count).toBeGreaterThan(floor);
  });

  it("knows node groups, servers of Elastic Disaster Recovery and caches", () => {
    expect(lines(full, CAPACITY).join("\n")).toContain("--scaling-config minSize=5,desiredSize=5");
    expect(lines(full, CAPACITY).join("\n")).toContain("aws drs start-recovery --region us-west-2");
    expect(lines(full, DATA).join("\n")).toContain(
      '--global-replication-group-id "$DATASTORE" --primary-region us-west-2 --primary-replication-group-id sessions-b',
    );
  });

  it("turns the pair's latch, and back with 0", () => {
    const turn =
      "aws cloudwatch put-metric-data --region us-west-2 --namespace drparity --metric-name TakeOver --dimensions Name=shop-name --value";
    expect(lines(full, TRAFFIC)).toEqual(expect.arrayContaining([`${turn} 1`, `${turn} 0`]));
  });

  it("has a check for every step that changes something", () => {
    for (const { title, steps } of full.chapters.filter((one) =>
      [DATA, CAPACITY, TRAFFIC].some((name) => one.title.startsWith(name)),
    ))
      for (const step of steps) expect([title, step.title, step.check?.says]).not.toContain(undefined);
  });

  it("asks the DR region alone for all that is done when the primary region is away", () => {
    const needsPrimary = ["Stop the primary", "Going back"];
    for (const { title, steps } of full.chapters.filter(
      (one) => !needsPrimary.some((name) => one.title.startsWith(name)),
    ))
      for (const { commands = [], choices = [], check } of steps) {
        const parts = [{ commands }, ...choices.slice(-1), check];
        for (const { line } of parts.flatMap((part) => part?.commands ?? []))
          expect([title, line]).not.toEqual([title, expect.stringContaining(PRIMARY_REGION)]);
      }
  });

  it("goes back with the data before the traffic", () => {
    const back = lines(full, "Going back");
    const data = back.findIndex((line) => line.includes("switchover-global-cluster"));
    const latch = back.findIndex((line) => line.includes("put-metric-data") && line.endsWith("0"));
    expect(data).toBeGreaterThan(-1);
    expect(latch).toBeGreaterThan(data);
  });

  it("uses no Terraform, and changes no record, role or health check", () => {
    const all = full.chapters.flatMap(({ steps }) => steps.flatMap(commandsOf)).map(({ line }) => line);
    expect(
      all.filter((line) =>
        /terraform|drparity (?!--)|change-resource-record-sets|aws iam |update-health-check/.test(line),
      ),
    ).toEqual([]);
  });
});

describe("what a runbook cannot know", () => {
  it("is to be filled in, by a text that AWS refuses", () => {
    const name = "aws_autoscaling_group.web";
    const made = runbookOf({
      primary: [created(name, { min_size: 2 }, { unknown: { name: true } })],
      dr: [created(name, { min_size: 1 }, { unknown: { name: true } })],
    });
    const [raise] = chapter(made, CAPACITY).steps;
    expect(raise?.commands?.[0]?.line).toContain(`--auto-scaling-group-name 'FILL IN: the group'\\''s name'`);
    expect(raise?.commands?.[0]?.missing).toEqual(["the group's name"]);
  });

  it("is told where nothing leads traffic there", () => {
    const notes =
      chapter(runbookOf({ dr: [existing("aws_sqs_queue.a", { name: "a" })] }), TRAFFIC).notes ?? [];
    expect(notes.flat()).toContainEqual({ missing: "how traffic is led to the DR region" });
  });

  it("is told of what holds data and has no step", () => {
    const made = runbookOf({ dr: [existing("aws_fsx_windows_file_system.home", { id: "fs-1" })] });
    expect(chapter(made, "What this page has no step for").facts?.[0]?.[0]).toBe(
      "aws_fsx_windows_file_system",
    );
  });

  it("is said where a plan is partial", () => {
    expect(runbookOf({ ...FULL, partial: true }).incomplete).toHaveLength(1);
    expect(runbookOf(FULL).incomplete).toEqual([]);
  });

  it("is followed through references before anything exists", () => {
    const made = runbookOf({
      primary: [
        created(
          "aws_rds_global_cluster.orders",
          { global_cluster_identifier: "orders" },
          { unknown: { id: true } },
        ),
      ],
      dr: [
        created(
          "aws_rds_cluster.orders",
          { cluster_identifier: "orders-b", engine: "aurora-mysql" },
          {
            unknown: { global_cluster_identifier: true },
            expressions: { global_cluster_identifier: ref("aws_rds_global_cluster.orders.id") },
          },
        ),
      ],
    });
    const all = lines(made, DATA).join("\n");
    expect(all).toContain("--db-cluster-identifier orders-b");
  });
});
