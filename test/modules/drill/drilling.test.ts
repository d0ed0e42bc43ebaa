import { parseDrill } from "../../../analyzer/read/drills/parse";
import type { Json } from "../../support/asl/language";
import { drilled, drillMachineOf } from "./drilled";
import { DrillWorld } from "./drill-world";

const pair = drilled();
const machine = drillMachineOf(pair);
const cleanUp = drillMachineOf(pair, "clean-up-machine");
const told = ({ messages }: DrillWorld) => messages.at(-1) ?? { subject: "", text: "" };
const ARN = "arn:aws:states:eu-central-1:111122223333:execution";

describe("a drill", () => {
  it("clones, restores and boots beside production, measures, removes all of it and reports", async () => {
    const world = new DrillWorld();
    const run = await world.run(machine);
    expect(run).toMatchObject({ status: "SUCCEEDED", output: { outcome: "passed" } });
    expect(world.left).toEqual([]);
    expect([...world.copies.keys()].sort()).toEqual([
      "i-drill",
      "shop-drill-ledger",
      "shop-drill-orders",
      "shop-drill-orders-1",
    ]);
    expect(world.report).toMatchObject({
      schemaVersion: "1.0",
      pair: "shop",
      drill: "shop-drill",
      execution: `${ARN}:shop-drill:one`,
      reason: "a test",
      outcome: "passed",
      began: "2026-11-30T03:00:00.000Z",
      everySeconds: 2_592_000,
      targets: { rtoSeconds: 900, rpoSeconds: 900 },
      rpoSeconds: 3,
      failure: null,
      cleanedUp: true,
      leftOver: null,
    });
    expect([...world.objects.keys()]).toEqual([
      "drills/2026-11-30T03-00-00Z.json",
      "drills/2026-11-30T03-00-00Z.html",
    ]);
    expect(world.messages.map(({ subject }) => subject)).toEqual([
      "shop: drill begins",
      "shop: drill passed",
    ]);
    expect(world.drills.item).toMatchObject({ outcome: { S: "passed" } });
  });

  it("writes reports that the analyzer reads, of a failure too", async () => {
    for (const broken of [undefined, "ec2:runInstances"]) {
      const world = new DrillWorld();
      if (broken !== undefined) world.broken.set(broken, "Ec2.InsufficientInstanceCapacityException");
      await world.run(machine);
      expect(parseDrill(JSON.stringify(world.report))).toMatchObject({ drill: "shop-drill" });
    }
  });

  it("measures each step and what would be lost, without the time that removing takes", async () => {
    const world = new DrillWorld();
    await world.run(machine);
    const { steps, losses, rtoSeconds } = world.report;
    expect(steps).toEqual([
      { wave: "restore", name: "orders", seconds: 510 },
      { wave: "restore", name: "ledger", seconds: 210 },
      { wave: "boot", name: "web", seconds: 30 },
      { wave: "probe", name: "web", seconds: 90 },
    ]);
    expect(losses).toEqual([
      { name: "orders", seconds: 0.8 },
      { name: "ledger", seconds: 3 },
    ]);
    expect(rtoSeconds).toBe(630);
    expect(world.figures).toEqual([
      { MetricName: "Success", Unit: "None", Value: 1, Dimensions: [{ Name: "Drill", Value: "shop-drill" }] },
      expect.objectContaining({ MetricName: "RecoveryTime", Unit: "Seconds", Value: 630 }),
      expect.objectContaining({ MetricName: "DataLoss", Value: 3 }),
    ]);
    expect(told(world).text).toContain(
      "To recover took 630 s (target 15 min); would be lost 3 s (target 15 min).",
    );
  });

  it("makes what it makes in its own network, from the current image, and tags it", async () => {
    const world = new DrillWorld();
    await world.run(machine);
    const args = (api: string) => world.calls.find((one) => one.api === api)?.args;
    expect(args("rds:restoreDBClusterToPointInTime")).toMatchObject({
      SourceDbClusterIdentifier: "shop-orders",
      RestoreType: "copy-on-write",
      DbClusterParameterGroupName: "shop-orders-16",
      DbSubnetGroupName: "shop-drill",
      VpcSecurityGroupIds: ["sg-drill"],
      Tags: [
        { Key: "drparity:drill", Value: "shop-drill" },
        { Key: "drparity:drill-execution", Value: "one" },
      ],
    });
    expect(args("rds:createDBInstance")).toMatchObject({
      DbClusterIdentifier: "shop-drill-orders",
      DbInstanceClass: "db.r6g.large",
      Engine: "aurora-postgresql",
    });
    expect(args("rds:restoreDBInstanceToPointInTime")).toMatchObject({
      SourceDbInstanceIdentifier: "shop-ledger",
      TargetDbInstanceIdentifier: "shop-drill-ledger",
      DbSubnetGroupName: "shop-drill",
      PubliclyAccessible: false,
    });
    expect(args("ec2:runInstances")).toMatchObject({
      LaunchTemplate: { LaunchTemplateName: "shop-web", Version: "$Default" },
      SubnetId: "subnet-1",
      SecurityGroupIds: ["sg-drill"],
    });
  });

  it("sees to its removal before it makes anything", async () => {
    const world = new DrillWorld();
    await world.run(machine);
    expect(world.changes[0]).toBe("states:startExecution");
    expect(world.calls.find(({ api }) => api === "states:startExecution")?.args).toEqual({
      StateMachineArn: "arn:aws:states:eu-central-1:111122223333:stateMachine:shop-drill-clean-up",
      Input: { drill: `${ARN}:shop-drill:one`, at: "2026-11-30T05:01:00.000Z" },
    });
    const unguarded = new DrillWorld();
    unguarded.broken.set("states:startExecution", "StepFunctions.StateMachineDeletingException");
    expect(await unguarded.run(machine)).toMatchObject({ status: "FAILED" });
    expect(unguarded.copies.size).toBe(0);
    expect(unguarded.report).toMatchObject({ outcome: "failed", failure: { wave: "start" } });
  });

  it("that misses a target says so, and is no failure", async () => {
    const slow = new DrillWorld();
    slow.takes.cluster = 1200;
    expect(await slow.run(machine)).toMatchObject({ status: "SUCCEEDED" });
    expect(slow.report).toMatchObject({ outcome: "missed", cleanedUp: true });
    expect(told(slow).subject).toBe("shop: drill MISSED its targets");
    const behind = new DrillWorld();
    behind.lag.ledger = 901;
    await behind.run(machine);
    expect(behind.report).toMatchObject({ outcome: "missed", rpoSeconds: 901 });
    expect(behind.figures[0]).toMatchObject({ Value: 0 });
  });

  it("misses the RPO where nobody knows how far a database is behind, or it does not replicate", async () => {
    const unknown = new DrillWorld();
    unknown.lag.known = false;
    await unknown.run(machine);
    expect(unknown.report).toMatchObject({ outcome: "missed", rpoSeconds: null });
    expect(unknown.figures.map(({ MetricName }) => MetricName)).toEqual(["Success", "RecoveryTime"]);
    const stopped = new DrillWorld();
    stopped.lag.ledger = -1;
    await stopped.run(machine);
    expect(stopped.report).toMatchObject({ outcome: "missed", rpoSeconds: null });
  });

  it("needs no instance of a headless cluster, which AWS does not clone", async () => {
    const world = new DrillWorld();
    const headless = drillMachineOf(drilled({}, { strategy: "pilot-light" }));
    expect(await world.run(headless)).toMatchObject({ status: "SUCCEEDED" });
    const call = world.calls.find(({ api }) => api === "rds:restoreDBClusterToPointInTime");
    expect(call?.args).toMatchObject({ RestoreType: "full-copy" });
  });

  it("goes on when nobody can be told, nothing can be written and no figure is taken", async () => {
    for (const api of ["sns:publish", "s3:putObject", "cloudwatch:putMetricData"]) {
      const world = new DrillWorld();
      world.broken.set(api, "Aws.InternalFailureException");
      expect(await world.run(machine)).toMatchObject({ status: "SUCCEEDED" });
      if (api === "s3:putObject") expect(told(world).text).toContain("The report was not written");
    }
  });
});

/** What each wave begins with, and what keeps it from coming to its end. */
const REFUSING: readonly [wave: string, api: string][] = [
  ["look", "cloudwatch:getMetricData"],
  ["look", "ec2:describeRouteTables"],
  ["restore", "rds:restoreDBClusterToPointInTime"],
  ["restore", "rds:createDBInstance"],
  ["restore", "rds:restoreDBInstanceToPointInTime"],
  ["boot", "ec2:runInstances"],
];
const NEVER: readonly [wave: string, take: keyof DrillWorld["takes"]][] = [
  ["restore", "cluster"],
  ["restore", "instance"],
  ["boot", "launch"],
  ["probe", "checks"],
];

describe("a drill that stops", () => {
  it.each(REFUSING)("in %s, where %s is refused, removes what it has made and says so", async (wave, api) => {
    const world = new DrillWorld();
    world.broken.set(api, "Aws.InvalidStateFault");
    expect(await world.run(machine)).toMatchObject({ status: "FAILED", error: "Aws.InvalidStateFault" });
    expectKnown(world, wave);
    expect(told(world).text).toContain(`${api} refuses`);
  });

  it.each([...REFUSING, ["probe", "ec2:describeInstanceStatus"]] as const)(
    "does not hang in %s when %s never answers",
    async (wave, api) => {
      const world = new DrillWorld();
      world.broken.set(api, "hang");
      expect(await world.run(machine)).toMatchObject({ status: "FAILED" });
      expectKnown(world, wave);
    },
  );

  it.each(NEVER)(
    "ends after its time in %s when %s never comes, and removes all of it",
    async (wave, take) => {
      const world = new DrillWorld();
      world.takes[take] = 1e9;
      const run = await world.run(machine);
      expect(run).toMatchObject({ status: "FAILED", error: "TooLate" });
      expect(run.took).toBeLessThan(7200);
      expectKnown(world, wave);
    },
  );

  it.each([
    "rds:restoreDBClusterToPointInTime",
    "rds:createDBInstance",
    "rds:restoreDBInstanceToPointInTime",
    "ec2:runInstances",
  ])("is none where %s is done and its answer is lost", async (api) => {
    const world = new DrillWorld();
    world.lost.add(api);
    expect(await world.run(machine)).toMatchObject({ status: "SUCCEEDED" });
    expect(world.lost).toEqual(new Set());
    expect(world.left).toEqual([]);
  });

  it("takes no copy for its own that an earlier one left, and removes that too", async () => {
    const world = new DrillWorld();
    world.copies.set("shop-drill-ledger", { tags: [], at: 0, goneAt: Infinity });
    expect(await world.run(machine)).toMatchObject({ error: "Rds.DbInstanceAlreadyExistsException" });
    expectKnown(world, "restore");
    expect(await world.run(machine, { reason: "again" }, "two")).toMatchObject({ status: "SUCCEEDED" });
  });

  it("removes all where an answer is larger than Step Functions takes", async () => {
    const world = new DrillWorld();
    world.ways.RouteTables = [{ Routes: [{ GatewayId: "x".repeat(300_000) }] }];
    expect(await world.run(machine)).toMatchObject({ error: "States.DataLimitExceeded" });
    expectKnown(world, "look");
  });

  it("tells what it could not remove, and how to remove it", async () => {
    const world = new DrillWorld();
    world.broken.set("rds:deleteDBCluster", "Rds.InvalidDbClusterStateException");
    expect(await world.run(machine)).toMatchObject({ status: "FAILED", error: "NotCleanedUp" });
    expect(world.report).toMatchObject({ outcome: "passed", cleanedUp: false });
    expect(world.figures[0]).toMatchObject({ MetricName: "Success", Value: 0 });
    expect(told(world).subject).toBe("shop: drill passed, NOT cleaned up");
    expect(told(world).text).toContain(
      "Remove the rest: aws stepfunctions start-execution --region eu-central-1 --state-machine-arn arn:aws:states:eu-central-1:111122223333:stateMachine:shop-drill-clean-up --input '{}'",
    );
  });
});

describe("the network of a drill", () => {
  it.each<[string, Json, string]>([
    [
      "RouteTables",
      [{ Routes: [{ GatewayId: "local" }, { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" }] }],
      "route 0.0.0.0/0",
    ],
    [
      "RouteTables",
      [{ Routes: [{ DestinationCidrBlock: "10.20.0.0/16", TransitGatewayId: "tgw-1" }] }],
      "route 10.20.0.0/16",
    ],
    ["InternetGateways", [{ InternetGatewayId: "igw-1" }], "internet gateway igw-1"],
    ["NatGateways", [{ NatGatewayId: "nat-1", State: "available" }], "NAT gateway nat-1"],
    ["VpnGateways", [{ VpnGatewayId: "vgw-1", State: "available" }], "VPN gateway vgw-1"],
    [
      "TransitGatewayVpcAttachments",
      [{ TransitGatewayAttachmentId: "tgw-attach-1", State: "pending" }],
      "transit gateway attachment tgw-attach-1",
    ],
    [
      "VpcPeeringConnections",
      [{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "active" } }],
      "peering asked for pcx-1, peering accepted pcx-1",
    ],
    ["VpcEndpoints", [{ VpcEndpointId: "vpce-1", State: "Available" }], "endpoint vpce-1"],
  ])("has no way out by %s, or nothing is made in it", async (name, ways, text) => {
    const world = new DrillWorld();
    world.ways[name] = ways;
    const run = await world.run(machine);
    expect(run).toMatchObject({ status: "FAILED", error: "Refused" });
    expect(run.cause).toContain(`leads out by ${text}`);
    expect(world.copies.size).toBe(0);
    expectKnown(world, "look");
  });

  it("may have had one that is gone", async () => {
    const world = new DrillWorld();
    world.ways.NatGateways = [{ NatGatewayId: "nat-1", State: "deleted" }];
    world.ways.VpcPeeringConnections = [{ VpcPeeringConnectionId: "pcx-1", Status: { Code: "rejected" } }];
    world.ways.VpcEndpoints = [{ VpcEndpointId: "vpce-1", State: "Deleting" }];
    expect(await world.run(machine)).toMatchObject({ status: "SUCCEEDED" });
  });

  it.each([0, 2])("is not guessed where %i are found", async (groups) => {
    const world = new DrillWorld();
    world.groups = groups;
    expect(await world.run(machine)).toMatchObject({ error: "NoNetwork" });
    expect(world.copies.size).toBe(0);
  });
});

describe("a drill beside something else", () => {
  it("is refused while another is at work, however close they are started", async () => {
    const world = new DrillWorld();
    const both = await Promise.all([world.run(machine), world.run(machine, { reason: "me too" }, "two")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["FAILED", "SUCCEEDED"]);
    expect(both.find(({ status }) => status === "FAILED")?.cause).toContain("Another drill is at work");
    expect(world.changes.filter((api) => api === "rds:restoreDBClusterToPointInTime")).toHaveLength(1);
  });

  it("is refused while a failover is at work, and not after one", async () => {
    const world = new DrillWorld();
    const execution = `${ARN}:shop-failover:bad-day`;
    world.failovers.item = { execution: { S: execution } };
    world.running.add(execution);
    expect((await world.run(machine)).cause).toBe(`A failover is at work: ${execution}`);
    expect(told(world)).toMatchObject({ subject: "shop: drill REFUSED" });
    expect(world.changes).toEqual([]);
    expect(world.drills.item).toBeUndefined();
    world.running.delete(execution);
    expect(await world.run(machine, { reason: "now" }, "two")).toMatchObject({ status: "SUCCEEDED" });
  });

  it.each(["dynamodb:getItem", "dynamodb:updateItem"])(
    "is refused where that cannot be told: %s",
    async (api) => {
      const world = new DrillWorld();
      world.broken.set(api, "DynamoDB.InternalServerErrorException");
      expect((await world.run(machine)).cause).toContain("cannot be told");
      expect(world.changes).toEqual([]);
    },
  );

  it("asks about no failover where there is no plan", async () => {
    const alone = drillMachineOf(drilled({ failover: { noneBecause: "it is led by hand" } }));
    const world = new DrillWorld();
    expect(await world.run(alone)).toMatchObject({ status: "SUCCEEDED" });
    expect(JSON.stringify(alone)).not.toContain("shop-failover");
  });
});

describe("the input of a drill", () => {
  it.each<Json>([{}, { reason: 7 }, { reason: " " }, { reason: "a", force: true }, [], "now"])(
    "is refused when it is wrong: %j",
    async (input) => {
      const world = new DrillWorld();
      const run = await world.run(machine, input);
      expect(run).toMatchObject({ status: "FAILED", error: "Refused" });
      expect(run.cause).toContain("one text: reason");
      expect(world.changes).toEqual([]);
    },
  );

  it("may have what Step Functions adds", async () => {
    const world = new DrillWorld();
    const input = { reason: "a test", AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: "arn:another" };
    expect(await world.run(machine, input)).toMatchObject({ status: "SUCCEEDED" });
  });
});

describe("the page of a report", () => {
  it("holds what Step Functions would escape, or a browser obey, as text", async () => {
    const world = new DrillWorld();
    await world.run(machine, { reason: `<script>alert("x")</script> \\ & \u0007'` });
    const page = String(world.objects.get("drills/2026-11-30T03-00-00Z.html"));
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(page).not.toMatch(/["\\\p{Cc}]/u);
    expect(page).toContain("<td>RTO</td><td>630 s</td><td>target 900 s</td>");
  });
});

describe("the clean-up", () => {
  const made = (world: DrillWorld) => {
    for (const name of ["shop-drill-orders", "shop-drill-orders-1", "shop-drill-ledger", "i-drill"])
      world.copies.set(name, { tags: [], at: world.clock.now, goneAt: Infinity });
  };

  it("removes all at the time that the drill has named", async () => {
    const world = new DrillWorld();
    made(world);
    world.drills.item = { execution: { S: `${ARN}:shop-drill:one` } };
    const input = { drill: `${ARN}:shop-drill:one`, at: "2026-11-30T05:01:00.000Z" };
    const run = await world.run(cleanUp, input, "clean");
    expect(run).toMatchObject({ status: "SUCCEEDED" });
    expect(run.took).toBeGreaterThan(7260);
    expect(world.left).toEqual([]);
    expect(world.changes.filter((api) => api.includes("restore"))).toEqual([]);
  });

  it("removes all at once where somebody starts it, and finds nothing to do where nothing is left", async () => {
    const world = new DrillWorld();
    made(world);
    expect(await world.run(cleanUp, {}, "by-hand")).toMatchObject({ status: "SUCCEEDED" });
    expect(world.left).toEqual([]);
    const again = await world.run(cleanUp, {}, "again");
    expect(again).toMatchObject({ status: "SUCCEEDED" });
    expect(again.took).toBeLessThan(60);
  });

  it("leaves the copies of a drill that is at work alone", async () => {
    const world = new DrillWorld();
    made(world);
    world.drills.item = { execution: { S: `${ARN}:shop-drill:two` } };
    world.running.add(`${ARN}:shop-drill:two`);
    const run = await world.run(cleanUp, { drill: `${ARN}:shop-drill:one` }, "clean");
    expect(run).toMatchObject({ status: "SUCCEEDED", output: { left: `${ARN}:shop-drill:two` } });
    expect(world.changes).toEqual([]);
  });

  it("removes all where it cannot be told whether another is at work, and fails where it cannot", async () => {
    const world = new DrillWorld();
    made(world);
    world.broken.set("dynamodb:getItem", "DynamoDB.InternalServerErrorException");
    expect(await world.run(cleanUp, {}, "clean")).toMatchObject({ status: "SUCCEEDED" });
    expect(world.left).toEqual([]);
    made(world);
    world.broken.set("rds:deleteDBInstance", "Rds.InvalidDbInstanceStateException");
    expect(await world.run(cleanUp, {}, "two")).toMatchObject({ status: "FAILED", error: "TooLate" });
  });
});

/** All is removed, and the report and the last message say where it stopped. */
function expectKnown(world: DrillWorld, wave: string): void {
  expect(world.left).toEqual([]);
  expect(world.report).toMatchObject({
    outcome: "failed",
    failure: { wave },
    rtoSeconds: null,
    cleanedUp: true,
  });
  expect(told(world).subject).toBe("shop: drill FAILED");
  expect(told(world).text).toContain(`It stopped at ${wave}: `);
  expect(told(world).text).toContain("\nReport: s3://shop-drill-111122223333-eu-central-1/drills/");
  expect(world.figures[0]).toMatchObject({ MetricName: "Success", Value: 0 });
  expect(world.drills.item).toMatchObject({ outcome: { S: "failed" } });
}
