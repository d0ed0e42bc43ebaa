import type { PairContext } from "../../compare/context";
import { isObject, own, type Json } from "../../base/json";
import { regionMatcher, SIDE } from "../../pair/neutral/words";
import type { Redactor } from "../../base/secrets/redact";
import type { Resource } from "../../model/workspace/workspace";
import { Expression, type FixValue, quoted } from "./hcl-text";

/** What a value is in DR, or why that cannot be told. */
export type Translation = { readonly value: FixValue } | { readonly why: string };

/** Where a snippet is to stand: what may be referred to from there. */
export interface Place {
  readonly workspace: string;
  readonly module: string;
}

/** Attributes by which other resources are referred to. */
const REFERRED = ["arn", "id", "dns_name", "endpoint"] as const;
/** What AWS generates: it means a resource of one region, and no other. */
const GENERATED_ID =
  /(?:^|[^a-z0-9])[a-z]{1,12}-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![0-9a-z])|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;
const ZONE = /\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b/;
const LONGEST = 400;
const MOST_ITEMS = 20;

/** Says the primary's values in DR's terms. */
export class Translator {
  private readonly identities = new Map<
    string,
    { readonly resource: Resource; readonly attribute: string }
  >();
  private readonly region: RegExp | undefined;
  private readonly drRegion: string | undefined;

  constructor(
    private readonly context: PairContext,
    private readonly redactor: Redactor,
  ) {
    const { sides } = context;
    this.region = regionMatcher(sides.primary.region);
    this.drRegion = sides.dr.region;
    for (const resource of sides.primary.resources) this.index(resource);
  }

  private index(resource: Resource): void {
    for (const attribute of REFERRED) {
      const value = own(resource.values ?? resource.before, attribute);
      if (typeof value === "string" && value.length > 5 && !this.identities.has(value)) {
        this.identities.set(value, { resource, attribute });
      }
    }
  }

  /**
   * A value as it has to be in DR. References to twins come before literals.
   *
   * @param self the resource whose value it is: it is not referred to itself
   */
  value(value: Json, place: Place, self: Resource): Translation {
    if (typeof value === "string") return this.text(value, place, self);
    if (Array.isArray(value)) return this.list(value, place, self);
    if (!isObject(value)) return { value };
    const entries: [string, Json][] = [];
    for (const [key, item] of Object.entries(value)) {
      const translated = this.value(item, place, self);
      if ("why" in translated) return translated;
      if (translated.value instanceof Expression) return { why: `${key} refers to ${translated.value.text}` };
      entries.push([key, translated.value as Json]);
    }
    return this.isShown(value) ? { value: Object.fromEntries(entries) } : { why: "it is not shown" };
  }

  private list(values: readonly Json[], place: Place, self: Resource): Translation {
    const items = values.map((item) => this.value(item, place, self));
    const stuck = items.find((item) => "why" in item);
    if (stuck) return stuck;
    if (values.length > MOST_ITEMS) return { why: "it is long" };
    return { value: items.map((item) => ("value" in item ? item.value : null)) };
  }

  private text(text: string, place: Place, self: Resource): Translation {
    const known = this.identities.get(text);
    if (known && refersTo(self, known.resource, text))
      return this.reference(known.resource, known.attribute, place);
    if (!this.isShown(text)) return { why: "it is not shown" };
    if (text.length > LONGEST || text.includes("\n")) return { why: "it is long" };
    if (GENERATED_ID.test(text) || ZONE.test(text)) return { why: "it belongs to one region" };
    const candidates = [text, ...this.inDrRegion(text)];
    const { primary, dr } = this.context.neutral;
    const meaning = primary.text(text);
    // `ACTIVE` alone is a setting; within a longer text it is the name of a side.
    if (meaning !== SIDE && meaning.includes(SIDE)) return { why: `${quoted(text)} names its side` };
    const fitting = candidates.find((candidate) => dr.text(candidate) === meaning);
    return fitting === undefined ? { why: "it belongs to one region" } : { value: fitting };
  }

  private inDrRegion(text: string): string[] {
    const { drRegion, region } = this;
    if (drRegion === undefined || !region) return [];
    return [text.replace(region, (spelled) => (spelled.includes("-") ? drRegion : spelled))];
  }

  /** A reference to a resource's twin. */
  reference(resource: Resource, attribute: string, place: Place): Translation {
    const twin = this.context.twinsOf.get(resource)?.dr;
    if (!twin) return { why: `it refers to ${this.redactor.address(resource.address)}, which has no twin` };
    const shown = this.redactor.address(twin.address);
    if (
      twin.workspace !== place.workspace ||
      twin.module !== place.module ||
      twin.values === null ||
      shown !== twin.address
    ) {
      return { why: `refer to the ${attribute || "id"} of ${shown}` };
    }
    const local = twin.module === "" ? twin.address : twin.address.slice(twin.module.length + 1);
    return { value: new Expression(attribute === "" ? local : `${local}.${attribute}`) };
  }

  /** Whether a value may stand in a report as it is. */
  isShown(value: Json): boolean {
    return JSON.stringify(this.redactor.value(value, false)) === JSON.stringify(value);
  }
}

/**
 * Whether a text in one resource means another. An ARN, an address or a generated id can mean nothing else. Where the id is
 * a name that somebody chose, a role and a function may have the same: then the resource has to be referred to.
 */
function refersTo(self: Resource, other: Resource, text: string): boolean {
  if (other === self) return false;
  const isName = Object.entries(other.values ?? {}).some(([name, value]) => name !== "id" && value === text);
  if (!isName || /[.:/]/.test(text)) return true;
  const { type, name } = other.parts;
  return JSON.stringify(self.expressions ?? {}).includes(`"${type}.${name}`);
}
