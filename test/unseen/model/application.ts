import { isExpression, JsonText, Ref, Template, Call, type Value } from "./expression";
import { type Args, Nested, type Resource, type SideName } from "./resource";
import type { Facts } from "./facts";

/** One application in both regions, as it will be written. Mistakes and rewrites change it before it is printed. */
export class Application {
  readonly resources: Resource[] = [];

  constructor(readonly facts: Facts) {}

  side(name: SideName): Side {
    return new Side(this, name);
  }

  add(resource: Resource): void {
    const taken = this.resources.some(
      ({ side, mode, type, label, key }) =>
        side === resource.side &&
        mode === resource.mode &&
        type === resource.type &&
        label === resource.label &&
        key === resource.key,
    );
    if (taken) throw new Error(`two resources are called ${resource}`);
    this.resources.push(resource);
  }

  /** The counterpart on the other side, if there is one now. */
  twin(resource: Resource): Resource | undefined {
    if (resource.twinName === null) return undefined;
    return this.resources.find(
      ({ side, mode, type, twinName }) =>
        side !== resource.side &&
        mode === resource.mode &&
        type === resource.type &&
        twinName === resource.twinName,
    );
  }
}

/** What a mistake or a rewrite is made on: one side of an application. */
export class Side {
  constructor(
    readonly application: Application,
    readonly name: SideName,
  ) {}

  get facts(): Facts {
    return this.application.facts;
  }

  /** What it manages. */
  get resources(): Resource[] {
    return this.application.resources.filter(({ side, mode }) => side === this.name && mode === "managed");
  }

  ofType(...types: string[]): Resource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** The resources of either side whose arguments name this one. */
  referrers(resource: Resource): Resource[] {
    return this.application.resources.filter(
      (one) =>
        one.options.dependsOn?.includes(resource) === true ||
        referencesIn(one.args).some(({ target }) => target === resource),
    );
  }

  /** Resources of this side that name the given one: the way from a queue to its policy. */
  dependents(resource: Resource, ...types: string[]): Resource[] {
    return this.referrers(resource).filter(
      ({ side, type }) => side === this.name && (types.length === 0 || types.includes(type)),
    );
  }

  /** Takes it away. What is counted and comes after it moves up, as in Terraform. */
  remove(resource: Resource): void {
    const { resources } = this.application;
    resources.splice(resources.indexOf(resource), 1);
    const family = this.family(resource).filter(({ key }) => typeof key === "number");
    family.forEach((member, index) => (member.key = index));
  }

  /** All members of the family that it is of; itself alone where it is of none. */
  family({ mode, type, label, side }: Resource): Resource[] {
    return this.application.resources.filter(
      (one) => one.mode === mode && one.type === type && one.label === label && one.side === side,
    );
  }

  add(resource: Resource): void {
    this.application.add(resource);
  }
}

/** Every reference in the arguments. Those to what is gone already are left out. */
export function referencesIn(args: Args): Ref[] {
  const found: Ref[] = [];
  const visit = (node: Value | Nested | readonly Nested[] | Args | undefined): void => {
    if (node instanceof Ref) found.push(node);
    else if (node instanceof Nested) visit(node.body);
    else if (node instanceof Template) node.parts.forEach(visit);
    else if (node instanceof Call) node.args.forEach(visit);
    else if (node instanceof JsonText) visit(node.value);
    else if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === "object" && node !== null && !isExpression(node)) {
      Object.values(node as Args).forEach(visit);
    }
  };
  visit(args);
  return found;
}
