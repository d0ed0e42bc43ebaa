import { familyOf } from "../base/aws/families";
import { isObject, type Json } from "../base/json";
import type { Resolver } from "../model/resolve/resolver";
import type { Resource } from "../model/workspace/workspace";
import { naturalName, shownValues } from "./names";
import type { Side, Sides } from "./sides";
import type { Matching } from "./twins";

/**
 * Pairs what twins refer to under the same argument: when two listeners are twins, so are their target groups,
 * whatever these are called. Every reference is a vote, and only a clear winner on both sides is paired: one wrong
 * reference, which is what is looked for, must not decide who is whose twin.
 */
export class ReferenceVotes {
  private readonly finders: { readonly primary: Finder; readonly dr: Finder };

  constructor(sides: Sides, resolver: Resolver) {
    this.finders = { primary: new Finder(sides.primary, resolver), dr: new Finder(sides.dr, resolver) };
  }

  /**
   * Pairs by the references of the twins so far.
   *
   * @param least how many votes it takes
   * @param isDoubtful whether a winner is not to be believed
   */
  pair(
    matching: Matching,
    least: number,
    isDoubtful: (primary: Resource, dr: Resource) => boolean = () => false,
  ): void {
    const votes = new Votes();
    for (const twins of matching.twins) {
      const right = this.finders.dr.referencesOf(twins.dr);
      for (const [path, targets] of this.finders.primary.referencesOf(twins.primary)) {
        votes.add(targets, right.get(path));
      }
    }
    for (const [primary, dr] of votes.winners(least)) {
      if (!isDoubtful(primary, dr)) matching.pair(primary, dr, "reference");
    }
  }
}

/** Counts which resource of one side stands where which of the other does. */
class Votes {
  private readonly primary = new Map<Resource, Map<Resource, number>>();
  private readonly dr = new Map<Resource, Map<Resource, number>>();

  add(primary: ReadonlySet<Resource>, dr: ReadonlySet<Resource> | undefined): void {
    const [a, b] = [only(primary), dr && only(dr)];
    if (!a || !b || a.mode !== b.mode || familyOf(a.type) !== familyOf(b.type)) return;
    count(this.primary, a, b);
    count(this.dr, b, a);
  }

  *winners(least: number): Iterable<[Resource, Resource]> {
    for (const [a, candidates] of this.primary) {
      const b = winner(candidates);
      if (b && (candidates.get(b) ?? 0) >= least && winner(this.dr.get(b)) === a) yield [a, b];
    }
  }
}

function count(votes: Map<Resource, Map<Resource, number>>, from: Resource, to: Resource): void {
  const candidates = votes.get(from) ?? new Map<Resource, number>();
  votes.set(from, candidates.set(to, (candidates.get(to) ?? 0) + 1));
}

/** The candidate with more votes than any other. */
function winner(candidates: ReadonlyMap<Resource, number> | undefined): Resource | undefined {
  const [first, second] = [...(candidates ?? [])].sort((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

function only<T>(set: ReadonlySet<T>): T | undefined {
  return set.size === 1 ? [...set][0] : undefined;
}

/** Which argument of a resource refers to which resources of its side. */
type References = Map<string, Set<Resource>>;

class Finder {
  private readonly own: ReadonlySet<Resource>;
  private readonly byIdentity = new Map<string, Resource | undefined>();
  private readonly cache = new Map<Resource, References>();

  constructor(
    side: Side,
    private readonly resolver: Resolver,
  ) {
    this.own = new Set(side.resources);
    for (const resource of side.resources) {
      const { id, arn } = shownValues(resource);
      for (const text of new Set([id, arn, naturalName(resource)]))
        if (typeof text === "string") this.note(text, resource);
    }
  }

  referencesOf(resource: Resource): References {
    const known = this.cache.get(resource);
    if (known) return known;
    const found: References = new Map();
    this.cache.set(resource, found);
    this.addKnown(shownValues(resource), "", resource, found);
    for (const [name, expression] of Object.entries(resource.expressions ?? {})) {
      this.addWritten(expression, name, resource, found);
    }
    return found;
  }

  /** A name that several resources share (a role and its profile) refers to none of them in particular. */
  private note(text: string, resource: Resource): void {
    this.byIdentity.set(
      text,
      this.byIdentity.has(text) && this.byIdentity.get(text) !== resource ? undefined : resource,
    );
  }

  private addKnown(value: Json, path: string, from: Resource, found: References): void {
    if (typeof value === "string") {
      const target = this.byIdentity.get(value);
      if (target && target !== from && !/(?:^|\.)(?:id|arn|name)$/.test(path)) add(found, path, target);
    } else if (Array.isArray(value)) for (const item of value) this.addKnown(item, path, from, found);
    else if (isObject(value)) {
      for (const [key, item] of Object.entries(value))
        this.addKnown(item, path === "" ? key : `${path}.${key}`, from, found);
    }
  }

  private addWritten(expression: Json, path: string, from: Resource, found: References): void {
    if (Array.isArray(expression)) for (const block of expression) this.addWritten(block, path, from, found);
    if (!isObject(expression)) return;
    if (!("references" in expression)) {
      if ("constant_value" in expression) return;
      for (const [key, item] of Object.entries(expression))
        this.addWritten(item, `${path}.${key}`, from, found);
      return;
    }
    for (const reference of this.resolver.references({ resource: from, expression })) {
      if (reference.kind !== "resource") continue;
      const [only, ...more] = reference.instances.filter((one) => this.own.has(one));
      if (only && more.length === 0 && only !== from) add(found, path, only);
    }
  }
}

function add(found: References, path: string, target: Resource): void {
  const known = found.get(path);
  if (known) known.add(target);
  else found.set(path, new Set([target]));
}
