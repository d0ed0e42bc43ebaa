import type { Json } from "../../support/asl/language";
import { machineOf, planned } from "./plan";
import { World } from "./world";

const machine = machineOf(planned());
/** Whose cluster of the DR region has no instance. */
const headless = machineOf(planned({}, { strategy: "pilot-light" }));
const away = { reason: "eu-west-1 is away since 02:40", primary: "away" };
const resume = { ...away, resume: true };

/** What keeps each wave from coming to its end, and what then must be true. */
const NEVER: readonly [wave: string, breakIt: (world: World) => void, mendIt: (world: World) => void][] = [
  ["approve", (world) => (world.answer = "nothing"), (world) => (world.answer = "yes")],
  ["promote", (world) => (world.aurora.takes = 1e9), (world) => (world.aurora.takes = 60)],
  ["promote", (world) => (world.replica.takes = 1e9), (world) => (world.replica.takes = 60)],
  ["promote", (world) => (world.cache.takes = 1e9), (world) => (world.cache.takes = 60)],
  ["scale", (world) => (world.fleet.takes = 1e9), (world) => (world.fleet.takes = 60)],
  ["scale", (world) => (world.service.takes = 1e9), (world) => (world.service.takes = 60)],
  ["probe", (world) => (world.healthyAfter = 1e9), (world) => (world.healthyAfter = 0)],
  ["take-over", (world) => (world.latch.turnsAfter = 1e9), (world) => (world.latch.turnsAfter = 60)],
];

/** The call by which each wave begins to change something. */
const REFUSING: readonly [wave: string, api: string][] = [
  ["promote", "rds:failoverGlobalCluster"],
  ["promote", "rds:promoteReadReplica"],
  ["promote", "elasticache:failoverGlobalReplicationGroup"],
  ["scale", "autoscaling:updateAutoScalingGroup"],
  ["scale", "applicationautoscaling:registerScalableTarget"],
  ["scale", "ecs:updateService"],
  ["probe", "elasticloadbalancingv2:describeTargetGroups"],
  ["take-over", "cloudwatch:putMetricData"],
];

describe("a failover that stops", () => {
  it.each(NEVER)(
    "ends after its time in %s, and goes on from there when it is resumed",
    async (wave, breakIt, mendIt) => {
      const world = new World();
      breakIt(world);
      const run = await world.run(machine, away);
      expect(run).toMatchObject({ status: "FAILED" });
      expect(["TooLate", "States.Timeout"]).toContain(run.error);
      expect(run.took).toBeLessThan(3600);
      expectKnown(world, wave);
      if (wave !== "take-over") expect(world.latch.written).toBe(0);

      mendIt(world);
      const before = world.calls.length;
      const again = await world.run(machine, resume, "two");
      expect(again).toMatchObject({ status: "SUCCEEDED" });
      expect(again.entered).toContain(wave);
      if (wave !== "approve") expect(again.entered).not.toContain("approve");
      expect(world.calls.slice(before).map(({ api }) => api)).not.toContain("s3:listObjectsV2");
      expect(world.latch.written).toBe(1);
    },
  );

  it.each(REFUSING)("tells in %s that %s is refused, and goes on when it no longer is", async (wave, api) => {
    const world = new World();
    world.broken.set(api, "Aws.InvalidStateFault");
    const run = await world.run(machine, away);
    expect(run).toMatchObject({ status: "FAILED", error: "Aws.InvalidStateFault" });
    expectKnown(world, wave);
    expect(world.messages.at(-1)?.text).toContain(`${api} refuses`);
    world.broken.clear();
    expect(await world.run(machine, resume, "two")).toMatchObject({ status: "SUCCEEDED" });
  });

  it.each([...REFUSING, ["gate", "rds:describeGlobalClusters"], ["gate", "s3:listObjectsV2"]] as const)(
    "does not hang in %s when %s never answers",
    async (wave, api) => {
      const world = new World();
      world.broken.set(api, "hang");
      const run = await world.run(machine, away);
      expect(run.status).toBe("FAILED");
      expect(run.took).toBeLessThan(3600);
      expectKnown(world, wave);
    },
  );

  it.each([...REFUSING.map(([, api]) => api), "rds:createDBInstance"])(
    "goes on when %s is done and its answer is lost, although the service refuses it a second time",
    async (api) => {
      const world = new World();
      world.aurora.instances = 0;
      world.lost.add(api);
      expect(await world.run(headless, away)).toMatchObject({ status: "SUCCEEDED" });
      expect(world.lost).toEqual(new Set());
    },
  );

  it.each(["aurora", "replica", "cache"] as const)(
    "does not ask for the %s a second time while it is under way",
    async (database) => {
      const world = new World();
      world.aurora.instances = 0;
      world[database].takes = 1e9;
      await world.run(headless, away);
      const asked = world.changes.length;
      // It comes to its end while the second execution waits for it.
      world[database].takes = 3000;
      expect(await world.run(headless, resume, "two")).toMatchObject({ status: "SUCCEEDED" });
      const again = world.changes.slice(asked).filter((api) => /^(rds|elasticache):/.test(api));
      expect(again).toEqual([]);
    },
  );

  it("fails over with loss, on the operator's word alone, where a switchover hangs", async () => {
    const hangs = async (primary: string) => {
      const world = new World();
      world.aurora.takes = 1e9;
      await world.run(machine, { reason: "a planned move", primary: "answers", force: ["writes"] });
      expect(world.changes).toContain("rds:switchoverGlobalCluster");
      world.aurora.takes = 60;
      world.aurora.movedAt = world.clock.now;
      // The metric is silent while the writer moves.
      world.aurora.age = world.replica.age = 9000;
      const input = { reason: "its region has died meanwhile", primary, resume: true };
      expect(await world.run(machine, input, "two")).toMatchObject({ status: "SUCCEEDED" });
      return world.changes.filter((api) => api === "rds:failoverGlobalCluster").length;
    };
    expect(await hangs("away")).toBe(1);
    expect(await hangs("auto")).toBe(0);
    expect(await hangs("answers")).toBe(0);
  });

  it("passes over a look that fails now and then", async () => {
    const world = new World();
    const asked = { times: 0 };
    const { get } = world.broken;
    world.broken.get = (api) =>
      api === "elasticloadbalancingv2:describeTargetHealth" && asked.times++ < 5
        ? "ElasticLoadBalancingV2.ThrottlingException"
        : get.call(world.broken, api);
    expect(await world.run(machine, away)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("changes nothing when the approval is refused", async () => {
    const world = new World();
    world.answer = "no";
    const run = await world.run(machine, away);
    expect(run).toMatchObject({ status: "FAILED", error: "Refused" });
    expect(run.cause).toContain("Ann: not yet");
    expect(world.changes).toEqual([]);
  });

  it("is resumed by the command that it tells, as it stands", async () => {
    const world = new World();
    world.healthyAfter = 1e9;
    await world.run(machine, away);
    const input = /--input '(.*)'$/.exec(world.messages.at(-1)?.text ?? "")?.[1] ?? "";
    world.healthyAfter = 0;
    const again = await world.run(machine, JSON.parse(input) as Json, "two");
    expect(again).toMatchObject({ status: "SUCCEEDED" });
    expect(again.entered).not.toContain("promote");
  });

  it("cannot be resumed past an approval that was not given", async () => {
    const world = new World();
    world.answer = "no";
    await world.run(machine, away);
    expect(await world.run(machine, resume, "two")).toMatchObject({ status: "FAILED", error: "Refused" });
    expect(world.changes).toEqual([]);
  });

  it("does not resume what is a day old", async () => {
    const world = new World();
    world.healthyAfter = 1e9;
    await world.run(machine, away);
    world.clock.now += 25 * 3_600_000;
    expect((await world.run(machine, resume, "two")).cause).toContain(
      "There is nothing to resume of the last 24 h",
    );
  });

  it("finds everything done when it is started again after its end", async () => {
    const world = new World();
    await world.run(machine, away);
    const changes = world.changes.length;
    const again = await world.run(machine, away, "two");
    expect(again).toMatchObject({ status: "SUCCEEDED" });
    expect(world.changes.slice(changes).filter((api) => /switchover|failover|promote/.test(api))).toEqual([]);
    expect(world.messages.some(({ text }) => text.includes("orders writes here already"))).toBe(true);
  });

  it("remembers on resumption whether the primary answered", async () => {
    const world = new World();
    world.broken.set("rds:switchoverGlobalCluster", "Rds.InvalidGlobalClusterStateFault");
    const planned = { reason: "a planned move", force: ["writes"] };
    await world.run(machine, planned);
    await world.run(machine, { reason: "once more, please", resume: true }, "two");
    expect(world.changes).not.toContain("rds:failoverGlobalCluster");
    await world.run(machine, { ...resume, reason: "it has gone away meanwhile" }, "three");
    expect(world.changes).toContain("rds:failoverGlobalCluster");
  });
});

describe("two failovers", () => {
  it("do not run at once, however close they are started", async () => {
    const world = new World();
    const [one, two] = await Promise.all([world.run(machine, away), world.run(machine, away, "two")]);
    const results = [one, two].map(({ status }) => status).sort();
    expect(results).toEqual(["FAILED", "SUCCEEDED"]);
    const refused = one.status === "FAILED" ? one : two;
    expect(refused.cause).toContain("Another execution is at work");
    expect(world.changes.filter((api) => api === "rds:failoverGlobalCluster")).toHaveLength(1);
  });

  it("leave the first alone when the second comes later, and let it in once the first is gone", async () => {
    const world = new World();
    world.table.item = {
      execution: { S: "arn:aws:states:eu-central-1:111122223333:execution:shop-failover:old" },
    };
    world.running.add("arn:aws:states:eu-central-1:111122223333:execution:shop-failover:old");
    expect((await world.run(machine, away)).cause).toContain("execution:shop-failover:old");
    expect(world.changes).toEqual([]);
    world.running.clear();
    expect(await world.run(machine, away, "two")).toMatchObject({ status: "SUCCEEDED" });
  });

  it.each(["dynamodb:getItem", "dynamodb:updateItem"])(
    "cannot be told apart without %s, unless somebody says",
    async (api) => {
      const world = new World();
      world.broken.set(api, "DynamoDB.InternalServerErrorException");
      const run = await world.run(machine, away);
      expect(run.cause).toContain("Whether another execution is at work cannot be told");
      expect(world.changes).toEqual([]);
      expect(await world.run(machine, { ...away, force: ["lock"] }, "two")).toMatchObject({
        status: "SUCCEEDED",
      });
    },
  );
});

const RESUME =
  '\nTo resume: aws stepfunctions start-execution --region eu-central-1 --state-machine-arn arn:aws:states:eu-central-1:111122223333:stateMachine:shop-failover --input \'{"reason":"WHY IT IS RESUMED","resume":true}\'';

/** The end says which wave, how things stand and what to do, and how to resume. */
function expectKnown(world: World, wave: string): void {
  const { subject, text } = world.messages.at(-1) ?? { subject: "", text: "" };
  expect(subject).toBe("shop: failover FAILED");
  expect(text).toContain(`stopped at: ${wave}\n`);
  expect(text).toMatch(/\nHow things stand: \S/);
  expect(text).toMatch(/\nWhat to do: \S/);
  // What the gate refuses is started again with its words in force: to resume it would be refused again.
  expect(text.includes(RESUME)).toBe(wave !== "gate");
  expect(JSON.stringify(world.table.item?.outcome)).toContain(`failed at ${wave}`);
}
