import { AuroraGlobal } from "../../modules/aurora-global/aurora-global";
import { GlobalTable } from "../../modules/dynamodb-global/global-table";
import { FaultInjection, type FaultInjectionProps } from "../../modules/fault-injection/fault-injection";
import { Keys } from "../../modules/keys/keys";
import { AutoscalingGroup } from "../../modules/pair/aws";
import { Duration } from "../../modules/pair/duration";
import { S3Replication } from "../../modules/s3-replication/s3-replication";
import type { RegionPair } from "../../stacks/region-pair";
import { type SynthesizedPair, synthesized } from "../stacks/synthesized";
import { base, fleetIn } from "./base";
import { statementsOf } from "./statements";

const TEMPLATE = "aws_fis_experiment_template.faults_experiment";
const STOP = { stopWhen: ["shop-orders-lost"] };

const faults = (
  props: Partial<FaultInjectionProps> = {},
  after: (pair: RegionPair, keys: Keys) => unknown = () => undefined,
) =>
  synthesized((pair) => {
    const { keys, network } = base(pair);
    const orders = new AuroraGlobal(pair, "orders", {
      network,
      keys,
      engine: "aurora-postgresql",
      engineVersion: "16.6",
      instanceClass: "db.r6g.large",
      databaseName: "orders",
    });
    orders.connections.allowDefaultPortFrom(network.peer);
    new GlobalTable(pair, "carts", { keys, hashKey: { name: "id" } });
    new S3Replication(pair, "assets", { bucketPrefix: "acme-assets", keys });
    fleetIn(pair, { keys, network });
    new FaultInjection(pair, "faults", { keys, ...STOP, ...props });
    after(pair, keys);
  });

interface Experiment {
  readonly action: { name: string; action_id: string; parameter: { key: string; value: string }[] }[];
  readonly target: { name: string; resource_type: string; resource_tag: { key: string; value: string }[] }[];
}
const experiment = (pair: SynthesizedPair) => pair.primary.resource(TEMPLATE) as unknown as Experiment;
const action = (pair: SynthesizedPair, id: string) =>
  experiment(pair).action.find(({ action_id }) => action_id === id);
const statements = (pair: SynthesizedPair) =>
  statementsOf(pair.primary.resource("aws_iam_role_policy.faults_policy"));

describe("FaultInjection", () => {
  const pair = faults();

  it("lies in the primary region, where alone it can act, and says so", () => {
    const own = pair.primary.resources.filter((address) => address.includes(".faults_"));
    expect(own).toEqual(expect.arrayContaining([TEMPLATE, "aws_iam_role.faults_role"]));
    for (const other of [pair.dr, pair.link])
      expect(other.resources.filter((address) => address.includes("faults"))).toEqual([]);
    const declared = pair.manifest.byDesign
      .filter(({ paths }) => paths === undefined)
      .map(({ address }) => address);
    expect(declared).toEqual(expect.arrayContaining(own));
  });

  it("takes network, instances, writers and both kinds of replication away", () => {
    expect(experiment(pair).action.map(({ action_id }) => action_id)).toEqual([
      "aws:network:disrupt-connectivity",
      "aws:ec2:stop-instances",
      "aws:rds:failover-db-cluster",
      "aws:s3:bucket-pause-replication",
      "aws:dynamodb:global-table-pause-replication",
    ]);
    expect(action(pair, "aws:network:disrupt-connectivity")?.parameter).toEqual([
      { key: "duration", value: "PT10M" },
      { key: "scope", value: "all" },
    ]);
    expect(action(pair, "aws:s3:bucket-pause-replication")?.parameter).toContainEqual({
      key: "region",
      value: "eu-central-1",
    });
  });

  it("gives all that it takes away back after the same time", () => {
    const long = faults({ duration: Duration.minutes(45) });
    const lengths = experiment(long).action.flatMap(({ parameter }) =>
      parameter.filter(({ key }) => /duration/i.test(key)).map(({ value }) => value),
    );
    expect(new Set(lengths)).toEqual(new Set(["PT45M"]));
    expect(lengths).toHaveLength(4);
  });

  it("acts on nothing but the pair's own resources, by their tags", () => {
    for (const { name, resource_tag: tags } of experiment(pair).target)
      expect([name, JSON.stringify(tags)]).toEqual([
        name,
        expect.stringMatching(/"Application","value":"shop"|"aws:autoscaling:groupName","value":"shop-web"/),
      ]);
    // A table with its replica lies in the link, and has its tags.
    const tables = experiment(pair).target.find(({ name }) => name === "pause-tables");
    expect(tables?.resource_tag).toContainEqual({ key: "DrSide", value: "link" });
  });

  it("has a stop condition, always", () => {
    expect(pair.primary.resource(TEMPLATE).stop_condition).toEqual([
      {
        source: "aws:cloudwatch:alarm",
        value: "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-orders-lost",
      },
    ]);
    for (const stopWhen of [[], [""], ["shop-orders-lost", " "]])
      expect(() => faults({ stopWhen })).toThrow("faults.stopWhen: names no alarm");
  });

  it("fails rather than finding nothing without a word", () => {
    expect(pair.primary.resource(TEMPLATE).experiment_options).toMatchObject({
      empty_target_resolution_mode: "fail",
    });
  });

  describe("role", () => {
    it("is for experiments of this account and region alone", () => {
      const trust = String(pair.primary.resource("aws_iam_role.faults_role").assume_role_policy);
      expect(JSON.parse(trust)).toMatchObject({
        Statement: [
          {
            Principal: { Service: "fis.amazonaws.com" },
            Condition: {
              StringEquals: { "aws:SourceAccount": "111122223333" },
              ArnLike: { "aws:SourceArn": "arn:aws:fis:eu-west-1:111122223333:experiment/*" },
            },
          },
        ],
      });
    });

    it("names every action, and may do these and no others", () => {
      const actions = [...new Set(statements(pair).flatMap(({ Action }) => Action))].sort();
      expect(actions).toEqual([
        "dynamodb:DeleteResourcePolicy",
        "dynamodb:DescribeTable",
        "dynamodb:GetResourcePolicy",
        "dynamodb:PutResourcePolicy",
        "ec2:CreateNetworkAcl",
        "ec2:CreateNetworkAclEntry",
        "ec2:CreateTags",
        "ec2:DeleteNetworkAcl",
        "ec2:DescribeInstances",
        "ec2:DescribeManagedPrefixLists",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        "ec2:GetManagedPrefixListEntries",
        "ec2:ReplaceNetworkAclAssociation",
        "ec2:StartInstances",
        "ec2:StopInstances",
        "kms:CreateGrant",
        "rds:DescribeDBClusters",
        "rds:FailoverDBCluster",
        "s3:GetReplicationConfiguration",
        "s3:ListAllMyBuckets",
        "s3:PauseReplication",
        "s3:PutReplicationConfiguration",
        "tag:GetResources",
      ]);
    });

    it("reaches every resource for what describes and lists alone", () => {
      const everywhere = statements(pair).filter(({ Resource }) => [Resource].flat().includes("*"));
      const actions = everywhere.flatMap(({ Action }) => Action);
      expect(actions.filter((one) => !/:(?:Describe|List|GetResources)/.test(one))).toEqual([]);
    });

    it("changes what it finds by account and region only where a tag holds it to the pair or to what FIS made", () => {
      const open = statements(pair).filter(
        ({ Resource, Condition }) =>
          [Resource].flat().some((one) => one !== "*" && one.endsWith("/*")) && Condition === undefined,
      );
      // Putting a subnet's own ACL back needs it, and which one that is nobody knows beforehand.
      expect(open.flatMap(({ Action }) => Action).sort()).toEqual([
        "ec2:GetManagedPrefixListEntries",
        "ec2:ReplaceNetworkAclAssociation",
      ]);
    });

    it("changes a bucket's replication to pause it, and for nothing else", () => {
      const Resource = ["arn:aws:s3:::acme-assets-111122223333-eu-west-1"];
      const of = (action: string) =>
        statements(pair).filter(({ Action }) => [Action].flat().includes(action));
      expect(of("s3:PutReplicationConfiguration")).toEqual([
        {
          Effect: "Allow",
          Action: ["s3:PutReplicationConfiguration"],
          Resource,
          Condition: { Bool: { "s3:IsReplicationPauseRequest": "true" } },
        },
      ]);
    });

    it("looks at a bucket's replication under no condition, since a look has no key to be held to", () => {
      const look = statements(pair).filter(({ Action }) =>
        [Action].flat().includes("s3:GetReplicationConfiguration"),
      );
      expect(look).toHaveLength(1);
      expect(look[0]).toMatchObject({ Resource: ["arn:aws:s3:::acme-assets-111122223333-eu-west-1"] });
      expect(look[0]?.Condition).toBeUndefined();
    });

    it("may do nothing that a fault which was left out needs", () => {
      const actions = statements(faults({ faults: ["objects"] })).flatMap(({ Action }) => Action);
      expect(actions.filter((one) => !/^(?:s3|tag):/.test(one))).toEqual([]);
    });
  });

  it.each([Duration.seconds(30), Duration.seconds(90), Duration.hours(13)])("refuses %s", (duration) => {
    expect(() => faults({ duration })).toThrow(/faults\.duration: is/);
  });

  it("refuses more alarms and actions, and longer names of these, than AWS takes", () => {
    const alarms = (count: number) => ({
      stopWhen: Array.from({ length: count }, (_, index) => `a-${index}`),
    });
    expect(faults(alarms(5)).primary.resources).toContain(TEMPLATE);
    expect(() => faults(alarms(6))).toThrow("faults.stopWhen: names 6 alarms, and an experiment takes 5");
    const groups = (...names: string[]) =>
      synthesized((one) => {
        for (const [index, name] of names.entries()) {
          const group = { name, maxSize: 1, minSize: 1 };
          one.design.differs(
            new AutoscalingGroup(one.primary.workspace, `group-${index}`, group),
            "a test's",
          );
        }
        new FaultInjection(one, "faults", { keys: new Keys(one, "data"), ...STOP });
      });
    // `stop-` is before them.
    expect(groups("g".repeat(59)).primary.resources).toContain(TEMPLATE);
    expect(() => groups("g".repeat(60))).toThrow(/faults\.faults: "stop-g+" is longer/);
    const many = Array.from({ length: 11 }, (_, index) => `web-${index}`);
    expect(groups(...many.slice(1)).primary.resources).toContain(TEMPLATE);
    expect(() => groups(...many)).toThrow(
      "faults.faults: are 11 actions, and an experiment begins 10 at once",
    );
  });

  it("refuses what it finds nothing for, and to be made before what it takes away", () => {
    const alone = (props: Partial<FaultInjectionProps> = {}) =>
      synthesized(
        (one) => new FaultInjection(one, "faults", { keys: new Keys(one, "data"), ...STOP, ...props }),
      );
    expect(() => alone()).toThrow("faults.faults: finds nothing to take away");
    expect(() => alone({ faults: ["tables"] })).toThrow('faults.faults: finds nothing for "tables"');
    const early = () =>
      synthesized((one) => {
        const { keys, network } = base(one);
        new FaultInjection(one, "faults", { keys, ...STOP });
        fleetIn(one, { keys, network });
      });
    expect(early).toThrow("faults: something that it should take away was created after it");
  });
});
