import validate from "asl-validator";
import { Drill } from "../../../modules/drill/drill";
import { Duration } from "../../../modules/pair/duration";
import { Vpc } from "../../../modules/pair/aws";
import { RdsReadReplica } from "../../../modules/rds-read-replica/rds-read-replica";
import { synthesized, type SynthesizedPair } from "../../stacks/synthesized";
import { base, fleetIn } from "../base";
import { allAssignedIn, assignedIn, callsIn, namesIn, resourcesIn } from "../machines";
import { statementsOf } from "../statements";
import { drilled, drillMachineOf } from "./drilled";
import { DrillWorld } from "./drill-world";

const MACHINES = ["machine", "clean-up-machine"] as const;
const DRILLS: readonly (readonly [name: string, pair: SynthesizedPair])[] = [
  ["everything", drilled()],
  ["a headless cluster", drilled({}, { strategy: "pilot-light" })],
  ["no plan", drilled({ failover: { noneBecause: "it is led by hand" } })],
];
const EACH = DRILLS.flatMap(([name, pair]) => MACHINES.map((machine) => [machine, name, pair] as const));
const OWN = /\.(drill|drill-reports)_/;
const own = ({ dr }: SynthesizedPair) =>
  dr.resources
    .filter((address) => OWN.test(address))
    .map((address) => [address, dr.resource(address)] as const);
const policyOf = ({ dr }: SynthesizedPair, machine: string) =>
  statementsOf(dr.resource(`aws_iam_role_policy.drill_${machine.replace("machine", "policy")}`));
const listed = (value: string | readonly string[]) => [value].flat();
const actionsOf = (pair: SynthesizedPair, machine: string) =>
  policyOf(pair, machine).flatMap(({ Action }) => listed(Action));

describe("Drill", () => {
  it.each(EACH)("emits a valid %s, with %s", async (machine, _name, pair) => {
    const definition = drillMachineOf(pair, machine);
    expect((await validate(definition)).errors).toEqual([]);
    const names = namesIn(definition);
    expect(names.filter((name) => name.length > 80)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(JSON.stringify(definition)).not.toMatch(/[$%]\{/);
  });

  it.each(EACH)(
    "assigns no variable of the %s in a branch and outside it, with %s",
    (machine, _name, pair) => {
      const definition = drillMachineOf(pair, machine);
      const branches = Object.values(definition.States).flatMap(({ Branches = [] }) => Branches);
      const outer = new Set(assignedIn(definition));
      const inner = branches.flatMap(allAssignedIn);
      expect(inner).toContain("seen");
      expect(inner.filter((name) => outer.has(name))).toEqual([]);
    },
  );

  it.each(EACH)("lets the %s call what it calls, with %s", (machine, _name, pair) => {
    const allowed = new Set(actionsOf(pair, machine).map((one) => one.toLowerCase()));
    expect(callsIn(drillMachineOf(pair, machine)).filter((call) => !allowed.has(call))).toEqual([]);
  });

  it("may do these things, and nothing else", () => {
    expect([...new Set(actionsOf(drilled(), "machine"))].sort()).toEqual([
      "cloudwatch:GetMetricData",
      "cloudwatch:PutMetricData",
      "dynamodb:GetItem",
      "dynamodb:UpdateItem",
      "ec2:CreateTags",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeInstances",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeNatGateways",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeTransitGatewayVpcAttachments",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribeVpcPeeringConnections",
      "ec2:DescribeVpnGateways",
      "ec2:RunInstances",
      "ec2:TerminateInstances",
      "iam:PassRole",
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "rds:AddTagsToResource",
      "rds:CreateDBInstance",
      "rds:DeleteDBCluster",
      "rds:DeleteDBInstance",
      "rds:DescribeDBClusters",
      "rds:DescribeDBInstances",
      "rds:RestoreDBClusterToPointInTime",
      "rds:RestoreDBInstanceToPointInTime",
      "s3:PutObject",
      "sns:Publish",
      "ssm:GetParameters",
      "states:DescribeExecution",
      "states:StartExecution",
    ]);
    expect([...new Set(actionsOf(drilled(), "clean-up-machine"))].sort()).toEqual([
      "dynamodb:GetItem",
      "ec2:DescribeInstances",
      "ec2:TerminateInstances",
      "kms:Decrypt",
      "kms:DescribeKey",
      "rds:DeleteDBCluster",
      "rds:DeleteDBInstance",
      "states:DescribeExecution",
    ]);
  });

  it("may use every resource only where AWS knows no narrower one", () => {
    const everywhere = MACHINES.flatMap((machine) => policyOf(drilled(), machine)).filter(({ Resource }) =>
      listed(Resource).includes("*"),
    );
    const actions = new Set(everywhere.flatMap(({ Action }) => listed(Action)));
    expect([...actions].filter((action) => !action.startsWith("ec2:Describe")).sort()).toEqual([
      "cloudwatch:GetMetricData",
      "cloudwatch:PutMetricData",
    ]);
    expect(
      everywhere.find(({ Action }) => listed(Action).includes("cloudwatch:PutMetricData"))?.Condition,
    ).toEqual({ StringEquals: { "cloudwatch:namespace": "drparity/drills" } });
  });

  it.each(MACHINES)("lets the %s remove and change only what a drill has made", (machine) => {
    const changing = /^(ec2:(Run|Terminate|CreateTags)|rds:(Add|Create|Delete))/;
    for (const { Action, Resource, Condition } of policyOf(drilled(), machine)) {
      if (!listed(Action).some((action) => changing.test(action))) continue;
      const production = listed(Resource).filter((one) => /:(db|cluster):shop-(?!drill-)/.test(one));
      expect([Action, production]).toEqual([Action, []]);
      if (listed(Action).includes("ec2:TerminateInstances"))
        expect(Condition).toEqual({ StringEquals: { "aws:ResourceTag/drparity:drill": "shop-drill" } });
    }
  });

  it("stands in the DR region alone and refers to nothing of the primary's", () => {
    const pair = drilled();
    const { dr, primary, link } = pair;
    expect(own(pair).length).toBeGreaterThan(20);
    for (const [address, attributes] of own(pair)) {
      expect([address, attributes.provider, attributes.region]).toEqual([address, undefined, undefined]);
      expect(JSON.stringify(attributes)).not.toMatch(/terraform_remote_state|arn:aws:[a-z0-9-]+:eu-west-1/);
    }
    expect(Object.keys(dr.json.provider ?? {})).toEqual(["aws"]);
    expect([...primary.resources, ...link.resources].filter((one) => OWN.test(one))).toEqual([]);
    const declared = new Set(pair.manifest.byDesign.map(({ address }) => address));
    expect(own(pair).filter(([address]) => !declared.has(address))).toEqual([]);
  });

  it.each([
    ["aws-us-gov", "us-gov-west-1", "us-gov-east-1"],
    ["aws-cn", "cn-north-1", "cn-northwest-1"],
  ])("calls what is in its own partition, %s", (partition, primary, dr) => {
    const pair = drilled({}, { primary, dr });
    for (const machine of MACHINES) {
      const partitions = resourcesIn(drillMachineOf(pair, machine)).map((arn) => arn.split(":states:")[0]);
      expect([...new Set(partitions)]).toEqual([`arn:${partition}`]);
    }
  });

  it("has a network with nothing that leads out of it, in as many zones as the pair's", () => {
    const { dr } = drilled();
    expect(dr.resource("aws_vpc.drill_vpc").cidr_block).toBe("10.100.0.0/16");
    const types = dr.resources.filter((address) => OWN.test(address)).map((one) => one.split(".")[0]);
    expect(types.filter((type) => type === "aws_subnet")).toHaveLength(2);
    expect(types.filter((type) => /gateway|route$|peering|endpoint|eip/.test(type ?? ""))).toEqual([]);
    expect(dr.resource("aws_route_table.drill_routes").route).toBeUndefined();
    expect(dr.resource("aws_security_group.drill_group")).not.toHaveProperty("egress");
  });

  it("drills every 30 days, or as often as it is told, in a role that can only start it", () => {
    const { dr } = drilled();
    expect(dr.resource("aws_scheduler_schedule.drill_schedule")).toMatchObject({
      schedule_expression: "rate(30 days)",
      target: {
        arn: "arn:aws:states:eu-central-1:111122223333:stateMachine:shop-drill",
        input: '{"reason":"the schedule"}',
      },
    });
    expect(statementsOf(dr.resource("aws_iam_role_policy.drill_schedule-policy"))).toEqual([
      {
        Effect: "Allow",
        Action: ["states:StartExecution"],
        Resource: "arn:aws:states:eu-central-1:111122223333:stateMachine:shop-drill",
      },
    ]);
    const daily = drilled({ every: Duration.days(1) });
    expect(daily.dr.resource("aws_scheduler_schedule.drill_schedule").schedule_expression).toBe(
      "rate(1 day)",
    );
  });

  it("tells the end of a drill or a clean-up that could not tell it itself", () => {
    const { event_pattern: pattern } = drilled().dr.resource("aws_cloudwatch_event_rule.drill_ended");
    expect(String(pattern)).toMatch(/ABORTED.*FAILED.*TIMED_OUT/);
    expect(String(pattern)).toMatch(/stateMachine:shop-drill".*stateMachine:shop-drill-clean-up"/);
  });

  it("says where its reports and figures are", () => {
    synthesized((pair) => {
      const { keys, network } = base(pair);
      const fleets = [fleetIn(pair, { keys, network })];
      const failover = { noneBecause: "there is none" };
      const drill = new Drill(pair, "drill", { keys, network, fleets, failover });
      expect(drill.reports).toBe("s3://shop-drill-111122223333-eu-central-1/drills");
      expect(drill.metrics.rto).toEqual({
        namespace: "drparity/drills",
        metricName: "RecoveryTime",
        dimensions: { Drill: "shop-drill" },
      });
    });
  });

  it("restores copied backups where there is no replica", async () => {
    const pair = synthesized(
      (one) => {
        const { keys, network } = base(one);
        const ledger = new RdsReadReplica(one, "ledger", {
          keys,
          network,
          engine: "postgres",
          engineVersion: "16.6",
          instanceClass: "db.m6g.large",
          storage: 100,
          databaseName: "shop",
        });
        ledger.connections.allowDefaultPortFrom(network.peer);
        new Drill(one, "drill", { keys, network, databases: [ledger], failover: { noneBecause: "none" } });
      },
      { strategy: "backup-and-restore" },
    );
    const machine = drillMachineOf(pair);
    expect((await validate(machine)).errors).toEqual([]);
    expect(actionsOf(pair, "machine")).toContain("rds:DescribeDBInstanceAutomatedBackups");
    const world = new DrillWorld();
    expect(await world.run(machine)).toMatchObject({ status: "SUCCEEDED" });
    expect(world.report).toMatchObject({ losses: [{ name: "ledger", seconds: 400 }], rpoSeconds: 400 });
    const call = world.calls.find(({ api }) => api === "rds:restoreDBInstanceToPointInTime");
    expect(call?.args).toMatchObject({ SourceDbInstanceAutomatedBackupsArn: "arn:of:the:backups" });
  });

  it.each([
    [{ databases: [], fleets: [] }, "drill: has nothing to rehearse"],
    [{ cidr: "10.20.0.0/16" }, "drill.cidr: 10.20.0.0/16 overlaps 10.20.0.0/16 of the dr side"],
    [{ cidr: "10.0.0.0/15" }, "drill.cidr: /15 cannot be cut"],
    [{ cidr: "10.10.4.0/24" }, "drill.cidr: 10.10.4.0/24 overlaps 10.10.0.0/16 of the primary side"],
    [{ cidr: "10.100.0.0/26" }, "drill.cidr: /26 cannot be cut"],
    [{ cidr: "everywhere" }, "drill.cidr"],
    [{ every: Duration.hours(30) }, "drill.every: is 30 h"],
    [{ every: Duration.days(366) }, "drill.every: is 8784 h"],
    [{ cleanUpAfter: Duration.minutes(10) }, "drill.cleanUpAfter: is 10 min"],
    [{ cleanUpAfter: Duration.days(1) }, "drill.cleanUpAfter: is 24 h"],
    [{ cleanUpAfter: Duration.hours(1) }, "drill.waits: let a drill take 2 h"],
    [{ waits: { restore: Duration.hours(3) } }, "after 2 h it is ended without a report"],
    [{ waits: { poll: Duration.seconds(0) } }, "drill.waits.poll"],
  ])("refuses at synthesis %j", (props, problem) => {
    expect(() => drilled(props)).toThrow(problem);
  });

  it("refuses a network that overlaps another one of the pair's workspaces", () => {
    const beside = () =>
      synthesized((pair) => {
        const { keys, network } = base(pair);
        const fleets = [fleetIn(pair, { keys, network })];
        new Drill(pair, "drill", { keys, network, fleets, failover: { noneBecause: "none" } });
        for (const { workspace } of pair.sides) new Vpc(workspace, "mine", { cidrBlock: "10.100.64.0/20" });
      });
    expect(beside).toThrow("drill.cidr: 10.100.0.0/16 overlaps 10.100.64.0/20 of the pair");
  });
});
