import { MachineImage } from "../ami-copy/machine-image";
import { AuroraGlobal } from "../aurora-global/aurora-global";
import { Compute } from "../compute/compute";
import { inPartition, type Machine } from "../failover/language";
import { type Place, placeOf } from "../failover/place";
import { RECORD_KEY, type RecordTable } from "../failover/record";
import { resourcesOf } from "../figures/resources-of";
import { assumedBy, policyDocument, type PolicyStatement } from "../iam/policy";
import { Keys } from "../keys/keys";
import { Network } from "../network/network";
import { arnIn } from "../pair/arn";
import { DynamodbTable, IamRole, IamRolePolicy, SfnStateMachine, Vpc } from "../pair/aws";
import { bucketName } from "../pair/bucket-name";
import { type Capability, number, STAND_IN_CIDRS, text } from "../pair/capability";
import { type Construct, TerraformResource } from "../pair/cdk";
import { Cidr } from "../pair/cidr";
import { Duration } from "../pair/duration";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { createBucket } from "../s3-replication/bucket";
import { checkDrill } from "./check";
import { cleanUpMachine } from "./clean-up-machine";
import type { DrillProps } from "./drill-props";
import { type IsolatedNetwork, isolatedNetwork, zonesOf } from "./isolated-network";
import { DRILL_NAMESPACE, drillMachine, type DrillMetrics } from "./machine";
import { reportOtherEnds } from "./other-ends";
import type { Rehearsal } from "./rehearsals/rehearsal";
import { rehearsalsOf } from "./rehearsals/rehearsals-of";
import { REPORT_PREFIX, type ReportPlace } from "./report";
import { addSchedule } from "./schedule";
import { cleanUpStatements, drillStatements } from "./statements";
import { timingsOf, wavesOf } from "./waves-of";

export type { DrillProps, DrillWaits } from "./drill-props";
export type { DrillMetrics } from "./machine";

const REASON = "a drill rehearses the failover where it would happen";

/**
 * A monthly rehearsal of the failover, which touches nothing of production: databases are cloned or restored and instances booted in a network that nothing leads out
 * of, it is measured how long that took and what would have been lost, and all of it is removed again.
 *
 * DR: everything: the network, the Step Functions machines of the drill and of its clean-up, each with a role, a schedule, a table that says whether a drill is at work, the bucket of
 * the reports, and a rule for executions that end otherwise. Primary and link: nothing. It reports to the pair's alerts.
 */
export class Drill {
  /** Of the machine, the network, the table and the schedule. */
  readonly name: string;
  /** What `aws stepfunctions start-execution` starts, with `{"reason":"..."}`. */
  readonly machineArn: string;
  /** What removes the rest of a drill, with `{}`. */
  readonly cleanUpArn: string;
  private readonly side: Side;
  private readonly place: Place;
  private readonly cidr: Cidr;
  private readonly every: Duration;
  private readonly cleanUpAfter: Duration;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: DrillProps,
  ) {
    this.side = pair.dr;
    this.place = placeOf(pair);
    this.name = `${pair.name}-${id}`;
    this.machineArn = this.arn("states", `stateMachine:${this.name}`);
    this.cleanUpArn = this.arn("states", `stateMachine:${this.cleanUpName}`);
    this.cidr = Cidr.of(props.cidr ?? "10.100.0.0/16", `${id}.cidr`);
    this.every = props.every ?? Duration.days(30);
    this.cleanUpAfter = props.cleanUpAfter ?? Duration.hours(2);
    this.check();
    const scope = scopeIn(this.side, id);
    const network = isolatedNetwork(scope, this.name, this.cidr, zonesOf(props.network, this.side));
    this.createTable(scope);
    this.createReports();
    const rehearsals = this.rehearsals(network);
    const removals = rehearsals.map((one) => one.remove(timingsOf(props.waits).cleanUp));
    const machine = this.createDrill(scope, rehearsals, removals);
    this.createCleanUp(scope, rehearsals, removals);
    addSchedule(scope, {
      name: this.name,
      account: pair.account,
      every: this.every,
      machineArn: this.machineArn,
      dependsOn: [machine, ...this.originals()],
    });
    const { name, machineArn, cleanUpArn, cleanUpAfter, topicArn } = this;
    reportOtherEnds(scope, { name, machineArn, cleanUpArn, cleanUpAfter, topicArn });
    this.declare();
    pair.link.node.addValidation({ validate: () => this.overlaps() });
  }

  /** `s3://BUCKET/drills`, for `drparity drills`. */
  get reports(): string {
    return `s3://${this.bucketName}/${REPORT_PREFIX}`;
  }

  /** For `DrDashboard`, and for alarms of your own. */
  get metrics(): DrillMetrics {
    const metric = (metricName: string) => ({
      namespace: DRILL_NAMESPACE,
      metricName,
      dimensions: { Drill: this.name },
    });
    return { rto: metric("RecoveryTime"), rpo: metric("DataLoss"), success: metric("Success") };
  }

  private get cleanUpName(): string {
    return `${this.name}-clean-up`;
  }

  private get bucketName(): string {
    const prefix = this.props.bucketPrefix ?? this.name;
    return bucketName(`${prefix}-${this.pair.account}-${this.side.region}`, `${this.id}.bucketPrefix`);
  }

  private get record(): RecordTable {
    return { place: this.place, table: this.name, pairName: this.pair.name };
  }

  private get failover(): RecordTable | undefined {
    const { failover } = this.props;
    return "record" in failover ? failover.record : undefined;
  }

  /** Without a reference, so that the machine is the same whenever it is read. */
  private get topicArn(): string {
    return this.pair.alerts.topicArnInLink(this.side.region);
  }

  private get report(): ReportPlace {
    const { pair, props, name, every, bucketName: bucket } = this;
    const { rto, rpo } = pair.objectives;
    return { bucket, drill: name, pairName: pair.name, every, rto: props.rto ?? rto, rpo: props.rpo ?? rpo };
  }

  private arn(service: string, resource: string): string {
    return arnIn(this.place, service, resource);
  }

  private check(): void {
    const { id, pair, props, cidr, every, cleanUpAfter } = this;
    checkNameLength("id", "a role", this.cleanUpName, 64);
    checkDrill({
      id,
      pair,
      props,
      cidr,
      every,
      cleanUpAfter,
      timings: timingsOf(props.waits),
      name: this.name,
    });
  }

  private rehearsals({ subnets, group }: IsolatedNetwork): Rehearsal[] {
    const where = {
      place: this.place,
      drill: this.name,
      side: this.side,
      subnetArns: subnets.map(({ arn }) => arn),
      securityGroupArn: group.arn,
    };
    return rehearsalsOf(where, this.props);
  }

  /** What has to be there before the first drill. Fleets are: the role's policy refers to them. */
  private originals(): TerraformResource[] {
    return (this.props.databases ?? []).flatMap((one): TerraformResource[] => {
      if (one instanceof AuroraGlobal) return [one.cluster(this.side)];
      return one.copy === "replica" ? [one.instance(this.side)] : [];
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

  private get reportScope(): string {
    return `${this.id}-reports`;
  }

  private createReports(): void {
    const { props, side } = this;
    createBucket(side, this.reportScope, this.bucketName, props.keys.arn(side), {
      forceDestroy: props.forceDestroy,
      expire: { prefix: `${REPORT_PREFIX}/`, days: props.keepReportsForDays ?? 800 },
    });
  }

  private createDrill(
    scope: Construct,
    rehearsals: readonly Rehearsal[],
    removals: readonly Machine[],
  ): SfnStateMachine {
    const { record, failover, topicArn, cleanUpArn, cleanUpAfter, report, metrics, props } = this;
    const waves = wavesOf(this.name, rehearsals, timingsOf(props.waits));
    const statements = drillStatements({
      ...this.common,
      rehearsals,
      failover,
      cleanUpArn,
      topicArn,
      bucket: report.bucket,
    });
    return this.createMachine(scope, "", this.name, statements, {
      ...drillMachine({
        record,
        failover,
        topicArn,
        cleanUpArn,
        cleanUpAfter,
        waves,
        removals,
        report,
        metrics,
      }),
    });
  }

  private createCleanUp(
    scope: Construct,
    rehearsals: readonly Rehearsal[],
    removals: readonly Machine[],
  ): void {
    const statements = cleanUpStatements({ ...this.common, rehearsals });
    const definition = cleanUpMachine({ record: this.record, removals });
    this.createMachine(scope, "clean-up-", this.cleanUpName, statements, definition);
  }

  private get common() {
    const { place, record, side, props } = this;
    return { place, record, side, keyArn: props.keys.arn(side) };
  }

  /** One with a role of its own. */
  private createMachine(
    scope: Construct,
    prefix: string,
    name: string,
    statements: readonly PolicyStatement[],
    definition: Machine,
  ): SfnStateMachine {
    const role = new IamRole(scope, `${prefix}role`, {
      name,
      assumeRolePolicy: assumedBy("states.amazonaws.com", this.pair.account),
    });
    const policy = new IamRolePolicy(scope, `${prefix}policy`, {
      name: "drill",
      role: role.name,
      policy: policyDocument(statements),
    });
    return new SfnStateMachine(scope, `${prefix}machine`, {
      name,
      roleArn: role.arn,
      definition: JSON.stringify(inPartition(this.place.partition, definition)),
      dependsOn: [policy],
    });
  }

  private declare(): void {
    const own = [this.id, this.reportScope].flatMap((id) =>
      this.side.workspace.node.findChild(id).node.findAll(),
    );
    for (const one of own)
      if (TerraformResource.isTerraformResource(one)) this.pair.design.differs(one, REASON);
  }

  /** Asked when everything is defined: networks of the pair's workspaces, whoever made them. */
  private overlaps(): string[] {
    const own = this.side.workspace.node.findChild(this.id);
    const others = this.pair.workspaces
      .flatMap((workspace) => resourcesOf(workspace, Vpc))
      .filter((vpc) => vpc.node.scope !== own)
      .flatMap(({ cidrBlockInput }) => cidrBlockInput ?? []);
    return others
      .filter((other) => /^[\d./]+$/.test(other) && Cidr.of(other).overlaps(this.cidr))
      .map((other) => `${this.id}.cidr: ${this.cidr} overlaps ${other} of the pair. Give another network.`);
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "drill",
  build: (pair, id) => {
    const keys = new Keys(pair, "keys");
    const network = new Network(pair, "network", { cidrs: STAND_IN_CIDRS });
    const fleet = new Compute(pair, "fleet", {
      keys,
      network,
      image: MachineImage.fromSsmParameter("/image/parameter"),
      instanceType: "instance-type",
      capacity: { min: 1, desired: 1, max: 1 },
      listener: { certificateArns: { primary: "certificate-arn", dr: "certificate-arn" } },
    });
    new Drill(pair, id, {
      keys,
      network,
      fleets: [fleet],
      failover: { noneBecause: "the exported module knows no plan" },
      rto: Duration.seconds(70_004),
      rpo: Duration.seconds(70_005),
    });
  },
  parameters: [
    {
      name: "fleet",
      type: "string",
      description: "The fleet, whose launch template is called APPLICATION-FLEET.",
      find: /(var\.application\}-)fleet/g,
      put: "$1${var.fleet}",
    },
    text(
      "launch_template_arn",
      /aws_launch_template\.fleet_template\.arn/g,
      "ARN of the fleet's launch template.",
      "var.launch_template_arn",
    ),
    text(
      "instance_role_arn",
      /aws_iam_role\.fleet_role\.arn/g,
      "ARN of the role that the fleet's instances have.",
      "var.instance_role_arn",
    ),
    text("image_parameter", /\/image\/parameter/g, "SSM parameter that holds the image's id."),
    number("rto_seconds", /\b70004\b/g, "Seconds in which a failover has to be over."),
    number("rpo_seconds", /\b70005\b/g, "Seconds of data that may be lost."),
  ],
};
