import { Clock } from "../../support/asl/clock";
import { execute, type Execution } from "../../support/asl/execute";
import { Failure } from "../../support/asl/failure";
import type { Handler } from "../../support/asl/frame";
import type { Json, Machine } from "../../support/asl/language";
import { RecordTable } from "../failover/record-table";

type Apis = Readonly<Record<string, (args: never) => unknown>>;

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Filtered {
  readonly Filters: readonly { readonly Values: readonly string[] }[];
}

/** What a drill makes. */
interface Copy {
  readonly tags: readonly Tag[];
  readonly at: number;
  goneAt: number;
}

const NEVER = new Promise<never>(() => undefined);

/** The DR region of the pair `shop` as a drill meets it. Tests set what is not well. Times are seconds. */
export class DrillWorld {
  readonly clock = new Clock();
  readonly drills = new RecordTable();
  readonly failovers = new RecordTable();
  readonly calls: { readonly api: string; readonly args: Json }[] = [];
  readonly messages: { readonly subject: string; readonly text: string }[] = [];
  readonly running = new Set<string>();
  /** Errors by API, or "hang" for one that never answers. */
  readonly broken = new Map<string, string>();
  /** APIs whose next call does what it is asked for, and whose answer never comes back. */
  readonly lost = new Set<string>();
  readonly copies = new Map<string, Copy>();
  readonly objects = new Map<string, Json>();
  readonly figures: Readonly<Record<string, Json>>[] = [];
  /** What leads out of the network, by what tells it: `NatGateways`. */
  readonly ways: Record<string, Json> = {};

  lag = { orders: 800, ledger: 3, known: true };
  takes = { cluster: 300, instance: 200, launch: 30, checks: 120, removal: 240 };
  groups = 1;

  /** The APIs that make or remove something, in the order in which they were called. */
  get changes(): string[] {
    return this.calls
      .map(({ api }) => api)
      .filter((api) => /:(restore|create|run|terminate|delete|startExecution)/.test(api));
  }

  get left(): string[] {
    return [...this.copies].filter(([, copy]) => this.clock.now < copy.goneAt).map(([name]) => name);
  }

  get report(): Readonly<Record<string, Json>> {
    const [key] = [...this.objects.keys()].filter((one) => one.endsWith(".json"));
    return this.objects.get(key ?? "") as Readonly<Record<string, Json>>;
  }

  async run(machine: Machine, input: Json = { reason: "a test" }, name = "one"): Promise<Execution> {
    const arn = `arn:aws:states:eu-central-1:111122223333:execution:shop-drill:${name}`;
    this.running.add(arn);
    try {
      return await execute(machine, input, { clock: this.clock, handlers: this.handlers, arn });
    } finally {
      this.running.delete(arn);
    }
  }

  private get handlers(): Readonly<Record<string, Handler>> {
    const apis: Apis = { ...this.others(), ...this.network(), ...this.rds(), ...this.ec2() };
    const entries = Object.entries(apis).map(([api, handler]): [string, Handler] => [
      api,
      (args) => {
        const short = api.replace("aws-sdk:", "");
        this.calls.push({ api: short, args });
        const broken = this.broken.get(short);
        if (broken === "hang") return NEVER;
        if (broken !== undefined) throw new Failure(broken, `${short} refuses`);
        const answer = (handler as (given: Json) => Json)(args);
        if (this.lost.delete(short)) throw new Failure("Aws.InternalFailureException", `${short} broke off`);
        return answer;
      },
    ]);
    return Object.fromEntries(entries);
  }

  private others(): Apis {
    const table = (name: string) => (name === "shop-drill" ? this.drills : this.failovers);
    return {
      "dynamodb:getItem": ({ TableName }: { TableName: string }) => table(TableName).get(),
      "dynamodb:updateItem": (args: Parameters<RecordTable["update"]>[0] & { TableName: string }) =>
        table(args.TableName).update(args),
      "aws-sdk:sfn:describeExecution": ({ ExecutionArn }: { ExecutionArn: string }) => ({
        Status: this.running.has(ExecutionArn) ? "RUNNING" : "SUCCEEDED",
      }),
      "states:startExecution": () => ({}),
      "sns:publish": ({ Subject, Message }: { Subject: string; Message: string }) => {
        if (Subject.length > 100) throw new Failure("Sns.InvalidParameterException", "Subject");
        this.messages.push({ subject: Subject, text: Message });
        return {};
      },
      "aws-sdk:s3:putObject": ({ Key, Body }: { Key: string; Body: Json }) => {
        this.objects.set(Key, Body);
        return {};
      },
      "aws-sdk:cloudwatch:putMetricData": ({ MetricData }: { MetricData: Record<string, Json>[] }) => {
        this.figures.push(...MetricData);
        return {};
      },
      "aws-sdk:cloudwatch:getMetricData": ({ MetricDataQueries }: { MetricDataQueries: Json }) => {
        const lag = JSON.stringify(MetricDataQueries).includes("Aurora") ? this.lag.orders : this.lag.ledger;
        const Timestamps = [new Date(this.clock.now - 60_000).toISOString()];
        return { MetricDataResults: [this.lag.known ? { Values: [lag], Timestamps } : { Values: [] }] };
      },
    };
  }

  private network(): Apis {
    const found =
      (name: string, healthy: Json = []) =>
      (args: Filtered) => {
        if (args.Filters[0]?.Values[0] !== "vpc-drill") throw new Error(`${name} of another VPC`);
        return { [name]: this.ways[name] ?? healthy };
      };
    const local = [{ Routes: [{ GatewayId: "local", DestinationCidrBlock: "10.100.0.0/16" }] }];
    return {
      "aws-sdk:ec2:describeSecurityGroups": () => ({
        SecurityGroups: Array.from({ length: this.groups }, () => ({
          VpcId: "vpc-drill",
          GroupId: "sg-drill",
        })),
      }),
      "aws-sdk:ec2:describeSubnets": found("Subnets", [{ SubnetId: "subnet-1" }, { SubnetId: "subnet-2" }]),
      "aws-sdk:ec2:describeRouteTables": found("RouteTables", local),
      "aws-sdk:ec2:describeInternetGateways": found("InternetGateways"),
      "aws-sdk:ec2:describeNatGateways": found("NatGateways"),
      "aws-sdk:ec2:describeVpnGateways": found("VpnGateways"),
      "aws-sdk:ec2:describeTransitGatewayVpcAttachments": found("TransitGatewayVpcAttachments"),
      "aws-sdk:ec2:describeVpcPeeringConnections": found("VpcPeeringConnections"),
      "aws-sdk:ec2:describeVpcEndpoints": found("VpcEndpoints"),
    };
  }

  /** A copy that is there, or the error of AWS's when it is not. */
  private copy(name: string, error: string): Copy {
    const copy = this.copies.get(name);
    if (copy === undefined || this.clock.now >= copy.goneAt) throw new Failure(error, name);
    return copy;
  }

  private make(name: string, error: string, tags: readonly Tag[]): Json {
    if (this.left.includes(name)) throw new Failure(error, name);
    this.copies.set(name, { tags, at: this.clock.now, goneAt: Infinity });
    return {};
  }

  private remove(name: string, missing: string, error: string): Json {
    const copy = this.copy(name, missing);
    if (copy.goneAt !== Infinity) throw new Failure(error, `${name} is being deleted`);
    copy.goneAt = this.clock.now + this.takes.removal * 1000;
    return {};
  }

  private state(copy: Copy, takes: number): string {
    if (copy.goneAt !== Infinity) return "deleting";
    return this.clock.now - copy.at >= takes * 1000 ? "available" : "creating";
  }

  private rds(): Apis {
    const noCluster = "Rds.DbClusterNotFoundException";
    const noInstance = "Rds.DbInstanceNotFoundException";
    type Named = Readonly<
      Record<"DbClusterIdentifier" | "DbInstanceIdentifier" | "TargetDbInstanceIdentifier", string>
    > & { Tags: Tag[] };
    return {
      "aws-sdk:rds:describeDBClusters": ({ DbClusterIdentifier: name }: Named) => {
        if (name === "shop-orders") return { DbClusters: [{ DbClusterParameterGroup: "shop-orders-16" }] };
        const copy = this.copy(name, noCluster);
        return { DbClusters: [{ Status: this.state(copy, this.takes.cluster), TagList: copy.tags }] };
      },
      "aws-sdk:rds:describeDBInstances": ({ DbInstanceIdentifier: name }: Named) => {
        if (name === "shop-ledger")
          return {
            DbInstances: [
              { DbInstanceIdentifier: name, DbParameterGroups: [{ DbParameterGroupName: "shop-ledger-16" }] },
            ],
          };
        const copy = this.copy(name, noInstance);
        return {
          DbInstances: [{ DbInstanceStatus: this.state(copy, this.takes.instance), TagList: copy.tags }],
        };
      },
      "aws-sdk:rds:describeDBInstanceAutomatedBackups": () => ({
        DbInstanceAutomatedBackups: [
          {
            DbInstanceAutomatedBackupsArn: "arn:of:the:backups",
            RestoreWindow: { LatestTime: new Date(this.clock.now - 400_000).toISOString() },
          },
        ],
      }),
      "aws-sdk:rds:restoreDBClusterToPointInTime": ({ DbClusterIdentifier: name, Tags }: Named) =>
        this.make(name, "Rds.DbClusterAlreadyExistsException", Tags),
      "aws-sdk:rds:createDBInstance": ({ DbInstanceIdentifier: name, Tags }: Named) =>
        this.make(name, "Rds.DbInstanceAlreadyExistsException", Tags),
      "aws-sdk:rds:restoreDBInstanceToPointInTime": ({ TargetDbInstanceIdentifier: name, Tags }: Named) =>
        this.make(name, "Rds.DbInstanceAlreadyExistsException", Tags),
      "aws-sdk:rds:deleteDBInstance": ({ DbInstanceIdentifier: name }: Named) =>
        this.remove(name, noInstance, "Rds.InvalidDbInstanceStateException"),
      "aws-sdk:rds:deleteDBCluster": ({ DbClusterIdentifier: name }: Named) => {
        if (this.left.includes(`${name}-1`)) throw new Failure("Rds.InvalidDbClusterStateException", name);
        return this.remove(name, noCluster, "Rds.InvalidDbClusterStateException");
      },
    };
  }

  private ec2(): Apis {
    const id = "i-drill";
    const instances = () => {
      const copy = this.copies.get(id);
      if (copy === undefined || this.clock.now >= copy.goneAt) return { Reservations: [] };
      const runs = this.clock.now - copy.at >= this.takes.launch * 1000;
      return {
        Reservations: [{ Instances: [{ InstanceId: id, State: { Name: runs ? "running" : "pending" } }] }],
      };
    };
    return {
      "aws-sdk:ec2:runInstances": ({ TagSpecifications }: { TagSpecifications: { Tags: Tag[] }[] }) => {
        // By its token the same launch is made once.
        if (!this.left.includes(id)) this.make(id, "", TagSpecifications[0]?.Tags ?? []);
        return { Instances: [{ InstanceId: id }] };
      },
      "aws-sdk:ec2:describeInstances": instances,
      "aws-sdk:ec2:describeInstanceStatus": () => {
        const copy = this.copy(id, "Ec2.InvalidInstanceIdNotFoundException");
        const Status = this.clock.now - copy.at >= this.takes.checks * 1000 ? "ok" : "initializing";
        return { InstanceStatuses: [{ InstanceStatus: { Status }, SystemStatus: { Status } }] };
      },
      "aws-sdk:ec2:terminateInstances": () => {
        const copy = this.copies.get(id);
        if (copy !== undefined)
          copy.goneAt = Math.min(copy.goneAt, this.clock.now + this.takes.removal * 1000);
        return {};
      },
    };
  }
}
