import type { Grantable } from "../iam/grantable";
import { allow } from "../iam/policy";
import {
  CloudwatchEventArchive,
  CloudwatchEventBus,
  CloudwatchEventRule,
  CloudwatchEventTarget,
} from "../pair/aws";
import type { Capability } from "../pair/capability";
import type { Construct } from "../pair/cdk";
import { ConfigurationError } from "../pair/configuration-error";
import { checkNameLength } from "../pair/name-length";
import type { Pair } from "../pair/pair";
import { forSides, type PerSide, scopeIn, type Side } from "../pair/side";
import type { EventTarget } from "./event-target";
import { addGlobalEndpoint } from "./global-endpoint";
import { Queue } from "./queue";

export interface EventBusProps {
  /** Days that events are archived, to be replayed after a failover; 0 is for ever. @default 14 */
  readonly archiveDays?: number;
  /**
   * Copy every event to the other region by a global endpoint, which also sends them there alone while the primary region is away.
   * Rules then fire in both regions for each event, so what they start must bear doing a thing twice. @default false
   */
  readonly replicateEvents?: boolean;
}

export interface RuleProps {
  /** Such as `{ source: ["shop.orders"], "detail-type": ["Order placed"] }`. */
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly target: EventTarget;
  /** Where events go that could not be delivered within a day. @default - they are dropped */
  readonly deadLetterQueue?: Queue;
}

interface SideBus {
  readonly scope: Construct;
  readonly bus: CloudwatchEventBus;
}

/**
 * An event bus in each region, of one name, with an archive. It is encrypted with AWS's own key: what a bus with a customer key does
 * with archives depends on the region.
 *
 * Primary and DR: bus, archive, rules with their targets. Link: with `replicateEvents` the global endpoint, its role, and the
 * health check that it follows.
 */
export class EventBus {
  /** Of the bus, in both regions: a global endpoint wants one. */
  readonly name: string;
  private readonly made: PerSide<SideBus>;

  /** @throws ConfigurationError */
  constructor(
    private readonly pair: Pair,
    private readonly id: string,
    private readonly props: EventBusProps = {},
  ) {
    const { archiveDays = 14 } = props;
    if (!Number.isInteger(archiveDays) || archiveDays < 0)
      throw new ConfigurationError(
        `${id}.archiveDays`,
        `is ${archiveDays}`,
        "Give whole days, or 0 for ever",
      );
    this.name = `${pair.name}-${id}`;
    checkNameLength("id", "an archive", this.name, 48);
    this.made = forSides(pair, (side) => this.createIn(side, archiveDays));
    if (props.replicateEvents === true)
      addGlobalEndpoint(pair, id, { name: this.name, arn: (side) => this.arn(side) });
  }

  /** The same in every workspace, without a reference. */
  arn({ region }: Side): string {
    return `arn:${region.partition}:events:${region}:${this.pair.account}:event-bus/${this.name}`;
  }

  /** Sends what matches to the region's own target, in both regions. @throws ConfigurationError */
  addRule(name: string, { pattern, target, deadLetterQueue }: RuleProps): void {
    target.checkEvents();
    deadLetterQueue?.checkEvents();
    if (deadLetterQueue === target)
      throw new ConfigurationError(
        `${this.id}.addRule.deadLetterQueue`,
        `is the target of "${name}" itself, which an event did not reach`,
        "Give a queue of its own, or leave it out",
      );
    const ruleName = `${this.name}-${name}`;
    checkNameLength(`${this.id}.addRule`, "a rule", ruleName, 64);
    for (const side of this.pair.sides) {
      const { scope, bus } = this.made[side.name];
      const rule = new CloudwatchEventRule(scope, name, {
        name: ruleName,
        eventBusName: bus.name,
        eventPattern: JSON.stringify(pattern),
      });
      new CloudwatchEventTarget(scope, `${name}-target`, {
        rule: rule.name,
        eventBusName: bus.name,
        targetId: target.id,
        arn: target.arn(side),
        ...(deadLetterQueue === undefined ? {} : { deadLetterConfig: { arn: deadLetterQueue.arn(side) } }),
      });
      // Asked for once: each asking gives another token, and one rule would look like two.
      const { arn } = rule;
      target.allowEventsFrom(side, arn);
      deadLetterQueue?.allowEventsFrom(side, arn);
    }
  }

  /** Lets something put events on its own region's bus; with a global endpoint on both, since that may choose either. */
  grantPutEvents(grantee: Grantable): void {
    const { pair, props } = this;
    grantee.grantPrincipal.addToPolicy((side) => [
      allow(
        ["events:PutEvents"],
        (props.replicateEvents === true ? pair.sides : [side]).map((one) => this.arn(one)),
      ),
    ]);
  }

  private createIn(side: Side, archiveDays: number): SideBus {
    const scope = scopeIn(side, this.id);
    const bus = new CloudwatchEventBus(scope, "bus", { name: this.name });
    new CloudwatchEventArchive(scope, "archive", {
      name: this.name,
      eventSourceArn: bus.arn,
      retentionDays: archiveDays,
    });
    return { scope, bus };
  }
}

/** As plain Terraform. */
export const capability: Capability = {
  name: "event-bus",
  build: (pair, id) => new EventBus(pair, id, { replicateEvents: true }),
};
