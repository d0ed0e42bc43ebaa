import { naturalName } from "../pair/names";
import { wordsOf } from "../pair/neutral/identities";
import { sameName } from "../pair/neutral/neutralizer";
import type { Neutral } from "../pair/learn";
import { isMarked } from "../model/workspace/mask";
import type { Divergence } from "./difference";
import type { KnownBesideUnknown } from "./known-beside";
import { differingDocuments, type Documents, type PolicyDifference } from "./policy-document";
import { isEmpty } from "./presence";
import type { References } from "./references";
import type { Slot } from "./slot";
import { compareTexts, refersToPeer, type Place } from "./text";
import { isTraversal, READS_FILE, type Wording } from "./wording";

/** How two values differ of which one or both are not known yet; with what to show of them, if that is known. */
export interface UnknownDifference {
  readonly nature: Divergence["nature"];
  readonly primary?: Slot;
  readonly dr?: Slot;
}

/**
 * Decides on values that a plan knows only after apply, by what it does know and by what the configuration refers to. What
 * is known comes first: references decide between two unknowns only.
 */
export class Unknowns {
  constructor(
    private readonly neutral: Neutral,
    private readonly references: References,
    private readonly besides: KnownBesideUnknown,
    private readonly wording: Wording,
  ) {}

  /** @param path where they stand, with indices @param primary, dr values of which at least one is marked unknown */
  decide(path: string, place: Place, primary: Slot, dr: Slot): "equal" | "undecided" | UnknownDifference {
    if (!primary.configured || !dr.configured) return "equal";
    const written = [primary.expression !== undefined, dr.expression !== undefined];
    if (!written[0] && !written[1]) return "equal";
    if (isSetBesideUnset(primary, dr) || isSetBesideUnset(dr, primary)) return { nature: "value" };
    const permissions = this.otherPermissions(primary, dr);
    if (permissions) return permissions;
    if (this.namesOtherSide(place, primary, dr)) return { nature: "peer" };
    const known = this.sameKnown(primary, dr);
    const same = known ?? this.references.same(primary, dr) ?? this.sameByName(primary, dr);
    if (same === true)
      return known === true || this.isWrittenAlike(path, place, primary, dr) ? "equal" : "undecided";
    // A block that the configuration does not show may come from a `dynamic` one: what is written in it is not known.
    const nested = /[.[]/.test(path);
    const oneSided = !nested && written[0] !== written[1];
    return same === false || oneSided || this.isBeforeAnyCopy(primary, dr)
      ? { nature: "value" }
      : "undecided";
  }

  /**
   * Whether two values that refer to the same are the same. That is in the constants beside the references as well, which a
   * plan does not tell: without the configuration a document is certain where it is taken over as it is, and nowhere else.
   */
  private isWrittenAlike(path: string, place: Place, primary: Slot, dr: Slot): boolean {
    const slots = [primary, dr];
    const composed = COMPOSED.test(place.path);
    if (composed && slots.some((slot) => this.references.isMadeOfElsewhere(slot))) return false;
    if (composed && slots.every((slot) => this.references.isTakenOver(slot)))
      return this.isMadeAlike(place, primary, dr);
    const [left, right] = slots.map(({ resource }) => this.wording(resource, path));
    if (left === undefined || right === undefined) return !composed;
    if (isTraversal(left) && isTraversal(right)) return !composed || left === right;
    return !READS_FILE.test(left) && this.areWordsAlike(place, left, right);
  }

  private areWordsAlike(place: Place, left: string, right: string): boolean {
    return left === right || compareTexts(left, right, place, this.neutral) === "equal";
  }

  /** Whether the policy documents that two policies are made of permit the same for all that is known, and read alike. */
  private isMadeAlike(place: Place, primary: Slot, dr: Slot): boolean {
    const documents = this.documentsOf(primary, dr);
    if (!documents) return true;
    if (this.differing(documents, true)) return false;
    return documents.primary.every((document) => {
      const twin = this.references.twinOf(document);
      const [left, right] = [this.wording(document, ""), twin && this.wording(twin, "")];
      return left === undefined || right === undefined || this.areWordsAlike(place, left, right);
    });
  }

  /** Whether the one side that is known names the other: what the unknown one will be, it is its own region's. */
  private namesOtherSide(place: Place, primary: Slot, dr: Slot): boolean {
    const names = ({ value, unknown }: Slot, side: "primary" | "dr") =>
      typeof value === "string" && !isMarked(unknown) && refersToPeer(value, place, this.neutral, side);
    return names(dr, "dr") || names(primary, "primary");
  }

  /** Two policies of which nothing is known but the documents that they are made of, where these permit differently. */
  private otherPermissions(primary: Slot, dr: Slot): UnknownDifference | undefined {
    const documents = this.documentsOf(primary, dr);
    const found = documents && this.differing(documents);
    if (!found) return undefined;
    const said = (slot: Slot, texts: readonly string[]): Slot => ({
      ...slot,
      value: texts.slice(0, 5),
      unknown: undefined,
    });
    const nature = found.peer ? "peer" : found.lacking.length > 0 ? "lacks-permission" : "extra-permission";
    return { nature, primary: said(primary, found.lacking), dr: said(dr, found.extra) };
  }

  private documentsOf(primary: Slot, dr: Slot): Documents | undefined {
    const left = this.references.policyDocumentsOf(primary);
    const right = this.references.policyDocumentsOf(dr);
    return left && right && { primary: left, dr: right };
  }

  private differing(documents: Documents, doubt = false): PolicyDifference | undefined {
    const neutral = {
      primary: (text: string) => this.neutral.primary.text(text),
      dr: (text: string) => this.neutral.dr.text(text),
    };
    return differingDocuments(documents, (document) => this.references.twinOf(document), neutral, doubt);
  }

  /** One side knows a text, the other what will be there: whether the text names that, or its twin. */
  private sameKnown(primary: Slot, dr: Slot): boolean | undefined {
    const [known, unknown] = isMarked(primary.unknown) ? [dr, primary] : [primary, dr];
    if (typeof known.value !== "string" || isMarked(known.unknown)) return undefined;
    return this.besides.same(known.value, known, unknown);
  }

  private isBeforeAnyCopy(primary: Slot, dr: Slot): boolean {
    return isMarked(primary.unknown) && typeof dr.value === "string" && this.besides.isBeforeAnyCopy(primary);
  }

  /** One side knows the name, the other what will have it: `storefront-global` and `aws_rds_global_cluster.this.id`. */
  private sameByName(primary: Slot, dr: Slot): boolean | undefined {
    const [known, unknown] = isMarked(primary.unknown) ? [dr, primary] : [primary, dr];
    const side = known === primary ? "primary" : "dr";
    if (typeof known.value !== "string" || isMarked(known.unknown)) return undefined;
    const target = this.references.targetOf(unknown);
    const name = target && naturalName(target);
    if (!target || name === undefined) return undefined;
    const other = this.neutral[side === "primary" ? "dr" : "primary"].text(name);
    const last = this.neutral[side].text(wordsOf(known.value).at(-1) ?? "");
    if (sameName(side === "primary" ? last : other, side === "primary" ? other : last)) return true;
    return /_global_cluster$/.test(target.type) ? false : undefined;
  }
}

/**
 * Documents and the like, made of many things: a local of the same name may hold other ones on either side. One that stands
 * for a single thing (`local.vpc_id`) stands for that of its own side.
 */
const COMPOSED =
  /(?:^|\.)(?:\w*polic(?:y|ies)\w*|container_(?:definitions|properties)|definition|\w*document|user_data(?:_base64)?|environment(?:\.variables)?|(?:template_|dashboard_)?body|buildspec|event_pattern|content|code|secret_string|rules?|rules_string|input|schema)$/;

/** One side's configuration sets the argument, to whatever, where the other's plan knows that nothing is set. */
function isSetBesideUnset(set: Slot, unset: Slot): boolean {
  return (
    isMarked(set.unknown) && set.expression !== undefined && !isMarked(unset.unknown) && isEmpty(unset.value)
  );
}
