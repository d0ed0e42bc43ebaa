import { assumedBy } from "../iam/policy";
import { Keys } from "../keys/keys";
import type { PairKeys } from "../keys/pair-keys";
import {
  CloudwatchLogGroup,
  CodebuildProject,
  IamRole,
  IamRolePolicy,
  IamRolePolicyAttachment,
  SnsTopic,
  type SsmParameter,
} from "../pair/aws";
import { bucketName } from "../pair/bucket-name";
import { type Capability, text } from "../pair/capability";
import { type Construct, Fn, TerraformResource } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { scopeIn, type Side } from "../pair/side";
import { generatorVersion } from "../pair/version";
import { createBucket, type ObjectLock } from "../s3-replication/bucket";
import { addAlerts } from "./alerts";
import { buildspec } from "./buildspec";
import { type JobEnds, refreshStatements, runStatements, secretStatements } from "./job-policy";
import { addSchedule, scheduleRoleName } from "./schedule";
import { checkSource, type JobSource, sourceBlock, sourceStatements } from "./source";

export type { JobSource } from "./source";

export interface DriftJobProps {
  readonly keys: PairKeys;
  /** Where the pair's definition is fetched from, at each run. */
  readonly source: JobSource;
  /** A whole number of hours, up to 24. @default 6 h */
  readonly every?: Duration;
  /**
   * Steps in place of the standard ones, which expect a CDKTF project in the source's root: the text of a buildspec, or its path
   * in the source. HISTORY, REPORTS, TOPIC_ARN, DRPARITY_VERSION and TERRAFORM_VERSION are set in its environment.
   * @default - install, `cdktf synth`, `drparity drift`
   */
  readonly buildspec?: string;
  /** Environment variables for the steps. They can be read by whoever sees the project: no secrets. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * ARNs of policies that let the role read what is planned: the configuration of everything in the workspaces. Add your own for
   * what the default leaves out. @default - AWS's `SecurityAudit`, which reads configuration and no data. What it lacks of the
   * generated resources (parameters, backup plans, schedules) the role has anyway
   */
  readonly planPolicyArns?: readonly string[];
  /**
   * Whether the role may read the values of the pair's secrets. A plan of a workspace that sets a secret's value reads it.
   * @default - to be said when the pair has such a secret
   */
  readonly readSecretValues?: boolean;
  /** Version of drparity in the job. @default - that of this generator */
  readonly drparityVersion?: string;
  /** Version of Terraform in the job. @default "1.11.4" */
  readonly terraformVersion?: string;
  /** Beginning of the bucket's name: `PREFIX-ACCOUNT-REGION`. @default `PAIR-ID` */
  readonly bucketPrefix?: string;
  /** Days until a report is deleted. The history stays. @default 400 */
  readonly keepReportsForDays?: number;
  /** Keeps everybody from deleting history and reports for a while. @default - versions alone guard them */
  readonly objectLock?: ObjectLock;
  /** Allow Terraform to delete a bucket that still has reports. For demonstrations. @default false */
  readonly forceDestroy?: boolean;
  /** Why the pair's states need not be in S3, where alone the job could read them. For demonstrations. @default - they must be */
  readonly localStateBecause?: string;
}

const REASON = "the drift job runs where it is still there when the primary region is away";

/**
 * A job that looks for drift between the two regions on a schedule, and speaks only when something changed: EventBridge
 * Scheduler starts a CodeBuild project that runs `drparity drift` on all workspaces of the pair.
 *
 * DR: everything, so that it runs when the primary region is away: the schedule, the project with its role and log, the bucket
 * of the history and the reports, the topic, an event rule for failed runs and an alarm for absent ones. Primary and link: nothing.
 */
export class DriftJob {
  /** Of the project, the schedule and the topic. */
  readonly name: string;
  /** Subscribe to it, in the DR workspace. */
  readonly topicArn: string;
  private readonly side: Side;
  private readonly every: Duration;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: DriftJobProps,
  ) {
    this.side = pair.dr;
    this.name = `${pair.name}-${id}`;
    this.every = props.every ?? Duration.hours(6);
    this.check();
    const scope = scopeIn(this.side, id);
    const bucket = this.createBucket();
    const topic = new SnsTopic(scope, "topic", {
      name: this.name,
      kmsMasterKeyId: this.keyArn,
    });
    this.topicArn = topic.arn;
    const project = this.createProject(scope, bucket, topic);
    addSchedule(scope, { ...this.common, project });
    addAlerts(scope, { ...this.common, topic });
    this.declare();
  }

  /** `s3://BUCKET/history`, for `drparity history`. */
  get history(): string {
    return `s3://${this.bucketName}/history`;
  }

  /** Of the key that the bucket of the history is encrypted with. */
  get keyArn(): string {
    return this.props.keys.arn(this.side);
  }

  private get bucketName(): string {
    const prefix = this.props.bucketPrefix ?? this.name;
    return bucketName(`${prefix}-${this.pair.account}-${this.side.region}`, `${this.id}.bucketPrefix`);
  }

  private get common() {
    return { name: this.name, account: this.pair.account, side: this.side, every: this.every };
  }

  /** @returns its ARN */
  private createBucket(): string {
    const { props, side } = this;
    createBucket(side, this.bucketScope, this.bucketName, this.keyArn, {
      forceDestroy: props.forceDestroy,
      objectLock: props.objectLock,
      expire: { prefix: "reports/", days: props.keepReportsForDays ?? 400 },
    });
    return `arn:${side.region.partition}:s3:::${this.bucketName}`;
  }

  private get bucketScope(): string {
    return `${this.id}-records`;
  }

  private createProject(scope: Construct, bucketArn: string, topic: SnsTopic): CodebuildProject {
    const { pair, props, side } = this;
    const log = new CloudwatchLogGroup(scope, "log", {
      name: `/aws/codebuild/${this.name}`,
      retentionInDays: 90,
    });
    const { keyArn } = this;
    const [role, ...rights] = this.createRole(scope, {
      bucketArn,
      keyArn,
      topicArn: topic.arn,
      logGroupArn: log.arn,
    });
    return new CodebuildProject(scope, "project", {
      name: this.name,
      description: `Looks for drift between ${pair.primary.region} and ${side.region}.`,
      serviceRole: role.arn,
      buildTimeout: 60,
      queuedTimeout: 60,
      // Two runs at once would plan against each other's calls to AWS.
      concurrentBuildLimit: 1,
      artifacts: { type: "NO_ARTIFACTS" },
      // Three providers run side by side, of more than half a gigabyte each.
      environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_MEDIUM",
        image: "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        environmentVariable: this.environment(topic),
      },
      source: { ...sourceBlock(props.source, side), buildspec: props.buildspec ?? buildspec() },
      ...("version" in props.source ? { sourceVersion: props.source.version } : {}),
      logsConfig: { cloudwatchLogs: { groupName: log.name } },
      dependsOn: rights,
    });
  }

  private environment(topic: SnsTopic): { name: string; value: string }[] {
    const { props } = this;
    const variables = {
      ...props.environment,
      HISTORY: this.history,
      REPORTS: `s3://${this.bucketName}/reports`,
      TOPIC_ARN: topic.arn,
      DRPARITY_VERSION: props.drparityVersion ?? generatorVersion(),
      TERRAFORM_VERSION: props.terraformVersion ?? "1.11.4",
    };
    return Object.entries(variables).map(([name, value]) => ({ name, value }));
  }

  /** @returns the role, and what makes it able to do its work */
  private createRole(scope: Construct, ends: JobEnds): [IamRole, ...TerraformResource[]] {
    const { pair, props, side } = this;
    const role = new IamRole(scope, "role", {
      name: this.name,
      assumeRolePolicy: assumedBy("codebuild.amazonaws.com", pair.account),
    });
    const policy = new IamRolePolicy(scope, "policy", {
      name: "drift",
      role: role.name,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [
          ...runStatements(pair, ends),
          ...refreshStatements(pair),
          ...(props.readSecretValues === true ? secretStatements(pair) : []),
          ...sourceStatements(props.source, side, pair.account),
        ],
      }),
    });
    const standard = `arn:${side.region.partition}:iam::aws:policy/SecurityAudit`;
    const attachments = (props.planPolicyArns ?? [standard]).map(
      (policyArn, index) =>
        new IamRolePolicyAttachment(scope, `plan-${index + 1}`, { role: role.name, policyArn }),
    );
    return [role, policy, ...attachments];
  }

  private declare(): void {
    const { pair, side } = this;
    const own = [this.id, this.bucketScope].flatMap((id) => side.workspace.node.findChild(id).node.findAll());
    for (const one of own) if (TerraformResource.isTerraformResource(one)) pair.design.differs(one, REASON);
  }

  private check(): void {
    const { pair, props, id } = this;
    checkSource(props.source, props.buildspec !== undefined, id);
    const hours = this.every.seconds / 3600;
    if (!Number.isInteger(hours) || hours < 1 || hours > 24) {
      throw new ConfigurationError(
        `${id}.every`,
        `${this.every} is not a whole number of hours from 1 to 24`,
        "Give Duration.hours(6), for example",
      );
    }
    if (scheduleRoleName(this.name).length > 64) {
      throw new ConfigurationError(
        "id",
        `the role's name "${scheduleRoleName(this.name)}" is longer than 64 characters`,
        "Shorten the id to 30 characters or less",
      );
    }
    if (pair.state.objectOf === undefined && props.localStateBecause === undefined) {
      throw new ConfigurationError(
        `${id}`,
        "cannot read the pair's states, which lie in files",
        "Keep them in S3 with s3State, or say in localStateBecause why the job need not run",
      );
    }
    pair.link.node.addValidation({ validate: () => this.secretProblems() });
  }

  /** Asked when everything is defined: the job may come before the secrets. */
  private secretProblems(): string[] {
    if (this.props.readSecretValues !== undefined || !hasSecretValues(this.pair)) return [];
    return [
      `${this.id}.readSecretValues: is missing, and the pair sets the values of secrets, which a plan reads. Give true, or false and leave those workspaces out of the buildspec.`,
    ];
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "drift-job",
  build: (pair, id) =>
    new DriftJob(pair, id, {
      keys: new Keys(pair, "keys"),
      source: { kind: "github", url: "https://source-url", connectionArn: "connection-arn" },
      buildspec: "buildspec-path",
    }),
  parameters: [
    text(
      "source_url",
      /https:\/\/source-url/g,
      "Address of the repository, such as https://github.com/acme/infrastructure.git.",
    ),
    text(
      "connection_arn",
      /connection-arn/g,
      "ARN of the CodeConnections connection that may read the repository.",
    ),
    text("buildspec", /buildspec-path/g, "The job's steps: a buildspec, or its path in the repository."),
  ],
};

function hasSecretValues({ workspaces }: Pair): boolean {
  return workspaces
    .flatMap((workspace) => workspace.node.findAll())
    .filter((one) => TerraformResource.isTerraformResource(one))
    .some(
      (one) =>
        one.terraformResourceType === "aws_secretsmanager_secret_version" ||
        (one.terraformResourceType === "aws_ssm_parameter" &&
          (one as SsmParameter).typeInput === "SecureString"),
    );
}
