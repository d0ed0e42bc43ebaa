import type { LoadBalanced } from "../compute/load-balancer";
import {
  type CloudwatchMetricAlarm,
  DataAwsLb,
  DataAwsRoute53Zone,
  Route53HealthCheck,
  Route53Zone,
} from "../pair/aws";
import { type Capability, number, text } from "../pair/capability";
import { Token } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { Duration } from "../pair/duration";
import type { Pair } from "../pair/pair";
import { Region } from "../pair/region";
import type { PerSide, Side } from "../pair/side";
import { addHealthAlarm } from "./health-alarm";
import { type Check, createCheck, detectionOf, endpointsOf, hasHostnames } from "./health-check";
import { createLatch, type Latch, type LatchSetting } from "./latch";
import { addRecords, type Routing, type Target } from "./records";

export type { LatchSetting } from "./latch";

export interface FailoverDnsProps {
  /** The hosted zone: an existing one by its name, or one to create. */
  readonly zone: {
    readonly name: string;
    /** Of an existing zone that its name does not tell: a private one, or one of several. @default - it is looked up by its name */
    readonly id?: string;
    /** @default false */
    readonly create?: boolean;
    /**
     * Route 53's own recovery: changes of records work again within 60 minutes when us-east-1 is away. For created zones.
     * Needs AWS provider 6.25 or later. @default false
     */
    readonly acceleratedRecovery?: boolean;
  };
  /** The application's name, in the zone. */
  readonly name: string;
  /** Where it leads: the load balancers of a `Compute` or a `ContainerService`, or a host name of each side. */
  readonly target: { readonly loadBalancer: LoadBalanced } | { readonly hostnames: PerSide<string> };
  /**
   * `failover`: the primary while its check passes, then the DR side. `weighted` and `latency`: both, while theirs pass.
   * @default - by strategy: `latency` when both regions serve, otherwise `failover`
   */
  readonly routing?: Routing;
  /** Shares of a weighted name. @default - by strategy: 100 and what the DR region runs of it, 0, 25 or 100 */
  readonly weights?: PerSide<number>;
  /** How Route 53 tells that a side cannot serve. Behind a latch it only calls the operator, when traffic fails over. */
  readonly check: Check;
  /**
   * Whether the primary is left only when an operator says so, and never returned to by itself: see `latch.ts`. Without it traffic
   * reaches a database that still only reads, and after the promotion goes back to the one that was replaced: two that take writes.
   * `offBecause` says why that cannot happen, such as an application that only reads.
   * @default - true when a database made before this must be promoted, otherwise false
   */
  readonly latch?: LatchSetting;
  /** How long resolvers keep an answer, for host names; an alias has 60 s. At most 60 s. @default 60 s */
  readonly ttl?: Duration;
}

interface Judgement {
  readonly side: Side;
  readonly check: Route53HealthCheck;
  readonly alarm: CloudwatchMetricAlarm;
}

interface PerSideChecks {
  readonly primary?: Route53HealthCheck;
  readonly dr?: Route53HealthCheck;
}

/**
 * The application's DNS name, which moves to the DR region without any change of a record: health checks are answered by Route 53's
 * data plane, while changing a record needs its control plane in us-east-1. Where a database must be promoted first, it moves when
 * an operator says that it is, and otherwise by itself.
 *
 * Link: records, health checks and their alarms. Primary and DR: nothing.
 */
export class FailoverDns {
  /** What a failover turns. @default - nothing: traffic moves by itself */
  latch?: Pick<Latch, "alarmName" | "metric">;
  private readonly routing: Routing;
  private readonly latched: boolean;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    readonly id: string,
    private readonly props: FailoverDnsProps,
  ) {
    this.routing = props.routing ?? (pair.strategy === "active-active" ? "latency" : "failover");
    this.latched = props.latch === undefined ? pair.promotions.length > 0 : props.latch === true;
    pair.link.node.addValidation({ validate: () => this.latchProblems() });
    this.checkIsAnswered();
    const ttl = this.checkedTtl();
    const targets = { primary: this.target(pair.primary), dr: this.target(pair.dr) };
    const checks = this.createChecks(targets);
    addRecords(pair, id, {
      zoneId: this.zoneId(),
      name: props.name,
      routing: this.routing,
      weights: props.weights ?? { primary: 100, dr: 100 * pair.traits.runningShare },
      targets,
      checks: { primary: checks.primary?.id, dr: checks.dr?.id },
      ttl,
      latched: this.latched,
    });
    const detection = this.detection();
    pair.objectives.add({
      part: `noticing and redirecting "${props.name}" (health check ${detection}, answers kept ${ttl})`,
      phase: "redirect",
      rto: detection.plus(ttl),
    });
  }

  /** Of a latch: a metric of one minute, and its propagation. How long the operator takes is not counted. */
  private detection(): Duration {
    return this.latched ? Duration.minutes(2) : detectionOf(this.props.check);
  }

  /** Asked when everything is defined: a database may come after the name. */
  private latchProblems(): string[] {
    const { latch } = this.props;
    const [database] = this.pair.promotions;
    if (this.latched || database === undefined || typeof latch === "object") return [];
    return [
      `${this.id}.latch: is ${latch === undefined ? "missing" : "off"}, so traffic would move before "${database}" is promoted, and back to the database that was replaced. Set it to true, or say in latch.offBecause why two databases can never both take writes.`,
    ];
  }

  /** Of a load balancer that others share, another application would answer. */
  private checkIsAnswered(): void {
    const { target, check } = this.props;
    if (!("loadBalancer" in target)) return;
    const { loadBalancer } = target;
    for (const side of this.pair.sides)
      for (const { path = "/health", hostnames } of endpointsOf(check)) {
        const host = hostnames?.[side.name];
        if (loadBalancer.answers?.({ host, path }) !== false) continue;
        throw new ConfigurationError(
          `${this.id}.check`,
          `asks ${host ?? "the load balancer by its own name"} for ${path}, which the shared listener does not lead to "${loadBalancer.id}"`,
          `Give check.hostnames and check.path that a rule of "${loadBalancer.id}" takes, a host name for each side`,
        );
      }
  }

  private checkedTtl(): Duration {
    const { props, id } = this;
    if (props.name !== props.zone.name && !props.name.endsWith(`.${props.zone.name}`)) {
      throw new ConfigurationError(
        `${id}.name`,
        `"${props.name}" is not in zone ${props.zone.name}`,
        "Name a host of the zone",
      );
    }
    if (props.name === props.zone.name && "hostnames" in props.target) {
      throw new ConfigurationError(
        `${id}.name`,
        "the zone's own name cannot be a CNAME",
        "Use target.loadBalancer, or a name below",
      );
    }
    const ttl = props.ttl ?? Duration.seconds(60);
    if (ttl.isLongerThan(Duration.seconds(60))) {
      throw new ConfigurationError(
        `${id}.ttl`,
        `${ttl} keeps callers on a region that is away`,
        "Use 60 s or less",
      );
    }
    return ttl;
  }

  private zoneId(): string {
    const { zone } = this.props;
    if (zone.id !== undefined) return existingZoneId(this.id, zone);
    if (zone.create !== true)
      return new DataAwsRoute53Zone(this.pair.link, `${this.id}_zone`, { name: zone.name }).zoneId;
    return new Route53Zone(this.pair.link, `${this.id}_zone`, {
      name: zone.name,
      ...(zone.acceleratedRecovery === true ? { enableAcceleratedRecovery: true } : {}),
    }).zoneId;
  }

  private target(side: Side): Target {
    const { props, pair } = this;
    if ("hostnames" in props.target) return { kind: "hostname", hostname: props.target.hostnames[side.name] };
    const balancer = new DataAwsLb(pair.link, `${this.id}_${side.name}`, {
      provider: pair.link.providerFor(side.region),
      ...props.target.loadBalancer.loadBalancerInLink(side),
    });
    return { kind: "alias", hostname: balancer.dnsName, zoneId: balancer.zoneId };
  }

  /** A failover's DR record has none: if it failed too, Route 53 would go back to the primary although that is down. */
  private createChecks(targets: PerSide<Target>): PerSideChecks {
    const { primary, dr } = this.pair;
    const sides = this.routing === "failover" ? [primary] : [primary, dr];
    const judgements = sides.map((side) => this.judge(side, targets[side.name].hostname));
    this.declare(judgements);
    const [there, back] = judgements.map(({ check }) => check);
    return this.latched ? this.latchedBy(there, back) : { primary: there, dr: back };
  }

  private judge(side: Side, hostname: string): Judgement {
    const { pair, id, props } = this;
    const check = createCheck(pair, `${id}_${side.name}-check`, side, hostname, props.check);
    const waits = this.latched && this.routing === "failover";
    const alarm = addHealthAlarm(pair, `${id}_${side.name}-alarm`, {
      check,
      name: `${pair.name}-${id}-${side.name}`,
      consequence: waits
        ? "traffic stays until the data in the DR region is writable and an operator takes over."
        : "Route 53 has moved traffic away, or will not move any here.",
    });
    return { side, check, alarm };
  }

  /**
   * A failover waits for the operator alone. Where both sides serve, the primary's part ends when it fails too, and the DR side's never
   * ends once the latch is turned: with neither healthy Route 53 takes both for healthy, and answers the database that was replaced.
   */
  private latchedBy(there?: Route53HealthCheck, back?: Route53HealthCheck): PerSideChecks {
    const latch = createLatch(this.pair, this.id);
    this.latch = latch;
    if (there === undefined || back === undefined) return { primary: latch.check };
    return {
      primary: this.serves("primary", [there, latch.check], 2),
      dr: this.serves("dr", [back, latch.turned()], 1),
    };
  }

  private serves(
    side: Side["name"],
    children: readonly Route53HealthCheck[],
    childHealthThreshold: number,
  ): Route53HealthCheck {
    const { pair, id } = this;
    const check = new Route53HealthCheck(pair.link, `${id}_${side}-serves`, {
      type: "CALCULATED",
      childHealthchecks: children.map((child) => child.id),
      childHealthThreshold,
      tags: { Name: `${pair.name}-${id}-${side}-serves` },
    });
    pair.design.differs(check, "the latch takes the primary's part away and gives the DR side its own");
    return check;
  }

  private declare([there, back]: readonly Judgement[]): void {
    if (there === undefined) return;
    const { design } = this.pair;
    if (back === undefined) {
      for (const one of [there.check, there.alarm])
        design.differs(one, "a failover's DR record is never judged");
      return;
    }
    design.pairUp(there.check, back.check);
    design.pairUp(there.alarm, back.alarm);
    if ("hostnames" in this.props.target || hasHostnames(this.props.check))
      design.differs(back.check, "each side is asked under a host name of its own", ["fqdn"]);
    if (this.pair.sides.some(({ region }) => region.equals(Region.usEast1))) {
      const reason = `Route 53 has its metrics in ${Region.usEast1} alone, and an alarm acts in its own region`;
      design.differs(back.alarm, reason, ["alarm_actions"]);
    }
  }
}

/** @throws ConfigurationError */
function existingZoneId(id: string, { id: zoneId = "", create }: FailoverDnsProps["zone"]): string {
  if (create === true)
    throw new ConfigurationError(
      `${id}.zone`,
      "is to be created and has an id",
      "Leave out create, or the id",
    );
  if (Token.isUnresolved(zoneId) || /^[0-9A-Z]{1,32}$/.test(zoneId)) return zoneId;
  throw new ConfigurationError(
    `${id}.zone.id`,
    `"${zoneId}" is not a hosted zone's id`,
    "Write it as Z0123456789ABCDEFGHIJ",
  );
}

const exported =
  (props: Pick<FailoverDnsProps, "routing" | "latch" | "weights">) => (pair: Pair, id: string) =>
    new FailoverDns(pair, id, {
      zone: { name: "zone.example" },
      name: "record.zone.example",
      target: { hostnames: { primary: "primary-hostname", dr: "dr-hostname" } },
      check: { kind: "endpoint", path: "/health-path" },
      ttl: Duration.seconds(59),
      ...props,
    });

/** As plain Terraform. */
export const capability: Capability = {
  name: "failover-dns",
  build: exported({ routing: "failover" }),
  variants: {
    latched: exported({ routing: "failover", latch: true }),
    weighted: exported({ routing: "weighted", weights: { primary: 201, dr: 202 } }),
    latency: exported({ routing: "latency" }),
  },
  parameters: [
    text("record_name", /record\.zone\.example/g, "The application's name, in the zone."),
    text("zone_name", /zone\.example/g, "Name of the hosted zone."),
    text("primary_hostname", /primary-hostname/g, "Host of the primary side."),
    text("dr_hostname", /dr-hostname/g, "Host of the DR side."),
    text("health_path", /\/health-path/g, "Path that answers 2xx when a side can serve."),
    number("ttl", /\b59\b/g, "Seconds that resolvers keep an answer, 60 at most.", 60),
    number("primary_weight", /\b201\b/g, "Share of the primary side.", 100),
    number("dr_weight", /\b202\b/g, "Share of the DR side: as much as it runs.", 100),
  ],
};
