import { familyOf } from "../base/aws/families";
import type { Json } from "../base/json";
import type { Neutral } from "../pair/learn";
import type { Pairing, Twins } from "../pair/twins";
import type { SideName } from "../model/report";
import type { Reference, Resolver } from "../model/resolve/resolver";
import type { Resource } from "../model/workspace/workspace";
import { canonical } from "./canonical";
import { parseDocument } from "./documents";
import { MERGED } from "./policy-document";
import type { Slot } from "./slot";

/** One thing that an argument names: a resource, or a constant. */
interface Named {
  /** A resource's type; undefined for a constant. */
  readonly type: string | undefined;
  /** The workspace of a resource without a twin: only there does its address mean anything. */
  readonly alone: string | undefined;
  /** The twins that are named as such, not by what they have: each of a block that is named as a whole. */
  readonly twins?: readonly string[];
}

/** What an argument refers to, neutral: the same texts on both sides for twins. */
interface Meaning {
  readonly named: ReadonlyMap<string, Named>;
  /** What cannot be followed: `local.x`, `each.value`, a data source without a twin. */
  readonly opaque: ReadonlySet<string>;
}

/**
 * Tells what a value that is known only after apply will be, by what its expression refers to: both sides' queues
 * encrypted with `aws_kms_key.this.arn` are equal although neither ARN is known.
 */
export class References {
  private readonly indices = new Map<Resource, number>();
  private readonly sides = new Map<Resource, SideName>();

  private readonly twins: readonly Twins[];

  constructor(
    pairing: Pairing,
    private readonly resolver: Resolver,
    private readonly neutral: Neutral,
  ) {
    this.twins = pairing.twins;
    this.twins.forEach(({ primary, dr }, index) => {
      this.indices.set(primary, index).set(dr, index);
      this.sides.set(primary, "primary").set(dr, "dr");
    });
    for (const one of pairing.onlyPrimary) this.sides.set(one, "primary");
    for (const one of pairing.onlyDr) this.sides.set(one, "dr");
  }

  /** Whether both arguments mean the same: undefined when that cannot be told. */
  same(primary: Slot, dr: Slot): boolean | undefined {
    const left = this.meaning("primary", primary);
    const right = this.meaning("dr", dr);
    if (sameTwins(left, right)) return true;
    const [onlyLeft, onlyRight] = [without(left.named, right.named), without(right.named, left.named)];
    const sameOpaque = [...left.opaque].sort().join("\n") === [...right.opaque].sort().join("\n");
    if (onlyLeft.length + onlyRight.length === 0 && sameOpaque)
      return left.named.size + left.opaque.size > 0 ? true : undefined;
    // A template may spell out what its twin refers to; but each naming what the other does not is a difference.
    const known = [...onlyLeft, ...onlyRight].every(({ alone }) => alone === undefined);
    if (sameOpaque && known) return onlyLeft.length > 0 && onlyRight.length > 0 ? false : undefined;
    // What cannot be followed on both sides may be, on either, what the other names.
    const certain = sameOpaque || [left, right].some(({ opaque }) => ![...opaque].some(mayHoldResource));
    return certain && onlyLeft.some((one) => onlyRight.some((other) => isInPlaceOf(one, other)))
      ? false
      : undefined;
  }

  /** What an argument refers to as one text, the same on both sides for twins; undefined when it cannot be told. */
  meaningOf(side: SideName, slot: Slot): string | undefined {
    const { named, opaque } = this.meaning(side, slot);
    const [only] = named;
    return named.size === 1 && opaque.size === 0 && only?.[1].alone === undefined
      ? only?.[0].replace(/\.self$/, "")
      : undefined;
  }

  /** Whether an argument is made of a local or an iterator's value, of which a plan does not say what those are made of. */
  isMadeOfElsewhere(slot: Slot): boolean {
    return this.resolver
      .references(slot)
      .some((one) => one.kind === "opaque" && /^local\.|^\w+\.value\b/.test(one.text));
  }

  /**
   * Whether an argument is another's document as it is: it names one thing alone, and of that neither the identity, which
   * could but be a part of a document, nor a constant.
   */
  isTakenOver(slot: Slot): boolean {
    const [only, ...more] = this.resolver.references(slot);
    return (
      only?.kind === "resource" && more.length === 0 && facet(only.attribute, only.instances[0]) !== "self"
    );
  }

  /** What an argument refers to, for a reader; no values, which may be secret. */
  told(slot: Slot): string {
    const texts = this.resolver.references(slot).flatMap((reference) => {
      if (reference.kind === "value") return [];
      if (reference.kind === "opaque") return [reference.text];
      const [only, ...more] = reference.instances;
      return [[only && more.length === 0 ? only.address : reference.address, reference.attribute].join(".")];
    });
    return [...new Set(texts)].join(", ");
  }

  /** The one resource that an argument refers to as such, or undefined. */
  targetOf(slot: Slot): Resource | undefined {
    const [only, ...more] = this.resolver.meant(slot);
    if (only?.kind !== "resource" || more.length > 0 || facet(only.attribute, only.instances[0]) !== "self")
      return undefined;
    return only.instances.length === 1 ? only.instances[0] : undefined;
  }

  /**
   * The policy documents of the configuration that make up the policy that an argument takes over as it is: the one that
   * it names, and all that this one merges and that are there. Undefined when something else is part of it.
   */
  policyDocumentsOf(slot: Slot): Resource[] | undefined {
    const [only, ...more] = this.resolver.references(slot);
    if (!only || more.length > 0) return undefined;
    const found = new Set<Resource>();
    return this.addDocuments([only], found) ? [...found] : undefined;
  }

  private addDocuments(references: readonly Reference[], found: Set<Resource>): boolean {
    return references.every((reference) => {
      // A flag decides which documents there are, and is none.
      if (reference.kind === "value") return parseDocument(String(reference.value)) === undefined;
      if (reference.kind === "opaque") return false;
      if (!POLICY_DOCUMENT.test(reference.address)) return false;
      return reference.instances.every((document) => {
        if (found.has(document)) return true;
        found.add(document);
        const merged = MERGED.map((name) => document.expressions?.[name] ?? null);
        return this.addDocuments(this.resolver.references({ resource: document, expression: merged }), found);
      });
    });
  }

  /** A resource's counterpart on the other side. */
  twinOf(resource: Resource): Resource | undefined {
    const twins = this.twins[this.indices.get(resource) ?? -1];
    return twins?.primary === resource ? twins.dr : twins?.primary;
  }

  /**
   * Whether a resource is the other side's, where this side has its own. That one without a twin is used from both sides is
   * told by its missing twin, and a connection of both sides is either's.
   */
  private isPeers(side: SideName, resource: Resource): boolean {
    const home = this.sides.get(resource);
    if (home === undefined || home === side) return false;
    const twin = this.twinOf(resource);
    return twin !== undefined && ACCEPTER.test(resource.type) === ACCEPTER.test(twin.type);
  }

  /** The symbol of a twin, as `meaningOf` tells it. */
  symbolOf(resource: Resource): string | undefined {
    const index = this.indices.get(resource);
    return index === undefined ? undefined : `⟨twins ${index}⟩`;
  }

  /** What an argument refers to; for a policy document, which is but its arguments, what those refer to. */
  private meant(slot: Slot): Reference[] {
    return this.resolver.meant(slot).flatMap((reference) => {
      if (reference.kind !== "resource" || !POLICY_DOCUMENT.test(reference.address)) return [reference];
      const [document] = reference.instances;
      if (!document) return [reference];
      // A literal may name any resource; effects and actions name none.
      return this.resolver
        .references({ resource: document, expression: document.expressions })
        .flatMap((inner): Reference[] => {
          if (inner.kind !== "value") return [inner];
          return [inner.value].flat().some((text) => /^arn:/.test(String(text)))
            ? [{ kind: "opaque", text: String(inner.value) }]
            : [];
        });
    });
  }

  private meaning(side: SideName, slot: Slot): Meaning {
    const named = new Map<string, Named>();
    const opaque = new Set<string>();
    for (const reference of this.meant(slot)) {
      if (reference.kind === "opaque") opaque.add(reference.text);
      else if (reference.kind === "value") this.addValue(side, reference.value, named);
      else this.addResource(side, slot.resource, reference, named, opaque);
    }
    // What an index says of a resource has been followed: both sides' `[count.index]` and `[each.key]` are one.
    if (named.size > 0) for (const index of ["count.index", "each.key"]) opaque.delete(index);
    return { named, opaque };
  }

  private addValue(side: SideName, value: Json, named: Map<string, Named>): void {
    const text = canonical(value, undefined, this.neutral[side]);
    if (text !== "") named.set(`=${text}`, { type: undefined, alone: undefined });
  }

  /** The twins that a reference means, one or all instances of a block, and whether it means the other side's. */
  private addResource(
    side: SideName,
    from: Resource,
    { address, instances, attribute }: Extract<Reference, { kind: "resource" }>,
    named: Map<string, Named>,
    opaque: Set<string>,
  ): void {
    if (instances.length === 0 && this.resolver.isDeclared(from, address)) return; // a `count` of 0
    const indices = instances.flatMap((instance) => this.indices.get(instance) ?? []).sort((a, b) => a - b);
    const [first] = instances;
    const type = first && familyOf(first.type);
    const peer = instances.some((instance) => this.isPeers(side, instance)) ? "peer " : "";
    if (indices.length > 0 && indices.length === instances.length) {
      const part = facet(attribute, first);
      const twins = part === "self" ? indices.map((index) => peer + String(index)) : undefined;
      named.set(`⟨${peer}twins ${indices.join(" ")}⟩.${part}`, { type, alone: undefined, twins });
      return;
    }
    const home = (first && this.sides.get(first)) ?? side;
    const text = `${peer}${this.neutral[home].text(address)}.${attribute}`;
    if (first?.mode !== "managed" || indices.length > 0) opaque.add(text);
    else named.set(text, { type, alone: from.workspace });
  }
}

const ACCEPTER = /_accepter$/;

const POLICY_DOCUMENT = /(?:^|\.)data\.aws_iam_policy_document\.[^.]+$/;

/** Whether something that cannot be followed may hold a resource's identity: its name says no other thing. */
function mayHoldResource(opaque: string): boolean {
  return !/(?:region|account|account_id|partition|stage|prefix|suffix)$/i.test(opaque);
}

/** Whether both name the same twins, a block as a whole or each of its instances, and nothing else. */
function sameTwins(left: Meaning, right: Meaning): boolean {
  const [one, other] = [left, right].map(({ named, opaque }) => {
    const twins = [...named.values()].map((each) => each.twins);
    return opaque.size > 0 || twins.includes(undefined)
      ? undefined
      : [...new Set(twins.flat())].sort().join();
  });
  return one !== undefined && one !== "" && one === other;
}

/** What of the first is not among the second. */
function without(these: ReadonlyMap<string, Named>, those: ReadonlyMap<string, Named>): Named[] {
  return [...these].flatMap(([text, one]) => (those.has(text) ? [] : [one]));
}

/**
 * Whether one resource stands where the other side has another of its type. Two without a twin, in workspaces of their
 * own, may well be meant to be twins: that they have none is told of them.
 */
function isInPlaceOf(one: Named, other: Named): boolean {
  if (one.type === undefined || one.type !== other.type) return false;
  return one.alone === undefined || other.alone === undefined || one.alone === other.alone;
}

/** Attributes that all name the resource itself: which of them is referred to makes no difference. */
const NAMING =
  /^(?:|id|arn|name|key_id|family|arn_without_revision|bucket|function_name|identifier|cluster_identifier|url|\*|\*\.id|\*\.arn)$/;

/** The argument by which the accepting end of a connection names the connection, as which it is known itself. */
const CONNECTION = /^(?:vpc_peering_connection|transit_gateway_attachment)_id$/;

function facet(attribute: string, resource: Resource | undefined): string {
  const isConnection = CONNECTION.test(attribute) && ACCEPTER.test(resource?.type ?? "");
  return isConnection || NAMING.test(attribute) ? "self" : attribute;
}
