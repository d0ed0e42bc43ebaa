import type { RegionFacts } from "../compose/regions";
import type { Application } from "./application";
import type { Block } from "./block";
import { Ambient, Name, Ref, type Value } from "./expression";
import type { Strategy } from "./facts";
import { type Args, Resource, type ResourceOptions, type SideName } from "./resource";
import type { Style } from "../compose/style";

/** What builds blocks, each once for a side. */
export interface Builder {
  build<P, E>(block: Block<P, E>, side: SideName): E;
}

/** One member of a family. */
export interface Member {
  /** Its key in a `for_each`, or the end of its label where members are written out: `a`, `orders`. */
  readonly key: string;
  readonly args: Args;
}

/** What a block builds with: one region of the application. */
export class Region {
  constructor(
    private readonly application: Application,
    private readonly builder: Builder,
    readonly side: SideName,
    private readonly block: string,
  ) {}

  get isDr(): boolean {
    return this.side === "dr";
  }

  get strategy(): Strategy {
    return this.application.facts.strategy;
  }

  get style(): Style {
    return this.application.facts.style;
  }

  /** The application's short name, `shop`. */
  get app(): string {
    return this.application.facts.name;
  }

  get facts(): RegionFacts {
    return this.application.facts.regions[this.side];
  }

  /** The other region. */
  get other(): RegionFacts {
    return this.application.facts.regions[this.isDr ? "primary" : "dr"];
  }

  /** The region's name as the team writes it: text, a variable or a data source. `facts.name` is always text. */
  get region(): Ambient {
    return new Ambient("region");
  }

  /** The account's number, as the team writes it. */
  get account(): Ambient {
    return new Ambient("account");
  }

  /** A name that needs to be unique in its region only. */
  name(base: string): Name {
    return new Name(`${this.app}-${base}`, false);
  }

  /** A name that AWS knows once: a bucket, an IAM role. */
  globalName(base: string): Name {
    return new Name(`${this.app}-${base}`, true);
  }

  /** What differs by region by design. */
  bySide<T>(primary: T, dr: T): T {
    return this.isDr ? dr : primary;
  }

  /** Capacity that runs: all of it here, what the strategy leaves of it on the DR side. `least` is what a pilot light runs. */
  floor(full: number, least = 0): number {
    if (!this.isDr || this.strategy === "active-active") return full;
    return this.strategy === "pilot-light" ? least : Math.max(1, Math.ceil(full / 2));
  }

  /** What another block offers; builds it if it is not there yet. */
  use<P, E>(other: Block<P, E>): E {
    return this.builder.build(other, this.side);
  }

  resource(type: string, label: string, args: Args, options: ResourceOptions = {}): Resource {
    return this.add("managed", type, label, undefined, args, options, label);
  }

  data(type: string, label: string, args: Args): Resource {
    return this.add("data", type, label, undefined, args, {}, label);
  }

  /** Several resources that differ little: a `count`, a `for_each` or written out, as the team's style is. */
  family(type: string, label: string, members: readonly Member[], options: ResourceOptions = {}): Resource[] {
    return members.map(({ key, args }, index) => {
      const twinName = `${label}/${key}`;
      if (this.style.families === "written") {
        return this.add("managed", type, `${label}_${key}`, undefined, args, options, twinName);
      }
      const instance = this.style.families === "count" ? index : key;
      return this.add("managed", type, label, instance, args, options, twinName);
    });
  }

  /**
   * An attribute of a resource on the other side, by its label (in a family: `label/key`). In one root it is a reference,
   * between roots a variable.
   */
  peer(type: string, label: string, attribute: string): Ref {
    const side = this.isDr ? "primary" : "dr";
    return new Ref(() => {
      const found = this.application.resources.find(
        (one) => one.side === side && one.type === type && one.name === label,
      );
      if (found === undefined) throw new Error(`${this.block}: the ${side} side has no ${type}.${label}`);
      return found;
    }, attribute);
  }

  private add(
    mode: Resource["mode"],
    type: string,
    label: string,
    key: string | number | undefined,
    args: Args,
    options: ResourceOptions,
    twinName: string,
  ): Resource {
    const twin = options.twin === undefined ? twinName : options.twin;
    const made = new Resource(mode, this.side, this.block, type, label, key, args, options, twinName, twin);
    this.application.add(made);
    return made;
  }
}

/** Tags with the resource's name, as networks carry them. */
export function named(name: Value): { Name: Value } {
  return { Name: name };
}
