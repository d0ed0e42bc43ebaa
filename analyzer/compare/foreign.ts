import type { Neutral } from "../pair/learn";
import { betweenWords, wordsOf } from "../pair/neutral/identities";

/** Why nothing can be said of two ids that no source explains. */
export const FOREIGN = "ids of resources that are in none of the sources";

/** Ids that AWS gives to regional objects: the same one cannot exist in two regions. */
export const REGIONAL_ID =
  /^(?:ami|subnet|vpc|sg|sgr|snap|rtb|vol|eni|acl|igw|eigw|nat|vpce|vpce-svc|i|lt|eipalloc|fs|fsap|pl|tgw|tgw-attach|tgw-rtb|pcx|dopt|cgw|vgw|vpn)-[0-9a-f]{8,17}$/;
/** Keys of KMS, and issuers of EKS clusters (32 digits, upper case in an ARN and lower in a condition's key). */
const UUID = /^(?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const ZONE_ID = /^Z[A-Z0-9]{9,20}$/;

/** Ids that neither side's sources explain: an image or a subnet that another workspace made. */
export function areForeignIds(primary: string, dr: string, neutral: Neutral): boolean {
  if (betweenWords(primary) !== betweenWords(dr)) return false;
  const { identities } = neutral.context;
  return alikeWordByWord(primary, dr, (word, other) => {
    if (neutral.primary.text(word) === neutral.dr.text(other)) return true;
    const known = [identities.symbol("primary", word), identities.symbol("dr", other)];
    return known.every((symbol) => symbol === undefined) && sameShape(word, other);
  });
}

/** The same of two texts that are neutral already: what the sources know of an id has taken its place there. */
export function differInForeignIds(primary: string, dr: string): boolean {
  return (
    betweenWords(primary) === betweenWords(dr) &&
    alikeWordByWord(primary, dr, (word, other) => word === other || sameShape(word, other))
  );
}

function alikeWordByWord(
  primary: string,
  dr: string,
  alike: (word: string, other: string) => boolean,
): boolean {
  const [left, right] = [wordsOf(primary), wordsOf(dr)];
  return left.length === right.length && left.every((word, i) => alike(word, right[i] as string));
}

function sameShape(a: string, b: string): boolean {
  if (REGIONAL_ID.test(a) && REGIONAL_ID.test(b)) return idKind(a) === idKind(b);
  return [UUID, ZONE_ID].some((shape) => shape.test(a) && shape.test(b));
}

function idKind(id: string): string {
  return id.slice(0, id.lastIndexOf("-"));
}
