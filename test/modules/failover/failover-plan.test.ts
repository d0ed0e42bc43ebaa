import validate from "asl-validator";
import { DriftJob } from "../../../modules/drift-job/drift-job";
import { FailoverPlan } from "../../../modules/failover/failover-plan";
import { Keys } from "../../../modules/keys/keys";
import type { Pair } from "../../../modules/pair/pair";
import { synthesized, type SynthesizedPair } from "../../stacks/synthesized";
import { base, fleetIn } from "../base";
import { allAssignedIn, assignedIn, callsIn, namesIn, resourcesIn } from "../machines";
import { statementsOf } from "../statements";
import { application, machineOf, planned } from "./plan";

const PLANS: readonly (readonly [name: string, pair: SynthesizedPair])[] = [
  ["everything", planned()],
  ["a headless cluster", planned({ healthAlarms: ["canary"] }, { strategy: "pilot-light" })],
  ["something by hand", planned({ approval: undefined, byHand: { people: "restore it" } })],
];
const own = (pair: SynthesizedPair) =>
  pair.dr.resources
    .filter((address) => /\.failover_/.test(address))
    .map((address) => [address, pair.dr.resource(address)] as const);
const policyOf = (pair: SynthesizedPair) =>
  statementsOf(pair.dr.resource("aws_iam_role_policy.failover_policy"));
const listed = (value: string | readonly string[]) => [value].flat();

describe("FailoverPlan", () => {
  it.each(PLANS)("emits a state machine that is valid, with %s", async (_name, pair) => {
    const { isValid, errors } = await validate(machineOf(pair));
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  it("gives names to states that Step Functions takes, each once in all branches", () => {
    const names = PLANS.map(([, pair]) => namesIn(machineOf(pair)));
    for (const all of names) {
      expect(all.filter((name) => name.length > 80)).toEqual([]);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it.each(PLANS)("assigns no variable in a branch that is assigned outside it, with %s", (_name, pair) => {
    const machine = machineOf(pair);
    const branches = Object.values(machine.States).flatMap(({ Branches = [] }) => Branches);
    const outer = new Set(assignedIn(machine));
    expect(outer.size).toBeGreaterThan(10);
    const inner = branches.flatMap(allAssignedIn);
    expect(inner).toContain("seen");
    expect(inner.filter((name) => outer.has(name))).toEqual([]);
  });

  it.each(PLANS)("writes nothing that Terraform would take for a template, with %s", (_name, pair) => {
    expect(JSON.stringify(machineOf(pair))).not.toMatch(/[$%]\{/);
  });

  it("may do these things, and nothing else", () => {
    const actions = PLANS.flatMap(([, pair]) => policyOf(pair).flatMap(({ Action }) => listed(Action)));
    expect([...new Set(actions)].sort()).toEqual([
      "application-autoscaling:RegisterScalableTarget",
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:UpdateAutoScalingGroup",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetMetricData",
      "cloudwatch:PutMetricData",
      "dynamodb:GetItem",
      "dynamodb:UpdateItem",
      "ecs:DescribeServices",
      "ecs:UpdateService",
      "elasticache:DescribeReplicationGroups",
      "elasticache:FailoverGlobalReplicationGroup",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKey",
      "rds:CreateDBInstance",
      "rds:DescribeDBClusters",
      "rds:DescribeDBInstances",
      "rds:DescribeGlobalClusters",
      "rds:FailoverGlobalCluster",
      "rds:PromoteReadReplica",
      "rds:SwitchoverGlobalCluster",
      "s3:GetObject",
      "s3:ListBucket",
      "sns:Publish",
      "states:DescribeExecution",
    ]);
  });

  it("may use every resource only where AWS knows no narrower one", () => {
    const everywhere = policyOf(planned()).filter(({ Resource }) => listed(Resource).includes("*"));
    expect(everywhere.flatMap(({ Action }) => listed(Action)).sort()).toEqual([
      "autoscaling:DescribeAutoScalingGroups",
      "cloudwatch:GetMetricData",
      "cloudwatch:PutMetricData",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ]);
    expect(
      everywhere.find(({ Action }) => listed(Action).includes("cloudwatch:PutMetricData")),
    ).toMatchObject({
      Condition: { StringEquals: { "cloudwatch:namespace": ["drparity"] } },
    });
  });

  it("may look at all alarms where one of them may be composite, which AWS shows to nobody else", () => {
    const looks = (pair: SynthesizedPair) =>
      policyOf(pair)
        .filter(({ Action }) => listed(Action).includes("cloudwatch:DescribeAlarms"))
        .flatMap(({ Resource }) => listed(Resource));
    expect(looks(planned())).toEqual([expect.stringMatching(/:eu-central-1:111122223333:alarm:./)]);
    expect(looks(planned({ healthAlarms: ["canary"] }))).toContain("*");
  });

  it("reads the history with the key of the drift job, which may be another than the plan's", () => {
    const pair = synthesized((one) => {
      const { keys, network } = base(one);
      const drift = new DriftJob(one, "drift", {
        keys: new Keys(one, "records"),
        source: { kind: "github", url: "https://github.com/acme/shop.git", connectionArn: "arn:connection" },
      });
      new FailoverPlan(one, "failover", { keys, fleets: [fleetIn(one, { keys, network })], verdict: drift });
    });
    const throughS3 = policyOf(pair).filter(({ Condition }) =>
      JSON.stringify(Condition ?? {}).includes('"s3.'),
    );
    expect(throughS3.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["kms:Decrypt"], expect.anything()],
    ]);
    expect(JSON.stringify(throughS3)).toContain("aws_kms_key.records_key.arn");
    expect(JSON.stringify(throughS3)).not.toContain("aws_kms_key.data_key");
  });

  it.each(PLANS)("may call what its machine calls, with %s", (_name, pair) => {
    const allowed = new Set(
      policyOf(pair)
        .flatMap(({ Action }) => listed(Action))
        .map((one) => one.toLowerCase()),
    );
    const missing = callsIn(machineOf(pair)).filter((call) => !allowed.has(call));
    expect(missing).toEqual([]);
  });

  it.each(PLANS)(
    "stands in the DR region alone and refers to nothing of the primary's, with %s",
    (_name, pair) => {
      const { dr, primary, link } = pair;
      const resources = own(pair);
      expect(resources.length).toBeGreaterThan(7);
      for (const [address, attributes] of resources) {
        expect([address, attributes.provider, attributes.region]).toEqual([address, undefined, undefined]);
        expect(JSON.stringify(attributes)).not.toContain("terraform_remote_state");
      }
      expect(Object.keys(dr.json.provider ?? {})).toEqual(["aws"]);
      expect([...primary.resources, ...link.resources].filter((one) => /\.failover_/.test(one))).toEqual([]);
    },
  );

  it("names the primary region in texts, and in the ARN of the global cluster's other member", () => {
    const arns = own(planned()).flatMap(
      ([, attributes]) => JSON.stringify(attributes).match(/arn:aws:[a-z-]+:eu-west-1:[^"\\]*/g) ?? [],
    );
    expect([...new Set(arns)]).toEqual(["arn:aws:rds:eu-west-1:111122223333:cluster:shop-orders"]);
  });

  it.each([
    ["aws", "eu-west-1", "eu-central-1"],
    ["aws-us-gov", "us-gov-west-1", "us-gov-east-1"],
    ["aws-cn", "cn-north-1", "cn-northwest-1"],
  ])("calls what is in its own partition, %s", (partition, primary, dr) => {
    const machine = machineOf(planned({ byHand: { people: "restore it" } }, { primary, dr }));
    const partitions = resourcesIn(machine).map((arn) => arn.replace(/:states:::[\w:.-]+$/, ""));
    expect(partitions.length).toBeGreaterThan(40);
    expect([...new Set(partitions)]).toEqual([`arn:${partition}`]);
  });

  it("is different by design, so that the analyzer is silent about it", () => {
    const pair = planned();
    const declared = new Set(pair.manifest.byDesign.map(({ address }) => address));
    expect(
      own(pair)
        .map(([address]) => address)
        .filter((address) => !declared.has(address)),
    ).toEqual([]);
  });

  it("tells how an execution ended that could not tell it itself", () => {
    const { event_pattern: pattern } = planned().dr.resource("aws_cloudwatch_event_rule.failover_ended");
    expect(String(pattern)).toMatch(/ABORTED.*FAILED.*TIMED_OUT/);
    expect(String(pattern)).toContain("stateMachine:shop-failover");
  });

  it("refuses to forget a database that takes no writes before it is promoted", () => {
    const forget = (pair: Pair) => {
      const { keys, ledger, sessions, drift } = application(pair);
      new FailoverPlan(pair, "failover", { keys, databases: [ledger, sessions], verdict: drift });
    };
    expect(() => synthesized(forget)).toThrow(/failover\.databases: lacks "orders", which takes no writes/);
  });

  it("refuses what it cannot promote, what is given twice, and a share of nothing", () => {
    expect(() => planned({ byHand: { orders: "by hand too" } })).toThrow(/failover: names "orders" twice/);
    expect(() => planned({ healthyShare: 0 })).toThrow(/failover\.healthyShare: is 0/);
    const backups = (pair: Pair) => {
      const { keys, drift, ledger } = application(pair);
      Object.defineProperty(ledger, "copy", { value: "backups" });
      new FailoverPlan(pair, "failover", { keys, databases: [ledger], verdict: drift });
    };
    expect(() => synthesized(backups)).toThrow(/"ledger" has only its backups in the DR region/);
  });

  it("needs no database where only fleets or names fail over, but something", async () => {
    const bare = (fleets: boolean) =>
      synthesized((pair) => {
        const { keys, network } = base(pair);
        const fleet = fleetIn(pair, { keys, network });
        const verdict = { noneBecause: "nothing compares yet" };
        new FailoverPlan(pair, "failover", { keys, verdict, fleets: fleets ? [fleet] : [] });
      });
    expect((await validate(machineOf(bare(true)))).errors).toEqual([]);
    expect(() => bare(false)).toThrow("failover: has nothing to fail over");
  });
});
