import { pushTo } from "../../../base/push-to";
import type { PairContext } from "../../../compare/context";
import type { SideName } from "../../../model/report";
import type { Reference, Resolved, Resolver } from "../../../model/resolve/resolver";
import type { Resource } from "../../../model/workspace/workspace";
import { wordsOf } from "../../../pair/neutral/identities";
import type { Field } from "./field";

/** An ARN among other text. */
const ARN = /arn:aws[\w-]*:[^\s"',;()[\]{}]+/g;

/**
 * The pair as a graph: resources by type and side, and from any argument to the resources that it means. Built once
 * per pair and shared by all rules; everything is linear in the number of resources.
 */
export class PairGraph {
  private static readonly known = new WeakMap<PairContext, PairGraph>();
  private readonly sides = new Map<Resource, SideName>();
  private readonly byType = new Map<string, Resource[]>();

  static of(pair: PairContext): PairGraph {
    const graph = PairGraph.known.get(pair) ?? new PairGraph(pair);
    PairGraph.known.set(pair, graph);
    return graph;
  }

  private readonly resolver: Resolver;

  private constructor(pair: PairContext) {
    this.resolver = pair.resolver;
    for (const side of ["primary", "dr"] as const) {
      for (const resource of pair.sides[side].resources) this.sides.set(resource, side);
    }
    for (const resource of pair.workspaces.flatMap(({ resources }) => resources)) {
      if (resource.values !== null && resource.mode === "managed")
        pushTo(this.byType, resource.type, resource);
    }
  }

  /** What exists once both plans are applied, of these types; of one side only when it is given. */
  managed(types: string | readonly string[], side?: SideName): Resource[] {
    const list = typeof types === "string" ? [types] : types;
    return list
      .flatMap((type) => this.byType.get(type) ?? [])
      .filter((resource) => side === undefined || this.sides.get(resource) === side);
  }

  /** The side on which it lies; undefined for what serves both. */
  sideOf(resource: Resource): SideName | undefined {
    return this.sides.get(resource);
  }

  /**
   * The resources that an argument means: by its value when that is known, else by what its expression refers to.
   * Empty when the sources do not tell. Several when an expression chooses, or names all instances of a block.
   *
   * @param types what kinds of resource the argument can mean: names are unique within a type only
   */
  resolve(field: Field, types: readonly string[]): Resource[] {
    return [...this.resolved(field, types).resources];
  }

  /** The same, with whether that is all that the argument can mean: a rule that finds nothing must not say more. */
  resolved(field: Field, types: readonly string[]): Resolved {
    return this.resolver.resources(field.place, types);
  }

  /** The resources of these types that a text names, as `from` would mean it: its own side's before the other's. */
  named(text: string, types: readonly string[], from: Resource): Resource[] {
    return this.resolver.named(text, types, from);
  }

  /** The resources of these types that a text names, on whichever side. */
  namedAnywhere(text: string, types: readonly string[]): Resource[] {
    return this.resolver.named(text, types);
  }

  /** What an argument's expression is made of; nothing for a source without configuration. */
  references(field: Field): Reference[] {
    return this.resolver.references(field.place);
  }

  /** The managed resources that this one's arguments refer to, as configuration or state record it. */
  dependenciesOf(resource: Resource): Resource[] {
    return resource.dependencies
      .flatMap((address) => this.resolver.instances(resource, address))
      .filter(({ mode, values }) => mode === "managed" && values !== null);
  }

  /** The managed resources of these types that a text mentions among other words, as `from` would mean them. */
  mentioned(text: string, types: readonly string[], from: Resource): Resource[] {
    const whole = (text.match(ARN) ?? []).filter((arn) => this.resolver.isName(arn));
    // A known ARN is one name: a word within it may be another resource's by chance.
    const rest = whole.reduce((left, arn) => left.replaceAll(arn, " "), text);
    const words = new Set([...whole, rest, ...wordsOf(rest)]);
    return [...words].filter(isSpecific).flatMap((word) => this.named(word, types, from));
  }
}

/** A short or plain word (`web`) is in many texts by chance. */
function isSpecific(word: string): boolean {
  return word.length >= 6 && /[-_./:\d]/.test(word);
}
