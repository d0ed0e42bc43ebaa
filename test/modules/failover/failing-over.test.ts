import { Duration } from "../../../modules/pair/duration";
import { machineOf, planned } from "./plan";
import { World } from "./world";

const machine = machineOf(planned());
const away = { reason: "eu-west-1 is away since 02:40", primary: "away" };
/** The primary answers, and somebody has stopped what writes to its databases. */
const moved = { reason: "we move while they dig up the street", force: ["writes"] };

/** What the last message says. */
const told = ({ messages }: World) => messages.at(-1)?.text ?? "";

describe("a failover", () => {
  it("gates, asks, promotes, scales, probes and sends the traffic, in this order", async () => {
    const world = new World();
    const run = await world.run(machine, away);
    expect(run).toMatchObject({ status: "SUCCEEDED", output: { writer: "eu-central-1" } });
    expect([...new Set(world.changes)].sort()).toEqual(
      [
        "rds:failoverGlobalCluster",
        "rds:promoteReadReplica",
        "elasticache:failoverGlobalReplicationGroup",
        "autoscaling:updateAutoScalingGroup",
        "applicationautoscaling:registerScalableTarget",
        "ecs:updateService",
        "cloudwatch:putMetricData",
      ].sort(),
    );
    const waves = ["gate", "approve", "promote", "scale", "probe", "take-over"];
    expect(run.entered.filter((name) => waves.includes(name))).toEqual(waves);
    expect(world.latch.written).toBe(1);
    expect(world.table.item).toMatchObject({ outcome: { S: "serves in eu-central-1" }, passed: { N: "0" } });
  });

  it("tells each wave, and the end with how long it took", async () => {
    const world = new World();
    const { took } = await world.run(machine, away);
    expect(world.messages.map(({ subject }) => subject)).toEqual([
      "shop: failover 1 of 6: gate",
      "shop: failover 2 of 6: approve",
      "shop: approve the failover to eu-central-1?",
      "shop: failover 3 of 6: promote",
      "shop: failover 4 of 6: scale",
      "shop: failover 5 of 6: probe",
      "shop: failover 6 of 6: take-over",
      "shop: failover done",
    ]);
    expect(told(world)).toContain(`It took ${Math.round(took / 6) / 10} minutes`);
  });

  it("tells who approves how far each database is behind, or that this is unknown or a replica has stopped", async () => {
    const asked = async (world: World) => {
      const forced = { ...away, force: ["lag"] };
      expect(await world.run(machine, forced)).toMatchObject({ status: "SUCCEEDED" });
      return world.messages.find(({ subject }) => subject.includes("approve the"))?.text ?? "";
    };
    const well = await asked(new World());
    expect(well).toContain("\norders is 0.8 s behind\nledger is 3 s behind\n");
    const silent = new World();
    silent.aurora.age = silent.replica.age = 9000;
    const unknown = await asked(silent);
    expect(unknown).toContain("\nhow far orders is behind is unknown\nhow far ledger is behind is unknown\n");
    const stopped = new World();
    stopped.replica.lag = -1;
    const text = await asked(stopped);
    expect(text).toContain("\nledger does not replicate\n");
    expect(text).not.toContain("-1 s");
  });

  it("sends its readers to the runbook, or to a page that they find without the sources", async () => {
    const messages = async (props: Parameters<typeof planned>[0]) => {
      const world = new World();
      await world.run(machineOf(planned(props)), away);
      await world.run(machineOf(planned(props)), {}, "two");
      return world.messages
        .map(({ text }) => text)
        .filter((text) => /What comes next|What may stand in it/.test(text));
    };
    const own = await messages({ runbookUrl: "https://wiki.example.com/shop" });
    expect(own).toHaveLength(2);
    for (const text of own) expect(text).toContain(": https://wiki.example.com/shop.");
    for (const text of await messages({})) {
      expect(text).toContain(": the page on failing over in the documentation of drparity.");
      expect(text).not.toContain("docs/");
    }
    expect(() => planned({ runbookUrl: "http://wiki" })).toThrow("failover.runbookUrl");
  });

  it("fails an Aurora database over with loss when the primary is away, by the operator's word or by silence", async () => {
    const silent = new World();
    silent.aurora.age = silent.replica.age = 600;
    await silent.run(machine);
    for (const world of [silent, await ran(away)]) {
      const call = world.calls.find(({ api }) => api === "rds:failoverGlobalCluster");
      expect(call?.args).toEqual({
        GlobalClusterIdentifier: "shop-orders",
        TargetDbClusterIdentifier: "arn:aws:rds:eu-central-1:111122223333:cluster:shop-orders",
        AllowDataLoss: true,
      });
      expect(world.changes).not.toContain("rds:switchoverGlobalCluster");
    }
  });

  it("switches it over without loss while the primary answers", async () => {
    const world = await ran(moved);
    expect(world.changes).toContain("rds:switchoverGlobalCluster");
    expect(world.changes).not.toContain("rds:failoverGlobalCluster");
    const call = world.calls.find(({ api }) => api === "rds:switchoverGlobalCluster");
    expect(call?.args).not.toHaveProperty("AllowDataLoss");
  });

  it("gives a headless cluster an instance first", async () => {
    const world = new World();
    world.aurora.instances = 0;
    const headless = machineOf(planned({}, { strategy: "pilot-light" }));
    expect(await world.run(headless, away)).toMatchObject({ status: "SUCCEEDED" });
    const order = ["rds:createDBInstance", "rds:failoverGlobalCluster"];
    expect(world.changes.filter((api) => order.includes(api))).toEqual(order);
  });

  it("raises floor and desired capacity to what the primary runs, by configuration or by the operator's word", async () => {
    const size = (world: World) =>
      world.calls.find(({ api }) => api === "autoscaling:updateAutoScalingGroup")?.args;
    expect(size(await ran(away))).toMatchObject({ MinSize: 4, DesiredCapacity: 4, MaxSize: 8 });
    const grown = await ran({ ...away, capacity: { web: 12, api: 5 } });
    expect(size(grown)).toMatchObject({ MinSize: 12, DesiredCapacity: 12, MaxSize: 12 });
    expect(grown.service.desired).toBe(5);
  });

  it("takes nothing away from what runs more already", async () => {
    const world = new World();
    world.fleet = { ...world.fleet, desired: 7, min: 5, before: 7 };
    await world.run(machine, away);
    expect(world.fleet).toMatchObject({ desired: 7, min: 5 });
  });

  it("goes on when nobody can be told and nothing can be recorded", async () => {
    const world = new World();
    world.broken.set("sns:publish", "Sns.InternalErrorException");
    expect(await world.run(machine, away)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("asks nobody where no approval is wanted", async () => {
    const world = new World();
    world.answer = "nothing";
    expect(await world.run(machineOf(planned({ approval: undefined })), away)).toMatchObject({
      status: "SUCCEEDED",
    });
  });

  it.each(["MetricAlarm", "CompositeAlarm"] as const)(
    "waits for a %s that must be OK, and tells how it stands when it is not",
    async (type) => {
      const watched = machineOf(planned({ healthAlarms: ["ready"] }));
      const world = new World();
      world.alarms.set("ready", { type, state: "OK" });
      expect(await world.run(watched, away)).toMatchObject({ status: "SUCCEEDED" });
      const sick = new World();
      sick.alarms.set("ready", { type, state: "ALARM" });
      const run = await sick.run(watched, away);
      expect(run).toMatchObject({ status: "FAILED", error: "TooLate" });
      expect(run.cause).toContain("in vain for alarm ready to be OK. It is ALARM.");
      expect(sick.latch.written).toBe(0);
    },
  );

  it("waits for what somebody does by hand", async () => {
    const byHand = machineOf(
      planned({ approval: undefined, byHand: { people: "restore it from its backup" } }),
    );
    const world = new World();
    expect(await world.run(byHand, away)).toMatchObject({ status: "SUCCEEDED" });
    expect(world.messages.find(({ subject }) => subject.includes("people"))?.text).toContain(
      "restore it from its backup",
    );
    const refused = new World();
    refused.answer = "no";
    expect(await refused.run(byHand, away)).toMatchObject({ error: "Refused" });
    expect(refused.latch.written).toBe(0);
  });
});

describe("the gate of a failover", () => {
  /** Changes nothing, and says which word lets it pass. */
  async function refuses(world: World, gate: string, text: string, input: typeof away = away): Promise<void> {
    const run = await world.run(machine, input);
    expect(run).toMatchObject({ status: "FAILED", error: "Refused" });
    expect(world.changes).toEqual([]);
    expect(told(world)).toContain(`[${gate}] ${text}`);
    expect(told(world)).toContain("How things stand: Nothing was changed.");
    expect(told(world)).not.toContain("To resume");
    const forced = await world.run(machine, { ...input, force: [gate] } as never, "two");
    expect(forced).toMatchObject({ status: "SUCCEEDED" });
  }

  it("stops at a lag over the limit, unless that loss is accepted", async () => {
    const world = new World();
    world.aurora.lag = 1_000_000;
    await refuses(world, "lag", "orders is 1000 s behind, more than 900 s: that would be lost");
  });

  it("stops at a lag that nobody knows, and at a replica that has stopped", async () => {
    const unknown = new World();
    unknown.aurora.age = 9000;
    await refuses(unknown, "lag", "how far orders is behind is unknown");
    const stopped = new World();
    stopped.replica.lag = -1;
    await refuses(stopped, "lag", "ledger does not replicate any more");
  });

  it("stops at critical findings of the analyzer, unless it is forced with a reason", async () => {
    const world = new World();
    world.history = [
      {
        findings: [
          { severity: "critical", message: "DR lacks port 5432", primary: "aws_security_group.a", dr: null },
        ],
      },
    ];
    await refuses(
      world,
      "verdict",
      "critical as of 2026-11-29T22:00:00.000Z: aws_security_group.a: DR lacks port 5432",
    );
    const unreasoned = await world.run(machine, { force: ["verdict"] }, "three");
    expect(unreasoned.cause).toContain("reason: say in ten characters or more why");
  });

  it("hears the last run that says something: not one that failed since the outage, nor another pair's", async () => {
    const world = new World();
    const critical = [{ severity: "critical", message: "old", primary: "a", dr: null }];
    world.history = [
      { findings: critical },
      { verdict: "divergent", findings: [{ severity: "warning", message: "w", primary: "a", dr: null }] },
      { verdict: "incomplete" },
      { pair: "other", findings: critical },
      ...Array.from({ length: 20 }, () => ({ verdict: "failed" })),
    ];
    expect(await world.run(machine, away)).toMatchObject({ status: "SUCCEEDED" });
    expect(world.messages.map(({ text }) => text).join()).toContain("is divergent (100 of 100)");
  });

  it("finds the newest of many thousand entries", async () => {
    const world = new World();
    world.history = Array.from({ length: 2500 }, () => ({}));
    world.history[2499] = { findings: [{ severity: "critical", message: "newest", primary: "a", dr: "b" }] };
    expect((await world.run(machine, away)).cause).toContain("a: newest");
  });

  it("stops when there is no verdict, an old one, one that cannot be read or is too large", async () => {
    const none = new World();
    none.history = [];
    await refuses(
      none,
      "verdict",
      "no run in s3://shop-drift-111122223333-eu-central-1/history says how shop stands",
    );
    const old = new World();
    old.history = [{ at: "2026-11-20T00:00:00.000Z" }];
    await refuses(old, "verdict", "the last verdict is of 2026-11-20T00:00:00.000Z, older than 168 h");
    const unread = new World();
    unread.broken.set("s3:getObject", "S3.AccessDeniedException");
    await refuses(unread, "verdict", "the history cannot be read: S3.AccessDeniedException");
    const large = new World();
    large.history = [{ findings: "x".repeat(300_000) }];
    await refuses(large, "verdict", "the history cannot be read: the entry is larger");
  });

  it("stops before promoting a replica whose primary still writes", async () => {
    const world = new World();
    await refuses(world, "writes", "the primary still answers", { reason: "planned move", primary: "auto" });
    expect(world.changes).toContain("rds:promoteReadReplica");
  });

  it("tells a database that cannot be looked at, and all problems at once", async () => {
    const world = new World();
    world.broken.set("rds:describeGlobalClusters", "Rds.GlobalClusterNotFoundException");
    world.replica.lag = 2000;
    world.history = [];
    const { cause } = await world.run(machine, away);
    for (const gate of ["[health] orders cannot be looked at", "[lag] ledger", "[verdict]"])
      expect(cause).toContain(gate);
  });

  it("asks no verdict where it is said why", async () => {
    const world = new World();
    world.history = [];
    const unasked = machineOf(planned({ verdict: { noneBecause: "there is no drift job yet" } }));
    expect(await world.run(unasked, away)).toMatchObject({ status: "SUCCEEDED" });
    expect(world.calls.map(({ api }) => api)).not.toContain("s3:listObjectsV2");
  });
});

describe("the input of a failover", () => {
  it.each([
    [{}, "reason: say in ten characters"],
    [{ reason: 7 }, "reason: is no text"],
    [{ ...away, primary: "dead" }, "primary: is none of auto, answers, away"],
    [{ ...away, force: "everything" }, "force: knows health, lag, verdict, writes, lock"],
    [{ ...away, force: ["lag", "everything"] }, "force: knows"],
    [{ ...away, capacity: { wab: 3 } }, "capacity: knows web, api"],
    [{ ...away, capacity: { web: 0 } }, "capacity: is no whole number above 0"],
    [{ ...away, capacity: { web: 2, api: "many" } }, "capacity: is no whole number above 0"],
    [{ ...away, capacity: 4 }, "capacity: is no object"],
    [{ ...away, resume: "yes" }, "resume: is neither"],
    [{ ...away, Force: ["lag"] }, "unknown: Force"],
    [[], "reason: say"],
    ["now", "the input is no object"],
  ])("is refused when it is wrong: %j", async (input, problem) => {
    const world = new World();
    const run = await world.run(machine, input);
    expect(run).toMatchObject({ status: "FAILED", error: "Refused" });
    expect(run.cause).toContain(problem);
    expect(world.changes).toEqual([]);
    expect(world.table.item).toBeUndefined();
    expect(told(world)).toContain(problem);
    expect(told(world)).not.toContain("To resume");
  });

  it("may be scalar where one word is forced, and have what Step Functions adds", async () => {
    const world = new World();
    world.replica.lag = 2000;
    const input = { ...away, force: "lag", AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: "arn:another" };
    expect(await world.run(machine, input)).toMatchObject({ status: "SUCCEEDED" });
  });
});

async function ran(input: object): Promise<World> {
  const world = new World();
  expect(await world.run(machine, input as never)).toMatchObject({ status: "SUCCEEDED" });
  return world;
}

describe("the waits of a failover", () => {
  it("are as they are set", async () => {
    const quick = machineOf(planned({ waits: { poll: Duration.seconds(5), promote: Duration.minutes(1) } }));
    const world = new World();
    world.replica.takes = 1000;
    const run = await world.run(quick, away);
    expect(run.error).toBe("TooLate");
    expect(run.cause).toContain("Waited 1 min in vain for shop-ledger to be promoted. It is modifying.");
    expect(run.took).toBeLessThan(80);
  });
});
