import { familyOf } from "../base/aws/families";
import type { Resolver } from "../model/resolve/resolver";
import type { Resource } from "../model/workspace/workspace";
import { shownValues } from "../pair/names";
import type { Pairing } from "../pair/twins";
import type { Slot } from "./slot";

/** Attributes that name the resource itself: its id, its ARN, its name, of whatever spelling. */
const NAMING = /(?:^|_)(?:id|arn|name|identifier|url)$/;

/** Ids that AWS makes up when it makes the thing: nobody knows one beforehand. */
const GENERATED =
  /^(?:[a-z]+(?:-[a-z]+)?-[0-9a-f]{8,17}|arn:[\w-]+:kms:[^:]*:\d+:key\/.+|(?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})$/;

/** What a machine or a database is made from, and what DR can have a copy of: another one is another content. */
const ARTEFACT = /^aws_ami(?:_copy|_from_instance)?$|^aws_\w+_snapshot(?:_copy|_import)?$/;

/**
 * Decides between a text that one side's plan knows and a reference to what the other side's plan is about to make: the
 * text may name that resource's twin, something else, or nothing that is in the sources.
 */
export class KnownBesideUnknown {
  private readonly twins = new Map<Resource, Resource>();

  constructor(
    pairing: Pairing,
    private readonly resolver: Resolver,
  ) {
    for (const { primary, dr } of pairing.twins) this.twins.set(primary, dr).set(dr, primary);
  }

  /**
   * Whether the text means what the reference means; undefined where the sources do not tell.
   *
   * @param text what `known` holds
   */
  same(text: string, known: Slot, unknown: Slot): boolean | undefined {
    const target = this.targetOf(unknown);
    if (!target) return undefined;
    const twin = this.twins.get(target);
    const named = this.named(text, known, target);
    if (named !== undefined) return named === target || named === twin ? true : this.isOther(named, target);
    if (twin !== undefined && twin.type !== target.type) return accepts(twin, text) ? true : undefined;
    // The twin stands in the sources under another id, or has none yet.
    return twin !== undefined && GENERATED.test(text) ? false : undefined;
  }

  /**
   * Whether primary's plan is about to make the image or snapshot that DR has a literal for: what does not exist yet
   * cannot have been copied, so that the literal is another one.
   */
  isBeforeAnyCopy(primary: Slot): boolean {
    const target = this.targetOf(primary);
    return target?.mode === "managed" && target.before === null && ARTEFACT.test(target.type);
  }

  private targetOf(slot: Slot): Resource | undefined {
    const [only, ...more] = this.resolver.meant(slot);
    if (only?.kind !== "resource" || more.length > 0 || !NAMING.test(only.attribute)) return undefined;
    return only.instances.length === 1 ? only.instances[0] : undefined;
  }

  /** The one resource of the target's family that the text names. */
  private named(text: string, from: Slot, target: Resource): Resource | undefined {
    const family = familyOf(target.type);
    const found = this.resolver
      .named(text, undefined, from.resource)
      .filter(({ mode, type }) => mode === "managed" && familyOf(type) === family);
    return found.length === 1 ? found[0] : undefined;
  }

  /** Two that both stand alone, in workspaces of their own, may well be meant to be twins. */
  private isOther(named: Resource, target: Resource): false | undefined {
    const alone = !this.twins.has(named) && !this.twins.has(target);
    return alone && named.workspace !== target.workspace ? undefined : false;
  }
}

/** Whether the end of a connection is told that it is this connection's, which the other end makes: both have one id. */
function accepts(end: Resource, text: string): boolean {
  return Object.values(shownValues(end)).includes(text);
}
