import { MachineImage } from "../ami-copy/machine-image";
import { onEvent, tell } from "../alerts/events";
import { allowPublishing } from "../alerts/topic-policy";
import { Compute } from "../compute/compute";
import { allow, allowKey, assumedBy, policyDocument, type PolicyStatement } from "../iam/policy";
import { arnIn } from "../pair/arn";
import { Keys } from "../keys/keys";
import { Network } from "../network/network";
import {
  DynamodbTable,
  IamRole,
  IamRolePolicy,
  SfnStateMachine,
  SnsTopic,
  SnsTopicSubscription,
} from "../pair/aws";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import { type Construct, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import { checkNameLength } from "../pair/name-length";
import { checkPageUrl } from "../pair/page-url";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { databasesOf } from "./databases/databases-of";
import { autoScalingFleet } from "./fleets/auto-scaling";
import type { FailoverFleet } from "./fleets/fleet";
import { serviceFleet } from "./fleets/service";
import { inPartition } from "./language";
import { failoverMachine } from "./machine";
import { type Place, placeOf } from "./place";
import { RECORD_KEY, recordStatements, type RecordTable } from "./record";
import type { Wave } from "./wave";
import type { FailoverPlanProps } from "./plan-props";
import { wavesOf } from "./waves-of";

export type { FailoverPlanProps, FailoverWaits } from "./plan-props";

/** The package has no documents with it, so this is no path. */
const GUIDE = "the page on failing over in the documentation of drparity";
const REASON = "a failover is led from the region that is still there";

/**
 * What fails a pair over: a Step Functions state machine that looks at replication and at the analyzer's last verdict, promotes the databases,
 * brings the fleets to the primary's capacity, waits until the application is healthy and turns the latch. It tells each step, and where it
 * stops, how things stand and what to do.
 *
 * DR: everything, and nothing in it calls the primary region: the machine with its role, a topic, a table that says which execution is at
 * work and how far it came, and a rule for executions that end otherwise. Primary and link: nothing.
 */
export class FailoverPlan {
  /** Of the machine, the topic, the table and the role. */
  readonly name: string;
  /** Subscribe to it, in the DR workspace. */
  readonly topicArn: string;
  /** What `aws stepfunctions start-execution` starts. */
  readonly machineArn: string;
  private readonly place: Place;
  private readonly side: Side;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: FailoverPlanProps,
  ) {
    this.side = pair.dr;
    this.place = placeOf(pair);
    this.name = `${pair.name}-${id}`;
    this.topicArn = arnIn(this.place, "sns", this.name);
    this.machineArn = arnIn(this.place, "states", `stateMachine:${this.name}`);
    this.check();
    const scope = scopeIn(this.side, id);
    this.createTopic(scope);
    this.createTable(scope);
    const waves = this.waves();
    if (waves.length === 0)
      throw new ConfigurationError(id, "has nothing to fail over", "Give databases, fleets or names");
    const [role, policy] = this.createRole(scope, waves);
    this.createMachine(scope, waves, role, policy);
    this.reportOtherEnds(scope);
    this.declare(scope);
    pair.link.node.addValidation({ validate: () => this.forgotten() });
  }

  /** Says which execution is at work. */
  get record(): RecordTable {
    return { place: this.place, table: this.name, pairName: this.pair.name };
  }

  private get fleets(): FailoverFleet[] {
    return (this.props.fleets ?? []).map((one) =>
      one instanceof Compute ? autoScalingFleet(this.place, one) : serviceFleet(this.place, one),
    );
  }

  private waves(): Wave[] {
    const { pair, place, props, topicArn, fleets, side } = this;
    const databases = databasesOf({
      plan: this.id,
      place,
      topicArn,
      pairName: pair.name,
      databases: props.databases ?? [],
      byHand: props.byHand ?? {},
    });
    return wavesOf({
      ...props,
      place,
      side,
      pairName: pair.name,
      topicArn,
      databases,
      fleets,
      latches: (props.names ?? []).flatMap(({ latch }) => latch ?? []),
      maxLag: props.maxLag ?? pair.objectives.rpo,
    });
  }

  private createTopic(scope: Construct): void {
    const topic = new SnsTopic(scope, "topic", {
      name: this.name,
      kmsMasterKeyId: this.props.keys.arn(this.side),
    });
    allowPublishing(scope, "topic-policy", topic, this.pair.account);
    (this.props.emails ?? []).forEach((endpoint, index) => {
      new SnsTopicSubscription(scope, `email-${index + 1}`, {
        topicArn: topic.arn,
        protocol: "email",
        endpoint,
      });
    });
  }

  private createTable(scope: Construct): void {
    new DynamodbTable(scope, "table", {
      name: this.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: RECORD_KEY,
      attribute: [{ name: RECORD_KEY, type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: this.props.keys.arn(this.side) },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: this.props.deletionProtection ?? true,
    });
  }

  private createRole(scope: Construct, waves: readonly Wave[]): [IamRole, IamRolePolicy] {
    const role = new IamRole(scope, "role", {
      name: this.name,
      assumeRolePolicy: assumedBy("states.amazonaws.com", this.pair.account),
    });
    const own: PolicyStatement[] = [
      allow(["sns:Publish"], this.topicArn),
      allow(["states:DescribeExecution"], arnIn(this.place, "states", `execution:${this.name}:*`)),
      ...recordStatements(this.record),
      allowKey(this.side, "sns", this.props.keys.arn(this.side), ["kms:Decrypt", "kms:GenerateDataKey"]),
      allowKey(this.side, "dynamodb", this.props.keys.arn(this.side), ["kms:Decrypt", "kms:DescribeKey"]),
    ];
    const policy = new IamRolePolicy(scope, "policy", {
      name: "failover",
      role: role.name,
      policy: policyDocument([...own, ...waves.flatMap(({ statements }) => statements)]),
    });
    return [role, policy];
  }

  private createMachine(
    scope: Construct,
    waves: readonly Wave[],
    role: IamRole,
    policy: IamRolePolicy,
  ): void {
    const { record, topicArn, machineArn } = this;
    new SfnStateMachine(scope, "machine", {
      name: this.name,
      roleArn: role.arn,
      // Every name in it is known beforehand, so that it is the same whenever it is read, and runs in tests as it does in AWS.
      definition: JSON.stringify(
        inPartition(
          this.place.partition,
          failoverMachine({
            record,
            topicArn,
            machineArn,
            waves,
            fleets: this.fleets.map(({ id }) => id),
            timeout: Duration.hours(24),
            guide: this.props.runbookUrl ?? GUIDE,
          }),
        ),
      ),
      dependsOn: [policy],
    });
  }

  /**
   * Failures are told by the machine itself; this is for what it cannot tell: being stopped, its own time-out, and errors that nothing catches.
   * A failure that it has told is told here a second time: AWS's documented event names no error by which the two could be told apart, and to
   * leave FAILED out would be silent where nothing caught the error, or the machine could not publish.
   * Source: https://docs.aws.amazon.com/step-functions/latest/dg/cw-events.html
   */
  private reportOtherEnds(scope: Construct): void {
    const rule = onEvent(scope, "ended", `${this.name}-ended`, {
      source: ["aws.states"],
      "detail-type": ["Step Functions Execution Status Change"],
      detail: { status: ["ABORTED", "FAILED", "TIMED_OUT"], stateMachineArn: [this.machineArn] },
    });
    tell(scope, "ended-topic", rule, this.topicArn, {
      values: { status: "$.detail.status", execution: "$.detail.executionArn" },
      text: "The failover <execution> has ended with <status>. How far it came: its last message, and its history. Start again with resume.",
    });
  }

  private declare(scope: Construct): void {
    for (const one of scope.node.findAll())
      if (TerraformResource.isTerraformResource(one)) this.pair.design.differs(one, REASON);
  }

  private check(): void {
    const { id, name, props } = this;
    const { databases = [], fleets = [], byHand = {}, healthyShare = 0.75 } = props;
    checkNameLength("id", "a role", name, 64);
    if (props.runbookUrl !== undefined) checkPageUrl(`${id}.runbookUrl`, props.runbookUrl);
    if (!(healthyShare > 0 && healthyShare <= 1))
      throw new ConfigurationError(`${id}.healthyShare`, `is ${healthyShare}`, "Give more than 0, up to 1");
    const ids = [...databases, ...fleets].map((one) => one.id).concat(Object.keys(byHand));
    const twice = ids.find((one, index) => ids.indexOf(one) !== index);
    if (twice !== undefined)
      throw new ConfigurationError(`${id}`, `names "${twice}" twice`, "Give each once");
  }

  /** Asked when everything is defined: a database may come after the plan. */
  private forgotten(): string[] {
    const { databases = [], byHand = {}, names = [] } = this.props;
    const known = new Set([...databases.map(({ id }) => id), ...Object.keys(byHand)]);
    const missing = this.pair.promotions.filter((one) => !known.has(one));
    const problems = missing.map(
      (one) =>
        `${this.id}.databases: lacks "${one}", which takes no writes in ${this.place.region} before it is promoted. Add it, or say in byHand what somebody has to do.`,
    );
    const unlatched = names.filter(({ latch }) => latch === undefined).map(({ id }) => id);
    if (this.pair.promotions.length > 0 && unlatched.length > 0)
      problems.push(
        `${this.id}.names: "${unlatched.join('", "')}" has no latch, so the machine cannot send traffic. Leave it out, or give it latch: true.`,
      );
    return problems;
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "failover-plan",
  build: (pair, id) => {
    const keys = new Keys(pair, "keys");
    const fleet = new Compute(pair, "fleet", {
      keys,
      network: new Network(pair, "network", { cidrs: STAND_IN_CIDRS }),
      image: MachineImage.fromSsmParameter("/image/parameter"),
      instanceType: "instance-type",
      capacity: { min: 1, desired: 70002, max: 70003 },
      listener: { certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
    });
    new FailoverPlan(pair, id, {
      keys,
      fleets: [fleet],
      byHand: { database: "how-to-promote" },
      verdict: { noneBecause: "the exported module knows no drift job" },
    });
  },
  parameters: [
    {
      name: "fleet",
      type: "string",
      description: "The fleet, whose Auto Scaling group and target group are called APPLICATION-FLEET.",
      find: /(var\.application\}-)fleet/g,
      put: "$1${var.fleet}",
    },
    number("desired_capacity", /\b70002\b/g, "Instances that the primary runs."),
    text("how_to_promote", /how-to-promote/g, "What somebody does to make the database writable."),
  ],
};
