import { familyOf } from "../../base/aws/families";
import { isObject, type Json } from "../../base/json";
import { configModulePath } from "../workspace/address";
import { BlockIndex } from "../workspace/block-index";
import type { SideName } from "../report";
import { stripKeys, type Configuration, type Target } from "../workspace/configuration";
import { marksAny, type Mask } from "../workspace/mask";
import type { Resource, Workspace } from "../workspace/workspace";
import { argumentBehind } from "./handed-on";
import { Names } from "./names";

/** A place within a resource: what the plan knows of it, and how it is written. */
export interface Place {
  readonly resource: Resource;
  readonly value: Json | undefined;
  readonly unknown: Mask;
  readonly expression: Json | undefined;
}

/** What an expression is made of, followed to the end. */
export type Reference =
  | {
      readonly kind: "resource";
      /** The block's address in the configuration, without keys. */
      readonly address: string;
      /** The instances of the block that are meant; empty for what does not exist once the plan is applied. */
      readonly instances: readonly Resource[];
      readonly attribute: string;
    }
  | { readonly kind: "value"; readonly value: Json }
  /** `local.x`, `each.value` ...: a plan does not say what it holds. */
  | { readonly kind: "opaque"; readonly text: string };

/** The resources that a place means. */
export interface Resolved {
  readonly resources: readonly Resource[];
  /** Whether that is all that it can mean: false where a part is unknown and leads out of the sources. */
  readonly certain: boolean;
}

const MAX_HOPS = 16; // nobody hands a thing on through more resources

/**
 * What is known of any attribute of any resource: its value, the resources that the value names, the references that an
 * unknown one is made of. Comparison, pairing and rules ask it, so that all of them follow a reference alike: through
 * variables, modules, outputs, instance keys, lookups, and arguments that other resources only hand on.
 */
export class Resolver {
  private readonly blocks: BlockIndex;
  private readonly configurations: ReadonlyMap<string, Configuration | undefined>;
  /** What a reference leads to is there once the plan is applied. */
  private readonly standing: readonly Resource[];
  private readonly all: readonly Resource[];
  private readonly handed = new Map<Resource, Map<string, Reference | undefined>>();
  private names: Names | undefined;
  private everything: BlockIndex | undefined;

  /** @param sides the side on which each resource lies; nothing for what serves both */
  constructor(
    workspaces: readonly Workspace[],
    private readonly sides: ReadonlyMap<Resource, SideName>,
  ) {
    this.all = workspaces.flatMap(({ resources }) => resources);
    this.configurations = new Map(workspaces.map(({ label, configuration }) => [label, configuration]));
    this.standing = this.all.filter(({ values }) => values !== null);
    this.blocks = new BlockIndex(this.standing);
  }

  /** What the place's expression is made of; nothing for a source without configuration. */
  references({ resource, expression }: Pick<Place, "resource" | "expression">): Reference[] {
    return this.follow(resource, expression, 0);
  }

  /**
   * What the place can mean once the plan is applied. Of a choice one of whose ends is nothing (a block without instances, an
   * empty variable) it is the other end, and the flag that decided says no more. A choice between two things that are there
   * keeps its flag: with another one it would be the other thing.
   */
  meant(place: Pick<Place, "resource" | "expression">): Reference[] {
    const all = this.references(place);
    const left = all.filter((one) => !this.isNothing(place.resource, one));
    if (left.length === all.length) return all;
    const decided = left.filter((one) => one.kind !== "value" || typeof one.value !== "boolean");
    return decided.some(({ kind }) => kind === "resource") ? decided : all;
  }

  private isNothing(from: Resource, reference: Reference): boolean {
    if (reference.kind === "resource")
      return reference.instances.length === 0 && this.isDeclared(from, reference.address);
    return reference.kind === "value" && (reference.value === null || reference.value === "");
  }

  /**
   * The resources that a place means: those that its known part names, else what its references lead to.
   *
   * @param types what kinds of resource it can mean: names are unique within a type only
   */
  resources(place: Place, types: readonly string[]): Resolved {
    const known = textsIn(place.value).flatMap((text) => this.named(text, types, place.resource));
    if (!marksAny(place.unknown)) return { resources: known, certain: true };
    const references = this.references(place).filter((one) => !isIndex(one));
    const found = references.map((one) => this.meantBy(one, types, place.resource));
    return {
      resources: [...new Set([...known, ...found.flat()])],
      certain: found.length > 0 && found.every((list) => list.length > 0),
    };
  }

  /**
   * The resources that a text names, of these types only, where they are given.
   *
   * @param from who says so, and means its own side's rather than the other's; absent: on whichever side
   */
  named(text: string, types?: readonly string[], from?: Resource): Resource[] {
    const found = this.allNames.of(text, types);
    if (from === undefined || found.length < 2) return found;
    const here = found.filter((resource) => this.sides.get(resource) === this.sides.get(from));
    return here.length > 0 ? here : found;
  }

  /** Whether the text names anything. */
  isName(text: string): boolean {
    return this.allNames.has(text);
  }

  /** The instances of a block as seen from a resource, those included that the plan deletes. */
  instances(from: Resource, address: string): readonly Resource[] {
    this.everything ??= new BlockIndex(this.all);
    return this.everything.instances(from, address);
  }

  /** Whether the configuration has the block, of however many instances. */
  isDeclared({ workspace }: Resource, address: string): boolean {
    return this.configurations.get(workspace)?.resources.has(address) === true;
  }

  private meantBy(reference: Reference, types: readonly string[], from: Resource): Resource[] {
    if (reference.kind === "resource")
      return reference.instances.filter(({ mode, type }) => mode === "managed" && types.includes(type));
    return reference.kind === "value" && typeof reference.value === "string"
      ? this.named(reference.value, types, from)
      : [];
  }

  private get allNames(): Names {
    this.names ??= new Names(this.standing);
    return this.names;
  }

  private follow(from: Resource, expression: Json | undefined, hops: number): Reference[] {
    const configuration = this.configurations.get(from.workspace);
    if (!configuration || expression === undefined) return [];
    const targets = configuration.targets(expression, configModulePath(from.parts.modules));
    const isIndexed = targets.some(isIndex);
    // A block's expressions are many, and an index in one of them says nothing of another.
    const isOne = isObject(expression) && "references" in expression;
    const meant = isIndexed && isOne ? pickByKey(from, targets, this.likesOf(from)) : targets;
    return meant.flatMap((target) =>
      target.kind === "resource" ? this.followResource(from, target, isIndexed, hops) : [target],
    );
  }

  /** How many instances the resource's block has beside it. */
  private likesOf(resource: Resource): number {
    return this.blocks.instances(resource, stripKeys(resource.address), undefined, false).length;
  }

  private followResource(
    from: Resource,
    { address, instance, attribute }: Extract<Target, { kind: "resource" }>,
    isIndexed: boolean,
    hops: number,
  ): Reference[] {
    const instances = this.blocks.instances(from, address, instance, isIndexed);
    const itself: Reference = { kind: "resource", address, instances, attribute };
    if (hops >= MAX_HOPS || instances.length === 0) return [itself];
    const handed = instances.map((one) => this.handedOn(one, attribute, hops + 1));
    return handed.every((one) => one !== undefined) ? handed : [itself];
  }

  /** The one thing that a resource's attribute only hands on; undefined where it stands for the resource itself. */
  private handedOn(resource: Resource, attribute: string, hops: number): Reference | undefined {
    const known = this.handed.get(resource) ?? new Map<string, Reference | undefined>();
    this.handed.set(resource, known);
    if (known.has(attribute)) return known.get(attribute);
    known.set(attribute, undefined); // who hands on in a circle hands on nothing
    const found = this.findHandedOn(resource, attribute, hops);
    known.set(attribute, found);
    return found;
  }

  private findHandedOn(resource: Resource, attribute: string, hops: number): Reference | undefined {
    if (resource.mode === "data") return this.lookedUp(resource, attribute, hops);
    const argument = argumentBehind(resource, attribute);
    const expression = argument === undefined ? undefined : resource.expressions?.[argument];
    const found = this.follow(resource, expression, hops).filter((one) => !isIndex(one));
    const [only] = found;
    return found.length === 1 && only?.kind === "resource" ? only : undefined;
  }

  /** What a data source finds is the resource of its type that one of its arguments names. */
  private lookedUp(source: Resource, attribute: string, hops: number): Reference | undefined {
    const found = Object.values(source.expressions ?? {})
      .flatMap((expression) => this.follow(source, expression, hops))
      .find((one) => one.kind === "resource" && one.instances.some((other) => isSameKind(other, source)));
    if (found?.kind !== "resource") return undefined;
    const [only, ...more] = found.instances;
    const through = only && more.length === 0 ? this.handedOn(only, attribute, hops + 1) : undefined;
    return through ?? { ...found, attribute };
  }
}

function isSameKind(resource: Resource, source: Resource): boolean {
  return resource.mode === "managed" && familyOf(resource.type) === familyOf(source.type);
}

/**
 * Of a list or map of like resources that an instance takes its own from, the one it takes:
 * `[aws_subnet.a.id, aws_subnet.b.id][count.index]`.
 */
function pickByKey(from: Resource, targets: readonly Target[], likes: number): readonly Target[] {
  const { key } = from.parts;
  const choices = targets.filter((one) => one.kind === "resource");
  const kinds = new Set(choices.map(({ address, attribute }) => `${typeIn(address)} ${attribute}`));
  // One for each: an index that serves for something else comes with any number of them.
  if (key === undefined || choices.length < 2 || choices.length !== likes) return targets;
  if (kinds.size !== 1 || namesWhole(choices)) return targets;
  const picked =
    typeof key === "number"
      ? choices.slice(key, key + 1)
      : choices.filter(
          ({ address, instance = "" }) => address.endsWith(`_${key}`) || instance.endsWith(`["${key}"]`),
        );
  const [only] = picked;
  return only && picked.length === 1
    ? targets.filter((one) => one.kind !== "resource" || one === only)
    : targets;
}

/** Whether a block is named beside its instances: then it is not these that are chosen between. */
function namesWhole(choices: readonly Extract<Target, { kind: "resource" }>[]): boolean {
  const blocks = new Set(
    choices.flatMap(({ address, instance }) => (instance === undefined ? [] : [address])),
  );
  return choices.some(({ address, instance }) => instance === undefined && blocks.has(address));
}

/** The type in a block's address in the configuration. */
function typeIn(address: string): string {
  return address.split(".").at(-2) ?? "";
}

/** What an index says of a resource has been followed already. */
export function isIndex(reference: Reference | Target): boolean {
  return reference.kind === "opaque" && /^(?:count\.index|each\.key)$/.test(reference.text);
}

/** The text, or the texts of a list's elements. */
function textsIn(value: Json | undefined): string[] {
  if (value === undefined || isObject(value)) return [];
  return [value].flat().filter((item): item is string => typeof item === "string" && item !== "");
}
