import type { References } from "../../../compare/references";
import { slotAt, slotOf, type Slot } from "../../../compare/slot";
import type { Json } from "../../../base/json";
import { shownValues } from "../../../pair/names";
import type { Twins } from "../../../pair/twins";
import type { SideName } from "../../../model/report";
import { isMarked } from "../../../model/workspace/mask";
import type { Resource } from "../../../model/workspace/workspace";
import type { PairContext } from "../../../compare/context";
import { areForeignIds, FOREIGN } from "../../../compare/foreign";
import type { RawFinding, RawUnresolved } from "../../../model/finding";
import { severityOf } from "../severity";
import { OPEN, type CompositeForm, type Entry } from "./form";
import { networkAcl } from "./network-acl";
import { routeTable } from "./route-table";
import { elements, s3BucketSettings } from "./s3-bucket";
import { securityGroup } from "./security-group";

const FORMS: readonly CompositeForm[] = [securityGroup, routeTable, networkAcl, ...s3BucketSettings];

/** An entry for one other end, and what says so: the container itself, or an entry's resource. */
interface Item {
  readonly facet: string;
  readonly what: string;
  /** The other end, neutral; undefined when it is not known. */
  readonly end: string | undefined;
  /** The other end in the configuration's own words, for a reader. */
  readonly label: string;
  readonly origin: Resource;
}

/** What comparing containers by their entries gives. */
export interface CompositeResults {
  readonly findings: RawFinding[];
  readonly unresolved: RawUnresolved[];
  /** Entries that have been compared here, and are not to be compared one by one. */
  readonly settled: ReadonlySet<Resource>;
  /** The attributes of containers whose entries have been compared here. */
  readonly settledAttributes: ReadonlyMap<Resource, readonly string[]>;
}

/**
 * Compares security groups, route tables, network ACLs and buckets that are written in different forms: inline on one side,
 * resources on the other, or split otherwise. Those written alike are left to the comparison of twins.
 */
export function compareComposites(context: PairContext): CompositeResults {
  const findings: RawFinding[] = [];
  const unresolved: RawUnresolved[] = [];
  const settled = new Set<Resource>();
  const settledAttributes = new Map<Resource, readonly string[]>();
  for (const form of FORMS) {
    const reader = new EntryReader(form, context, context.references);
    for (const twins of context.pairing.twins) {
      if (twins.primary.type !== form.container || !twins.primary.values || !twins.dr.values) continue;
      const rest = compareContainer(form, reader, twins, context, settled);
      if (!rest) continue;
      for (const one of [twins.primary, twins.dr])
        settledAttributes.set(one, [...(settledAttributes.get(one) ?? []), ...form.inline]);
      findings.push(...form.inline.flatMap((facet) => entryFinding(form, twins, facet, rest) ?? []));
      for (const [facet, reason] of rest.open) unresolved.push({ ...twins, path: facet, reason });
    }
  }
  return { findings, unresolved, settled, settledAttributes };
}

/** What one side has and the other does not, and of which facets that cannot be told of everything, and why. */
type Rest = Readonly<Record<SideName, readonly Item[]>> & { readonly open: ReadonlyMap<string, string> };

/** The entries that differ; undefined where the containers are left to the comparison of twins. */
function compareContainer(
  form: CompositeForm,
  reader: EntryReader,
  twins: Twins,
  context: PairContext,
  settled: Set<Resource>,
): Rest | undefined {
  const entries = { primary: reader.entriesOf(twins.primary), dr: reader.entriesOf(twins.dr) };
  const sides = ["primary", "dr"] as const;
  if (!form.unwritten && !sides.some((side) => isWritten(form, twins[side]) || entries[side].length > 0))
    return undefined;
  const forms = [twins.primary, twins.dr].map((container) => formsOf(form, container, reader));
  const alike = forms[0] === forms[1] || forms.includes("");
  const all = [...entries.primary, ...entries.dr];
  // The comparison of twins passes over entries that no configuration shows.
  const unseen = sides.some((side) => isUnseen(form, twins[side], reader));
  if (alike && !unseen && all.every((entry) => context.twinsOf.has(entry))) return undefined;
  const rest = unmatched(
    reader.items("primary", twins.primary, entries.primary),
    reader.items("dr", twins.dr, entries.dr),
    (primary, dr) => areForeignIds(primary, dr, context.neutral),
  );
  if (alike && !unseen && rest.primary.length + rest.dr.length > 0) return undefined; // an entry is missing: told by its address
  for (const entry of all) settled.add(entry);
  return rest;
}

function formsOf(form: CompositeForm, container: Resource, reader: EntryReader): string {
  const inline = isInline(form, container, reader) ? ["inline"] : [];
  const entries = reader.entriesOf(container);
  return [...new Set([...inline, ...entries.map(({ type }) => form.entryTypes[type] ?? "")])]
    .sort()
    .join(", ");
}

/** Whether the container's own entries are written, rather than mirrored from entries' resources. */
function isInline(form: CompositeForm, container: Resource, reader: EntryReader): boolean {
  return isWritten(form, container) || isUnseen(form, container, reader);
}

function isWritten(form: CompositeForm, { expressions }: Resource): boolean {
  return expressions !== undefined && form.inline.some((attribute) => attribute in expressions);
}

/** Whether the container has such entries, and no configuration shows them. */
function isHidden(attribute: string, { expressions, values }: Resource): boolean {
  const list = values?.[attribute];
  return !(expressions && attribute in expressions) && Array.isArray(list) && list.length > 0;
}

/** Entries that no configuration shows and no resource explains: from `dynamic` blocks, or of a state. */
function isUnseen(form: CompositeForm, container: Resource, reader: EntryReader): boolean {
  return (
    !reader.hasOrHadEntries(container) && form.inline.some((attribute) => isHidden(attribute, container))
  );
}

class EntryReader {
  private readonly byContainer = new Map<Resource, Resource[]>();
  private readonly byId = new Map<string, Resource>();
  /** The containers alone: what belongs to a bucket has the bucket's id. */
  private readonly containers = new Map<string, Resource>();
  /** Ids of containers that had an entry before the plan: their mirrored lists still show it. */
  private readonly had = new Set<Json | undefined>();

  constructor(
    private readonly form: CompositeForm,
    private readonly context: PairContext,
    private readonly references: References,
  ) {
    const all = context.workspaces.flatMap(({ resources }) => resources);
    for (const resource of all) {
      const { id } = shownValues(resource);
      if (typeof id !== "string") continue;
      this.byId.set(id, resource);
      if (resource.type === form.container) this.containers.set(id, resource);
    }
    for (const entry of all) {
      if (form.entryTypes[entry.type] === undefined) continue;
      this.had.add(entry.before?.[form.parent]);
      if (entry.values === null) continue;
      const container = this.containerOf(entry);
      if (container) this.byContainer.set(container, [...(this.byContainer.get(container) ?? []), entry]);
    }
  }

  entriesOf(container: Resource): readonly Resource[] {
    return this.byContainer.get(container) ?? [];
  }

  hasOrHadEntries(container: Resource): boolean {
    const { id } = shownValues(container);
    return this.entriesOf(container).length > 0 || (typeof id === "string" && this.had.has(id));
  }

  items(side: SideName, container: Resource, entries: readonly Resource[]): Item[] {
    const neutralizer = this.context.neutral[side];
    const inline = isInline(this.form, container, this) ? this.form.inline : [];
    const within = inline.flatMap((attribute) =>
      elements(slotAt(slotOf(container, "after"), attribute)).flatMap((element) =>
        this.itemsOf(side, this.form.readInline(element, attribute, neutralizer), container, container),
      ),
    );
    const apart = entries.flatMap((resource) =>
      this.itemsOf(side, this.form.readResource(slotOf(resource, "after"), neutralizer), resource, container),
    );
    return [...within, ...apart];
  }

  private itemsOf(side: SideName, entries: readonly Entry[], origin: Resource, container: Resource): Item[] {
    return entries.flatMap(({ facet, what, ends, self }) => {
      const found = ends.flatMap((end) => this.endsOf(side, end, container, facet));
      const itself = { end: ITSELF, label: ends.length === 0 ? "" : ITSELF };
      const all = self ? [...found, itself] : found;
      return all.map((end) => ({ facet, what, ...end, origin }));
    });
  }

  /** A known end by its twins, so that it equals one that is known by reference alone. */
  private endsOf(
    side: SideName,
    slot: Slot,
    container: Resource,
    facet: string,
  ): Pick<Item, "end" | "label">[] {
    const itself = this.references.symbolOf(container);
    const known = (symbol: string | undefined) =>
      symbol !== undefined && symbol === itself ? ITSELF : symbol;
    const absent = slot.value === undefined && slot.expression !== undefined && slot.resource.before === null;
    if (isMarked(slot.unknown) || absent) {
      const end = known(this.references.meaningOf(side, slot));
      // What a `dynamic` block writes is in no configuration.
      const written =
        slot.expression !== undefined || (slot.resource === container && isHidden(facet, container));
      return written ? [{ end, label: "(known after apply)" }] : [];
    }
    const values = Array.isArray(slot.value) ? slot.value : [slot.value];
    return values.flatMap((value) => {
      if (typeof value !== "string" || value === "") return [];
      const target = this.byId.get(value);
      const symbol = known(target && this.references.symbolOf(target));
      return [{ end: symbol ?? this.context.neutral[side].text(value), label: value }];
    });
  }

  private containerOf(entry: Resource): Resource | undefined {
    const id = shownValues(entry)[this.form.parent];
    if (typeof id === "string") return this.containers.get(id);
    const place = { resource: entry, expression: entry.expressions?.[this.form.parent] };
    return this.context.resolver
      .references(place)
      .flatMap((reference) => (reference.kind === "resource" ? reference.instances.slice(0, 1) : []))
      .find(({ type }) => type === this.form.container);
  }
}

const ITSELF = "itself";
const AFTER_APPLY = "known only after apply";

/** What either side has and the other does not. An unknown end matches any of the same entry, and stays open. */
function unmatched(
  primary: readonly Item[],
  dr: readonly Item[],
  areForeign: (primary: string, dr: string) => boolean,
): Rest {
  const unread = openFacets(primary, dr);
  const readable = (items: readonly Item[]) => items.filter(({ facet }) => !unread.has(facet));
  const rest = { primary: readable(primary), dr: readable(dr) };
  const open = new Map([...unread].map((facet) => [facet, AFTER_APPLY]));
  const remove = (fits: (a: Item, b: Item) => boolean, reason?: string) => {
    rest.primary = rest.primary.filter((a) => {
      const at = rest.dr.findIndex((b) => a.facet === b.facet && fits(a, b));
      if (at < 0) return true;
      rest.dr.splice(at, 1);
      if (reason !== undefined) open.set(a.facet, reason);
      return false;
    });
  };
  const isSame = (a: Item, b: Item) => a.what === b.what;
  remove((a, b) => isSame(a, b) && a.end !== undefined && a.end === b.end);
  remove((a, b) => isSame(a, b) && areForeign(a.label, b.label), FOREIGN);
  remove((a, b) => isSame(a, b) && (a.end === undefined || b.end === undefined), AFTER_APPLY);
  return { ...rest, open };
}

/** Facets that both have and one only says to be there: the other's entries may be all that it is. */
function openFacets(primary: readonly Item[], dr: readonly Item[]): Set<string> {
  const facets = (items: readonly Item[]) => new Set(items.map(({ facet }) => facet));
  const [left, right] = [facets(primary), facets(dr)];
  const unread = [...primary, ...dr].filter(({ what }) => what === OPEN);
  return new Set(unread.flatMap(({ facet }) => (left.has(facet) && right.has(facet) ? [facet] : [])));
}

function entryFinding(
  form: CompositeForm,
  { primary, dr }: Twins,
  facet: string,
  rest: Rest,
): RawFinding | undefined {
  const lacking = rest.primary.filter((item) => item.facet === facet);
  const extra = rest.dr.filter((item) => item.facet === facet);
  if (lacking.length + extra.length === 0) return undefined;
  const said = (list: readonly Item[]) => list.map(({ what, label }) => `${what} ${label}`.trim());
  const difference = { primary: said(lacking), dr: said(extra), sensitive: false };
  return {
    rule: "twins-equal",
    kind: "attribute",
    severity: severityOf(dr.type, { path: facet, ...difference, unknown: KNOWN, nature: "value" }),
    origin: primary.before && dr.before ? "existing" : "introduced",
    primary: lacking[0]?.origin ?? primary,
    dr: extra[0]?.origin ?? dr,
    differences: [{ path: facet, ...difference }],
    message: `${dr.type} ${dr.parts.name} has other ${facet} entries in DR than in primary`,
    impact: form.impact,
    remediation: "Give both the same entries, in whatever form.",
  };
}

const KNOWN = { primary: false, dr: false };
