import type { Application } from "../model/application";
import type { Resource, SideName } from "../model/resource";
import { imagined } from "./imagined";
import type { Source } from "./source";
import { type Body, quoted } from "./tree";

/** A data source that nobody modelled: what a way of writing needs. */
export interface Extra {
  readonly type: string;
  readonly label: string;
  readonly body: Body;
  /** Exists only where this resource does. */
  readonly owner: Resource | undefined;
}

/** One run of a root or one call of a module: what lies in it, and what it is given and gives. */
export class Instance {
  readonly resources: Resource[] = [];
  readonly children: Instance[] = [];
  /** A variable's value as HCL: in the caller's words, or for a root as a constant. */
  readonly inputs = new Map<string, string>();
  /** An output's value in the instance's own words. */
  readonly outputs = new Map<string, string>();
  readonly extras = new Map<string, Extra>();

  constructor(
    readonly application: Application,
    readonly source: Source,
    /** Undefined where both sides lie in one. */
    readonly side: SideName | undefined,
    readonly parent: Instance | undefined,
    /** The name of the call; for a root the name of its run. */
    readonly call: string,
    /** The provider that a side's resources name; undefined for the default. */
    readonly providers: Readonly<Partial<Record<SideName, string>>>,
    /** What the caller passes as the default provider; undefined for its own default. */
    readonly passedProvider: string | undefined,
    private readonly homes: ReadonlyMap<Resource, Instance>,
  ) {
    source.instances.push(this);
    parent?.children.push(this);
  }

  /** `module.primary.module.network.`; empty for a root. */
  get path(): string {
    return this.parent === undefined ? "" : `${this.parent.path}module.${this.call}${this.callIndex}.`;
  }

  /** `[0]` where the caller calls it on one side only. */
  get callIndex(): string {
    return this.isCalledEverywhere ? "" : "[0]";
  }

  get isCalledEverywhere(): boolean {
    const callers = this.parent?.source.instances ?? [];
    return callers.every(({ children }) => children.some(({ call }) => call === this.call));
  }

  /** The address in plans. */
  address(resource: Resource): string {
    return `${this.path}${this.localAddress(resource)}`;
  }

  /** An attribute, as this instance's code names it. */
  reference(resource: Resource, path: string): string {
    return this.reach(resource, `${this.shortName(resource)}${keyName(resource)}_${identifier(path)}`, {
      here: (home) => `${home.localAddress(resource)}.${path}`,
      constant: () => quoted(imagined(resource, path, this.application.facts)),
    });
  }

  /** An attribute of all of a family's members, in their order. */
  referenceAll(family: readonly Resource[], path: string): string {
    const [first] = family;
    if (first === undefined) throw new Error("a family without members");
    const all = `${first.type}.${first.label}`;
    return this.reach(first, `${this.shortName(first)}_${identifier(path)}s`, {
      here: () => (typeof first.key === "number" ? `${all}[*].${path}` : `values(${all})[*].${path}`),
      constant: () =>
        `[${family.map((one) => quoted(imagined(one, path, this.application.facts))).join(", ")}]`,
    });
  }

  /** What a `depends_on` says; nothing across modules, where outputs order things. */
  dependency(resource: Resource): string | undefined {
    return this.homes.get(resource) === this ? `${resource.type}.${resource.label}` : undefined;
  }

  /** Something that a caller knows: a variable, handed down from the root. */
  input(name: string, constant: string): string {
    // A caller that serves both sides passes each what is its own.
    const caller = this.parent?.side === undefined ? undefined : this.parent;
    this.inputs.set(name, caller?.input(name, constant) ?? constant);
    return `var.${name}`;
  }

  /** Whether it has all of a family that is written as one resource. */
  isWholeFamily(members: readonly Resource[]): boolean {
    const [first] = members;
    if (first?.key === undefined) return false;
    const home = this.homes.get(first);
    const family = home?.resources.filter(({ type, label }) => type === first.type && label === first.label);
    if (family?.length !== members.length) return false;
    // A for_each goes through its keys in order.
    const inOrder = family.every((one, i) => one === members[i]);
    return inOrder && members.every(({ key }, i) => i === 0 || String(key) > String(members[i - 1]?.key));
  }

  private localAddress(resource: Resource): string {
    const { mode, type, label, key } = resource;
    const index = key ?? (this.source.lacksSomewhere(resource) ? 0 : undefined);
    const prefix = mode === "data" ? "data." : "";
    return `${prefix}${type}.${label}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
  }

  /** Here, below, or by way of the caller. */
  private reach(
    target: Resource,
    name: string,
    spell: { here: (home: Instance) => string; constant: () => string },
  ): string {
    const home = this.homes.get(target);
    if (home === undefined) throw new Error(`${target} is referred to, and is not there`);
    if (home === this) return spell.here(this);
    const below = this.children.find((child) => child.contains(home));
    if (below !== undefined) {
      below.outputs.set(name, below.reach(target, name, spell));
      return `module.${below.call}${below.callIndex}.${name}`;
    }
    const across = target.side !== this.side && this.side !== undefined ? `${target.side}_${name}` : name;
    this.inputs.set(across, this.parent?.reach(target, name, spell) ?? spell.constant());
    return `var.${across}`;
  }

  private contains(instance: Instance): boolean {
    return this === instance || this.children.some((child) => child.contains(instance));
  }

  /** `vpc`, `queue_orders`: how variables and outputs call it. */
  private shortName({ mode, type, label, side }: Resource): string {
    const kind = `${mode === "data" ? "current_" : ""}${type.replace(/^aws_/, "")}`;
    const name = ["this", "main"].includes(label) ? kind : `${kind}_${label}`;
    // Where both sides share a root their labels may be the same, in different modules.
    return this.side === undefined ? `${side}_${name}` : name;
  }
}

const identifier = (path: string): string => path.replaceAll(/\W+/g, "_").replace(/_$/, "");
const keyName = ({ key }: Resource): string => (key === undefined ? "" : `_${identifier(String(key))}`);
