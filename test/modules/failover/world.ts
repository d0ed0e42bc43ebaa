import { Clock } from "../../support/asl/clock";
import { execute, type Execution } from "../../support/asl/execute";
import { Failure } from "../../support/asl/failure";
import type { Handler, Tokens } from "../../support/asl/frame";
import type { Json, Machine } from "../../support/asl/language";
import { RecordTable } from "./record-table";

/** An API: each takes arguments of its own shape. */
type Apis = Readonly<Record<string, (args: never) => unknown>>;

export interface Verdict {
  readonly pair?: string;
  readonly verdict?: string;
  readonly at?: string;
  readonly findings?: Json;
}

interface Published {
  readonly Subject: string;
  readonly Message: string;
}

interface Alarms {
  readonly AlarmNames: readonly [string];
  readonly AlarmTypes?: readonly string[];
}

const NEVER = new Promise<never>(() => undefined);

/**
 * The DR region of the pair `shop` as the machine meets it: what it describes and how it changes when it is told to. Tests set what is not
 * well. Times are seconds.
 */
export class World {
  readonly clock = new Clock();
  readonly table = new RecordTable();
  readonly tokens: Tokens = new Map();
  readonly calls: { readonly api: string; readonly args: Json }[] = [];
  readonly messages: { readonly subject: string; readonly text: string }[] = [];
  readonly running = new Set<string>();
  /** Errors by API, or "hang" for one that never answers. */
  readonly broken = new Map<string, string>();
  /** APIs whose next call does what it is asked for, and whose answer never comes back. */
  readonly lost = new Set<string>();

  aurora = { writes: false, instances: 1, lag: 800, age: 60, takes: 90, movedAt: Infinity, loses: false };
  replica = { lag: 3, age: 60, takes: 200, promotedAt: Infinity };
  cache = { takes: 60, movedAt: Infinity };
  fleet = { desired: 1, min: 1, max: 8, takes: 100, raisedAt: 0, before: 1 };
  service = { desired: 1, running: 1, takes: 50, raisedAt: Infinity };
  healthyAfter = 0;
  latch = { written: 0, turnsAfter: 60, writtenAt: Infinity };
  /** Alarms beside the latch's, by name. */
  readonly alarms = new Map<string, { type: "MetricAlarm" | "CompositeAlarm"; state: string }>();
  history: Verdict[] = [{}];
  /** What the operator answers to each question. */
  answer: "yes" | "no" | "nothing" = "yes";

  /** The APIs that change something, in the order in which they were called. */
  get changes(): string[] {
    const changing = /:(switchover|failover|promote|create|update(?!Item)|register|putMetricData)/;
    return this.calls.map(({ api }) => api).filter((api) => changing.test(api));
  }

  async run(
    machine: Machine,
    input: Json = { reason: "eu-west-1 is away" },
    name = "one",
  ): Promise<Execution> {
    const arn = `arn:aws:states:eu-central-1:111122223333:execution:shop-failover:${name}`;
    this.running.add(arn);
    try {
      const { clock, handlers, tokens } = this;
      return await execute(machine, input, { clock, handlers, tokens, arn });
    } finally {
      this.running.delete(arn);
    }
  }

  private get handlers(): Readonly<Record<string, Handler>> {
    const entries = Object.entries(this.apis()).map(([api, handler]): [string, Handler] => [
      api,
      (args) => {
        const short = api.replace("aws-sdk:", "");
        this.calls.push({ api: short, args });
        const broken = this.broken.get(short);
        if (broken === "hang") return NEVER;
        if (broken !== undefined) throw new Failure(broken, `${short} refuses`);
        const answer = (handler as (given: Json) => Json | Promise<Json>)(args);
        if (this.lost.delete(short)) throw new Failure("Aws.InternalFailureException", `${short} broke off`);
        return answer;
      },
    ]);
    return Object.fromEntries(entries);
  }

  private since(at: number): number {
    return (this.clock.now - at) / 1000;
  }

  private get auroraWrites(): boolean {
    return this.aurora.writes || this.since(this.aurora.movedAt) >= this.aurora.takes;
  }

  private get replicaFollows(): boolean {
    return this.since(this.replica.promotedAt) < this.replica.takes || this.replica.promotedAt === Infinity;
  }

  private get cacheLeads(): boolean {
    return this.since(this.cache.movedAt) >= this.cache.takes;
  }

  private apis(): Apis {
    return {
      ...this.stepFunctions(),
      ...this.rds(),
      ...this.others(),
    };
  }

  private stepFunctions(): Apis {
    return {
      "dynamodb:getItem": () => this.table.get(),
      "dynamodb:updateItem": (args: Parameters<RecordTable["update"]>[0]) => this.table.update(args),
      "aws-sdk:sfn:describeExecution": ({ ExecutionArn }: { ExecutionArn: string }) => ({
        Status: this.running.has(ExecutionArn) ? "RUNNING" : "FAILED",
      }),
      "sns:publish": (args: Published) => this.publish(args),
      "sns:publish.waitForTaskToken": (args: Published) => {
        this.publish(args);
        const token = [...this.tokens.keys()].at(-1) ?? "";
        const text = args.Message;
        if (!text.includes(`--task-token '${token}'`)) throw new Error(`no token in ${text}`);
        if (this.answer === "yes") this.tokens.get(token)?.succeed({ by: "Ann" });
        if (this.answer === "no") this.tokens.get(token)?.fail("Refused", "Ann: not yet");
        return {};
      },
      "aws-sdk:s3:listObjectsV2": ({ StartAfter, MaxKeys }: { StartAfter: string; MaxKeys: number }) => {
        const keys = this.history.map((_, index) => keyOf(index)).filter((key) => key > StartAfter);
        const page = keys.slice(0, MaxKeys);
        const Contents = page.map((Key) => ({ Key }));
        return { ...(page.length === 0 ? {} : { Contents }), IsTruncated: keys.length > page.length };
      },
      "aws-sdk:s3:getObject": ({ Key }: { Key: string }) => ({
        Body: JSON.stringify({
          pair: "shop",
          verdict: "parity",
          at: "2026-11-29T22:00:00.000Z",
          score: 100,
          findings: [],
          ...this.history[Number(/(\d+)\.json/.exec(Key)?.[1]) - 1],
        }),
      }),
    };
  }

  private publish({ Subject: subject, Message: text }: Published): Json {
    if (subject.length > 100) throw new Failure("Sns.InvalidParameterException", "Subject");
    this.messages.push({ subject, text });
    return { MessageId: "1" };
  }

  private rds(): Apis {
    const moveGlobal = (loses: boolean) => () => {
      const { movedAt } = this.aurora;
      if (movedAt !== Infinity && !(loses && !this.aurora.loses && !this.auroraWrites))
        throw new Failure("Rds.InvalidGlobalClusterStateException", "shop-orders is not available");
      this.aurora = { ...this.aurora, movedAt: this.clock.now, loses };
      return {};
    };
    return {
      "aws-sdk:rds:describeGlobalClusters": () => ({
        GlobalClusters: [
          {
            Status: "available",
            GlobalClusterMembers: ["eu-west-1", "eu-central-1"].map((region) => ({
              DbClusterArn: `arn:aws:rds:${region}:111122223333:cluster:shop-orders`,
              IsWriter: (region === "eu-central-1") === this.auroraWrites,
            })),
            ...(this.aurora.movedAt !== Infinity && !this.auroraWrites
              ? { FailoverState: { Status: "pending", IsDataLossAllowed: this.aurora.loses } }
              : {}),
          },
        ],
      }),
      "aws-sdk:rds:switchoverGlobalCluster": moveGlobal(false),
      "aws-sdk:rds:failoverGlobalCluster": moveGlobal(true),
      "aws-sdk:rds:describeDBClusters": () => ({
        DbClusters: [{ DbClusterMembers: Array.from({ length: this.aurora.instances }, () => ({})) }],
      }),
      "aws-sdk:rds:createDBInstance": () => {
        if (this.aurora.instances > 0)
          throw new Failure("Rds.DbInstanceAlreadyExistsException", "there is one");
        this.aurora.instances += 1;
        return {};
      },
      "aws-sdk:rds:describeDBInstances": ({ Filters }: { Filters?: Json }) => {
        if (Filters !== undefined)
          return { DbInstances: this.aurora.instances > 0 ? [{ DbInstanceStatus: "available" }] : [] };
        const { promotedAt } = this.replica;
        return {
          DbInstances: [
            {
              DbInstanceStatus: this.replicaFollows && promotedAt !== Infinity ? "modifying" : "available",
              ...(this.replicaFollows ? { ReadReplicaSourceDBInstanceIdentifier: "arn:of:the:source" } : {}),
            },
          ],
        };
      },
      "aws-sdk:rds:promoteReadReplica": () => {
        if (this.replica.promotedAt !== Infinity)
          throw new Failure("Rds.InvalidDbInstanceStateException", "shop-ledger is modifying");
        this.replica.promotedAt = this.clock.now;
        return {};
      },
    };
  }

  private others(): Apis {
    return {
      "aws-sdk:cloudwatch:getMetricData": ({ MetricDataQueries }: { MetricDataQueries: Json }) => {
        const { lag, age } = JSON.stringify(MetricDataQueries).includes("Aurora")
          ? this.aurora
          : this.replica;
        const at = new Date(this.clock.now - age * 1000).toISOString();
        return { MetricDataResults: [age > 7200 ? { Values: [] } : { Values: [lag], Timestamps: [at] }] };
      },
      "aws-sdk:elasticache:describeReplicationGroups": () => ({
        ReplicationGroups: [
          {
            Status: this.cache.movedAt !== Infinity && !this.cacheLeads ? "modifying" : "available",
            GlobalReplicationGroupInfo: {
              GlobalReplicationGroupId: "erpgt-shop-sessions",
              GlobalReplicationGroupMemberRole: this.cacheLeads ? "PRIMARY" : "SECONDARY",
            },
          },
        ],
      }),
      "aws-sdk:elasticache:failoverGlobalReplicationGroup": () => {
        if (this.cache.movedAt !== Infinity)
          throw new Failure("ElastiCache.InvalidGlobalReplicationGroupStateException", "modifying");
        this.cache.movedAt = this.clock.now;
        return {};
      },
      "aws-sdk:autoscaling:describeAutoScalingGroups": () => {
        const { desired, min, max, takes, raisedAt, before } = this.fleet;
        const running = this.since(raisedAt) >= takes ? desired : before;
        const Instances = Array.from({ length: running }, () => ({ LifecycleState: "InService" }));
        return {
          AutoScalingGroups: [{ MinSize: min, DesiredCapacity: desired, MaxSize: max, Instances }],
        };
      },
      "aws-sdk:autoscaling:updateAutoScalingGroup": ({
        MinSize,
        DesiredCapacity,
        MaxSize,
      }: Record<"MinSize" | "DesiredCapacity" | "MaxSize", number>) => {
        const raisedAt = DesiredCapacity === this.fleet.desired ? this.fleet.raisedAt : this.clock.now;
        this.fleet = { ...this.fleet, min: MinSize, desired: DesiredCapacity, max: MaxSize, raisedAt };
        return {};
      },
      "aws-sdk:ecs:describeServices": () => ({
        Services: [
          {
            DesiredCount: this.service.desired,
            RunningCount:
              this.since(this.service.raisedAt) >= this.service.takes
                ? this.service.desired
                : this.service.running,
          },
        ],
      }),
      "aws-sdk:ecs:updateService": ({ DesiredCount }: { DesiredCount: number }) => {
        this.service = { ...this.service, desired: DesiredCount, raisedAt: this.clock.now };
        return {};
      },
      "aws-sdk:applicationautoscaling:registerScalableTarget": () => ({}),
      "aws-sdk:elasticloadbalancingv2:describeTargetGroups": ({ Names }: { Names: readonly string[] }) => ({
        TargetGroups: [{ TargetGroupArn: `arn:${String(Names)}` }],
      }),
      "aws-sdk:elasticloadbalancingv2:describeTargetHealth": () => ({
        TargetHealthDescriptions: Array.from({ length: this.fleet.desired }, () => ({
          TargetHealth: {
            State: this.since(this.fleet.raisedAt) >= this.healthyAfter ? "healthy" : "initial",
          },
        })),
      }),
      "aws-sdk:cloudwatch:putMetricData": ({ MetricData }: { MetricData: readonly [{ Value: number }] }) => {
        this.latch.written = MetricData[0].Value;
        this.latch.writtenAt = Math.min(this.latch.writtenAt, this.clock.now);
        return {};
      },
      "aws-sdk:cloudwatch:describeAlarms": ({ AlarmNames: [name], AlarmTypes = ["MetricAlarm"] }: Alarms) => {
        const turned = this.since(this.latch.writtenAt) >= this.latch.turnsAfter;
        const found = this.alarms.get(name) ?? { type: "MetricAlarm", state: turned ? "ALARM" : "OK" };
        // As in AWS, a list that was not asked for is not there, and one that was may be empty.
        const list = (type: string) => ({
          [`${type}s`]: found.type === type ? [{ StateValue: found.state }] : [],
        });
        return Object.assign({}, ...AlarmTypes.map(list)) as object;
      },
    };
  }
}

function keyOf(index: number): string {
  return `history/${String(index + 1).padStart(12, "0")}.json`;
}
