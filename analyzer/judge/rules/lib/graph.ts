import { nameAttributes } from "../../../base/aws/families";
import { addressKey, type PairContext } from "../../../compare/context";
import { own, type Json } from "../../../base/json";
import { wordsOf } from "../../../pair/neutral/identities";
import type { SideName } from "../../../model/report";
import { configModulePath } from "../../../model/workspace/address";
import { isMeant } from "../../../model/workspace/block-index";
import { stripKeys, type Configuration, type Target } from "../../../model/workspace/configuration";
import type { Resource } from "../../../model/workspace/workspace";
import type { Field } from "./field";

/** Attributes besides the name by which other resources call a resource. */
const IDENTITIES: readonly string[] = [
  "id",
  "arn",
  "dns_name",
  "key_id",
  "url",
  "endpoint",
  "reader_endpoint",
  "domain_name",
  "fqdn",
  "bucket_domain_name",
  "bucket_regional_domain_name",
  "website_endpoint",
  "invoke_arn",
  "invoke_url",
  "api_endpoint",
  "qualified_arn",
  "repository_url",
  "regional_domain_name",
  "cloudfront_domain_name",
  "primary_endpoint_address",
  "configuration_endpoint_address",
  "address",
  "zone_id",
];

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
  private readonly byIdentity = new Map<string, Resource[]>();
  private readonly byBlock = new Map<string, Resource[]>();
  private readonly configurations = new Map<string, Configuration>();

  static of(pair: PairContext): PairGraph {
    const graph = PairGraph.known.get(pair) ?? new PairGraph(pair);
    PairGraph.known.set(pair, graph);
    return graph;
  }

  private constructor(pair: PairContext) {
    for (const side of ["primary", "dr"] as const) {
      for (const resource of pair.sides[side].resources) this.sides.set(resource, side);
    }
    for (const { label, configuration, resources } of pair.workspaces) {
      if (configuration) this.configurations.set(label, configuration);
      for (const resource of resources) if (resource.values !== null) this.add(resource);
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
    const from = field.resource;
    const known = field.texts.flatMap((text) => this.named(text, types, from));
    if (!field.partlyUnknown) return known;
    const referred = this.targets(field).flatMap((target) =>
      target.kind === "resource"
        ? this.instances(target.address, types, from, target.instance)
        : target.kind === "value" && typeof target.value === "string"
          ? this.named(target.value, types, from)
          : [],
    );
    return [...new Set([...known, ...referred])];
  }

  /** The resources of these types that a text names, as `from` would mean it: its own side's before the other's. */
  named(text: string, types: readonly string[], from: Resource): Resource[] {
    const found = this.lookup(text, types);
    const here = found.filter((resource) => this.sides.get(resource) === this.sides.get(from));
    return here.length > 0 ? here : found;
  }

  /** The resources of these types that a text names, on whichever side. */
  namedAnywhere(text: string, types: readonly string[]): Resource[] {
    return this.lookup(text, types);
  }

  /** Where an argument's expression leads to; nothing for a source without configuration. */
  targets(field: Field): Target[] {
    const { workspace, parts } = field.resource;
    const configuration = this.configurations.get(workspace);
    if (!configuration || field.expression === undefined) return [];
    return configuration.targets(field.expression, configModulePath(parts.modules));
  }

  /** The managed resources that this one's arguments refer to, as configuration or state record it. */
  dependenciesOf(resource: Resource): Resource[] {
    return resource.dependencies.flatMap((address) => this.instances(address, undefined, resource));
  }

  /** The managed resources of these types that a text mentions among other words, as `from` would mean them. */
  mentioned(text: string, types: readonly string[], from: Resource): Resource[] {
    const whole = (text.match(ARN) ?? []).filter((arn) => this.byIdentity.has(spelling(arn)));
    // A known ARN is one name: a word within it may be another resource's by chance.
    const rest = whole.reduce((left, arn) => left.replaceAll(arn, " "), text);
    const words = new Set([...whole, rest, ...wordsOf(rest)]);
    return [...words].filter(isSpecific).flatMap((word) => this.named(word, types, from));
  }

  private add(resource: Resource): void {
    const block = addressKey(resource.workspace, stripKeys(resource.address));
    push(this.byBlock, block, resource);
    if (resource.mode === "managed") push(this.byType, resource.type, resource);
    for (const text of identitiesOf(resource)) push(this.byIdentity, text, resource);
  }

  private lookup(text: string, types: readonly string[]): Resource[] {
    const pick = (list: readonly Resource[] = []) => {
      const fitting = list.filter(({ type }) => types.includes(type));
      const managed = fitting.filter(({ mode }) => mode === "managed");
      return managed.length > 0 ? managed : fitting;
    };
    const exact = pick(this.byIdentity.get(spelling(text)));
    if (exact.length > 0 || !text.startsWith("arn:")) return exact;
    const [, , , region = "", , ...rest] = text.split(":");
    const name = rest.join(":").split(/[:/]/).pop() ?? "";
    return pick(this.byIdentity.get(spelling(name))).filter(
      (resource) => region === "" || resource.region === region,
    );
  }

  /** The instances of a block: those with the keys that `instance` spells out, those of the referring module instance. */
  private instances(
    address: string,
    types: readonly string[] | undefined,
    from: Resource,
    instance?: string,
  ): Resource[] {
    const all = (this.byBlock.get(addressKey(from.workspace, address)) ?? []).filter(
      (one) =>
        one.mode === "managed" &&
        (types?.includes(one.type) ?? true) &&
        (instance === undefined || isMeant(one, instance)),
    );
    const near = all.filter(({ module }) => module === from.module);
    const same = near.filter(({ parts }) => parts.key !== undefined && parts.key === from.parts.key);
    return same.length > 0 ? same : near.length > 0 ? near : all;
  }
}

function* identitiesOf(resource: Resource): Iterable<string> {
  const seen = new Set<string>();
  for (const values of [resource.values, resource.before]) {
    for (const attribute of [...nameAttributes(resource.type), ...IDENTITIES]) {
      const text: Json | undefined = own(values, attribute);
      if (typeof text !== "string" || text === "" || seen.has(spelling(text))) continue;
      if (attribute === "zone_id" && resource.type !== "aws_route53_zone") continue;
      seen.add(spelling(text));
      yield spelling(text);
    }
  }
}

/**
 * DNS names have no case; Route 53 aliases of load balancers may begin with `dualstack.`, zones end with a dot, and an
 * API's endpoint is a URL where a record has the host alone.
 */
function spelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/^dualstack\./, "")
    .replace(/\.$/, "");
}

/** A short or plain word (`web`) is in many texts by chance. */
function isSpecific(word: string): boolean {
  return word.length >= 6 && /[-_./:\d]/.test(word);
}

function push(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) list.push(resource);
  else map.set(key, [resource]);
}
