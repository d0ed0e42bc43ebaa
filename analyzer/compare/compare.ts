import { isObject, type Json } from "../base/json";
import type { Neutral } from "../pair/learn";
import { descend, type SchemaNode } from "../model/catalogue/catalogue";
import { isMarked, marksAny } from "../model/workspace/mask";
import { schemaOf } from "../model/catalogue/schema-of";
import { isSecretMember } from "../model/catalogue/secret-member";
import { isSecretEntry, isValueMember } from "../base/secrets/names";
import type { Resource } from "../model/workspace/workspace";
import { canonicalElement, isUnordered } from "./canonical";
import { matchElements, pairedVerdicts } from "./collections";
import { type Comparison, type Divergence, memberPath, plainPath, type Undecided } from "./difference";
import { decodeText, differingLines, parseDocument } from "./documents";
import { FOREIGN } from "./foreign";
import { isFilledIn, withDefaults } from "./filled-in";
import { withoutInherited } from "./inherited-tags";
import { isCompared, isCounter, isDefault, isTemplateChoice } from "./noise";
import { isPolicy, permissionsOf, type Permission } from "./policy";
import type { KnownBesideUnknown } from "./known-beside";
import {
  DEEPEST,
  DOCUMENT,
  hasFreeNames,
  isEmpty,
  saysNothing,
  toldByPresence,
  type Member,
} from "./presence";
import type { References } from "./references";
import { slotAt, slotOf, slotWith, type Slot } from "./slot";
import type { TemplateVersions } from "./template-versions";
import { compareTexts, type Place } from "./text";
import { comparePermissions } from "./permissions";
import { Unknowns } from "./unknowns";
import type { Wording } from "./wording";

/** Compares twins attribute by attribute, three-valued: equal (silent), different, undecided. */
export class Comparer {
  private readonly unknowns: Unknowns;

  constructor(
    private readonly neutral: Neutral,
    private readonly references: References,
    besides: KnownBesideUnknown,
    private readonly versions: TemplateVersions,
    wording: Wording,
  ) {
    this.unknowns = new Unknowns(neutral, references, besides, wording);
  }

  /** @param moment `before` compares what there is now, `after` what there will be once both plans are applied */
  compare(primary: Resource, dr: Resource, moment: "after" | "before"): Comparison {
    const walk = new Walk(this.neutral, this.references, this.unknowns, this.versions);
    const schema = schemaOf(primary);
    const [left, right] = withoutInherited(slotOf(primary, moment), slotOf(dr, moment));
    const member = (slot: Slot, name: string) => slotAt(slot, name);
    walk.members("", schema, left, right, member, (name, node) => isCompared(name, node, left, right));
    return { divergences: walk.divergences, undecided: walk.undecided };
  }
}

/** The names of what is there: known members and unknown ones, which are absent from the values. */
function keysOf(slot: Slot): string[] {
  const known = isObject(slot.value) ? Object.keys(slot.value) : [];
  return isObject(slot.unknown) ? [...known, ...Object.keys(slot.unknown)] : known;
}

/** One walk through two values at once. */
class Walk {
  readonly divergences: Divergence[] = [];
  readonly undecided: Undecided[] = [];
  private depth = 0;
  /** What the member at hand is a member of. */
  private parent: SchemaNode | undefined;

  constructor(
    private readonly neutral: Neutral,
    private readonly references: References,
    private readonly unknowns: Unknowns,
    private readonly versions: TemplateVersions,
  ) {}

  visit(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    if (node?.computedOnly || node?.writeOnly) return;
    if (isDefault(path, node, primary, dr)) return;
    if (isMarked(primary.unknown) || isMarked(dr.unknown)) return this.unknown(path, node, primary, dr);
    if ([primary, dr].every(({ value }) => saysNothing(value, node, this.member(path)))) {
      if (!marksAny(primary.unknown) && !marksAny(dr.unknown)) return;
    }
    if (leftToAws(node, primary, dr)) return;
    if (isCounter(plainPath(path), primary.value, dr.value) || isSideTag(path, primary, dr)) return;
    if (this.depth >= DEEPEST) return void this.undecided.push({ path, reason: "nested too deeply" });
    this.depth++;
    this.known(path, node, primary, dr);
    this.depth--;
  }

  /** The member at hand; undefined for an element of a list. */
  private member(path: string): Member | undefined {
    if (path.endsWith("]")) return undefined;
    return { name: plainPath(path).split(".").at(-1) ?? "", free: hasFreeNames(this.parent) };
  }

  private known(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const [left, right] = [primary.value, dr.value];
    if (Array.isArray(left) || Array.isArray(right)) this.list(path, node, primary, dr);
    else if (isObject(left) || isObject(right)) this.object(path, node, primary, dr);
    else if (typeof left === "string" && typeof right === "string") this.text(path, node, primary, dr);
    else if (String(left ?? "") !== String(right ?? "")) this.differ(path, node, primary, dr);
  }

  private object(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const secret = isSecretEntry(primary.value) || isSecretEntry(dr.value);
    const member = (slot: Slot, key: string) =>
      secret && isValueMember(key) ? { ...slotAt(slot, key), sensitive: true } : slotAt(slot, key);
    if (isTemplateChoice(path)) this.templateVersion(path, node, primary, dr);
    this.members(path, node, primary, dr, member);
  }

  /** @param isCompared whether to look at a member at all */
  members(
    path: string,
    node: SchemaNode | undefined,
    primary: Slot,
    dr: Slot,
    member: (slot: Slot, name: string) => Slot,
    isCompared: (name: string, node: SchemaNode | undefined) => boolean = () => true,
  ): void {
    const before = this.parent;
    this.parent = node;
    const told = toldByPresence(primary.value, dr.value, node);
    for (const name of new Set([...keysOf(primary), ...keysOf(dr)])) {
      const inside = node && descend(node, name);
      const [left, right] = [member(primary, name), member(dr, name)];
      if (!isCompared(name, inside)) continue;
      if (told.has(name) && !isOpen(inside, left, right))
        this.differ(memberPath(path, name), inside, left, right);
      else this.visit(memberPath(path, name), inside, left, right);
    }
    this.parent = before;
  }

  /** The number counts one region's changes, and is not compared; whether the group follows its template is. */
  private templateVersion(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const [left, right] = [this.versions.behind(primary), this.versions.behind(dr)];
    if (left === undefined || right === undefined || left === right) return;
    const member = node && descend(node, "version");
    this.differ(memberPath(path, "version"), member, slotAt(primary, "version"), slotAt(dr, "version"));
  }

  private place(path: string): Place {
    return { path: plainPath(path), freeName: this.parent === undefined || hasFreeNames(this.parent) };
  }

  private list(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const [left, right] = [asList(primary.value), asList(dr.value)];
    const name = plainPath(path).split(".").at(-1) ?? "";
    const element = node && descend(node, 0);
    const unordered =
      isAlternatives(path) || (isUnordered(left, node, name) && isUnordered(right, node, name));
    if (unordered) {
      return this.unordered(path, element, primary, dr);
    }
    const length = Math.max(left.length, right.length);
    for (let i = 0; i < length; i++) this.visit(`${path}[${i}]`, element, slotAt(primary, i), slotAt(dr, i));
  }

  private unordered(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const text = (side: "primary" | "dr") => (value: Json) =>
      canonicalElement(value, node, this.neutral[side]);
    const left = asList(primary.value);
    const right = asList(dr.value);
    const objects = [...left, ...right].some(isObject);
    const matched = matchElements(
      left,
      right,
      text("primary"),
      text("dr"),
      (side, i) => objects && marksAny(slotAt(side === "primary" ? primary : dr, i).unknown),
    );
    if (matched.scalars) return this.scalars(path, node, primary, dr, matched.scalars);
    for (const [i, j] of matched.pairs) {
      this.visit(`${path}[${i ?? j}]`, node, this.element(primary, i), this.element(dr, j));
    }
  }

  private element(slot: Slot, index: number | undefined): Slot {
    return index === undefined
      ? { ...slotAt(slot, 0), value: undefined, unknown: undefined }
      : slotAt(slot, index);
  }

  /** What is left of two sets of plain values: told as one divergence, with only the elements that differ. */
  private scalars(
    path: string,
    node: SchemaNode | undefined,
    primary: Slot,
    dr: Slot,
    rest: { primary: Json[]; dr: Json[] },
  ): void {
    if (marksAny(primary.unknown) || marksAny(dr.unknown)) {
      if (this.references.same(primary, dr) === true) return;
      return void this.undecided.push({ path, reason: "some elements are known only after apply" });
    }
    const verdicts = pairedVerdicts(rest.primary, rest.dr, (value, other) => {
      const texts = typeof value === "string" && typeof other === "string";
      return texts ? compareTexts(value, other, this.place(path), this.neutral) : "different";
    });
    if (rest.primary.length !== rest.dr.length) verdicts.push("different");
    if (verdicts.every((verdict) => verdict === "equal")) return;
    if (verdicts.every((verdict) => verdict !== "different" && verdict !== "peer")) {
      return void this.undecided.push({ path, reason: FOREIGN });
    }
    const nature = verdicts.includes("peer") ? "peer" : "value";
    this.differ(path, node, { ...primary, value: rest.primary }, { ...dr, value: rest.dr }, nature);
  }

  private text(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const [left, right] = [primary.value as string, dr.value as string];
    const documents = [parseDocument(left), parseDocument(right)] as const;
    if (documents[0] !== undefined && documents[1] !== undefined) {
      return this.document(path, node, slotWith(primary, documents[0]), slotWith(dr, documents[1]));
    }
    const [script, other] = [decodeText(left, plainPath(path)), decodeText(right, plainPath(path))];
    if (script !== undefined && other !== undefined)
      return this.script(path, node, primary, dr, [script, other]);
    const verdict = compareTexts(left, right, this.place(path), this.neutral);
    if (verdict === "undecided") this.undecided.push({ path, reason: FOREIGN });
    else if (verdict !== "equal") this.differ(path, node, primary, dr, verdict === "peer" ? "peer" : "value");
  }

  private script(
    path: string,
    node: SchemaNode | undefined,
    primary: Slot,
    dr: Slot,
    texts: [string, string],
  ): void {
    let peer = false;
    const lines = differingLines(texts[0], texts[1], (left, right) => {
      const verdict = compareTexts(left, right, this.place(path), this.neutral);
      peer ||= verdict === "peer";
      return verdict === "equal" ? "equal" : verdict === "undecided" ? "open" : "different";
    });
    if (lines.open) this.undecided.push({ path, reason: FOREIGN });
    if (lines.primary.length + lines.dr.length === 0) return;
    const said = (list: string[]) => list.join("\n");
    const nature = peer ? "peer" : "value";
    this.differ(
      path,
      node,
      { ...primary, value: said(lines.primary) },
      { ...dr, value: said(lines.dr) },
      nature,
    );
  }

  private document(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    if (isPolicy(primary.value ?? null) && isPolicy(dr.value ?? null)) {
      const left = permissionsOf(primary.value as never, (text) => this.neutral.primary.text(text));
      const right = permissionsOf(dr.value as never, (text) => this.neutral.dr.text(text));
      if (left && right) return this.policies(path, node, primary, dr, left, right);
    }
    if (!isFilledIn(path)) return this.known(path, DOCUMENT, primary, dr);
    const filled = (slot: Slot) => ({ ...slot, value: withDefaults(slot.value) });
    this.known(path, undefined, filled(primary), filled(dr));
  }

  private policies(
    path: string,
    node: SchemaNode | undefined,
    primary: Slot,
    dr: Slot,
    left: Map<string, Permission>,
    right: Map<string, Permission>,
  ): void {
    const { foreign, different } = comparePermissions(left, right);
    if (foreign) this.undecided.push({ path, reason: FOREIGN });
    if (!different) return;
    const { lacking, extra, nature } = different;
    this.differ(path, node, { ...primary, value: lacking }, { ...dr, value: extra }, nature);
  }

  private unknown(path: string, node: SchemaNode | undefined, primary: Slot, dr: Slot): void {
    const verdict = this.unknowns.decide(path, this.place(path), primary, dr);
    if (verdict === "undecided") this.undecided.push({ path, reason: "known only after apply" });
    else if (verdict !== "equal")
      this.differ(path, node, verdict.primary ?? primary, verdict.dr ?? dr, verdict.nature);
  }

  private differ(
    path: string,
    node: SchemaNode | undefined,
    primary: Slot,
    dr: Slot,
    nature: Divergence["nature"] = "value",
  ): void {
    const name = plainPath(path).split(".").at(-1) ?? "";
    this.divergences.push({
      path,
      primary: primary.value,
      dr: dr.value,
      unknown: { primary: isMarked(primary.unknown), dr: isMarked(dr.unknown) },
      ...(isMarked(primary.unknown) && isMarked(dr.unknown)
        ? { refers: { primary: this.references.told(primary), dr: this.references.told(dr) } }
        : {}),
      sensitive:
        marksAny(primary.sensitive) ||
        marksAny(dr.sensitive) ||
        node?.sensitive === true ||
        isSecretMember(this.parent, name, primary.value, dr.value),
      nature,
    });
  }
}

/**
 * Tags that name the resource, its side or its place: their values differ between sides. That one side lacks the tag is
 * told, as for any tag; but for a name, which a resource may well go without.
 */
function isSideTag(path: string, primary: Slot, dr: Slot): boolean {
  if (/(?:^|\.)tags\.name$/i.test(path)) return true;
  const tellsSide = /(?:^|\.)tags\.(?:environment|env|region|stage|role|side|site|location|az|zone)$/i.test(
    path,
  );
  return tellsSide && !isEmpty(primary.value) && !isEmpty(dr.value);
}

/** Whether a block's presence is not the configuration's to say, or not known yet. */
function isOpen(node: SchemaNode | undefined, primary: Slot, dr: Slot): boolean {
  if (node?.computedOnly || leftToAws(node, primary, dr)) return true;
  return marksAny(primary.unknown) || marksAny(dr.unknown);
}

/** Whether both sides leave an argument to AWS: optional, computed, and written in neither configuration that is known. */
function leftToAws(node: SchemaNode | undefined, primary: Slot, dr: Slot): boolean {
  if (node?.optionalComputed !== true || (!primary.configured && !dr.configured)) return false;
  return [primary, dr].every(
    (slot) => !slot.configured || (slot.expression === undefined && !isForetold(slot)),
  );
}

/** Whether a value is known of a resource that is yet to be made: a `dynamic` block wrote it, which a plan's configuration does not show. */
function isForetold({ resource, value }: Slot): boolean {
  return resource.before === null && !isEmpty(value);
}

function asList(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Patterns in which a list names alternatives: EventBridge's and SNS's, of which any may match. */
function isAlternatives(path: string): boolean {
  return /(?:^|\.)(?:event_pattern|filter_policy|filter_criteria|pattern)\./.test(plainPath(path));
}
