import { type Chapter, commandsOf } from "../../../analyzer/act/runbook/runbook";
import { created, existing, PRIMARY_REGION, ref } from "../../support/pair";
import { BACK, CAPACITY, chapter, DATA, lines, runbookOf, STOP, TRAFFIC } from "../../support/runbook";
import { FULL } from "../../support/runbook-pair";

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

  it("asks the DR region alone for all that is done when the primary region is away, but where a step's title says otherwise", () => {
    const needsPrimary = [STOP, BACK];
    const saysSo: string[] = [];
    for (const { title, steps } of full.chapters.filter(
      (one) => !needsPrimary.some((name) => one.title.startsWith(name)),
    ))
      for (const { title: pieces, commands = [], choices = [], check } of steps) {
        if (pieces.some((piece) => typeof piece === "string" && piece.includes("(needs "))) {
          saysSo.push(...commands.map(({ line }) => line));
          continue;
        }
        const parts = [{ commands }, ...choices.slice(-1), check];
        for (const { line } of parts.flatMap((part) => part?.commands ?? []))
          expect([title, line]).not.toEqual([title, expect.stringContaining(PRIMARY_REGION)]);
      }
    expect(saysSo).toEqual([expect.stringContaining(`--region ${PRIMARY_REGION} --namespace AWS/DynamoDB`)]);
  });

  it("goes back with the data before the traffic", () => {
    const back = lines(full, "Going back");
    const data = back.findIndex((line) => line.includes("switchover-global-cluster"));
    const latch = back.findIndex((line) => line.includes("put-metric-data") && line.endsWith("0"));
    expect(data).toBeGreaterThan(-1);
    expect(latch).toBeGreaterThan(data);
  });

  it("uses no Terraform before the way back, and changes no record, role or health check", () => {
    const matching = (chapters: readonly Chapter[], pattern: RegExp) =>
      chapters.flatMap(({ steps }) => steps.flatMap(commandsOf)).filter(({ line }) => pattern.test(line));
    const away = full.chapters.filter(({ title }) => title !== "Going back");
    expect(matching(away, /terraform/)).toEqual([]);
    expect(
      matching(full.chapters, /drparity (?!--)|change-resource-record-sets|aws iam |update-health-check/),
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
      dr: [
        created(
          "aws_rds_global_cluster.orders",
          { global_cluster_identifier: "orders" },
          { unknown: { id: true } },
        ),
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
    expect(all).toContain("--global-cluster-identifier orders ");
  });
});
